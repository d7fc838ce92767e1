"""What another system gets of activities in the norm's form."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import validate

from activities.hsds.service import provider, service, status
from activities.models import Activity
from samverkan.api.hsds.objects import Surroundings, identifier
from samverkan.publishing.models import Publication
from samverkan.publishing.publish import Author, withdraw
from tests.hsds.norm import faults, nulls

pytestmark = pytest.mark.django_db
HERE = Surroundings(lambda kind, slug: f"https://katalogen.example.se/{kind}/{slug}", {"mark": "1463"})
TODAY = dt.date(2026, 11, 26)


def get(path: str, **query: Any) -> Any:
    answer = Client().get(f"/api/hsds{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def document(source_catalogue: Any) -> Any:
    return json.loads(Publication.objects.at(1).get(kind="activity", slug="kraft-huset").body or "")


def test_ids_are_those_that_partners_have_stored() -> None:
    assert identifier("activity", "lotsen") == "4b7360ce-3391-58c9-916f-12e484282726"


def test_every_service_holds_to_the_norm(source_catalogue: Any) -> None:
    page = get("/services", full="true", per_page=100)
    assert page["total_items"] == len(page["contents"]) == 18
    assert not any(nulls(one) for one in page["contents"])
    assert get(f"/services/{page['contents'][0]['id']}") == page["contents"][0]
    assert [fault for one in page["contents"] for fault in faults("service", one)] == []


def test_a_list_tells_of_each_service_alone(source_catalogue: Any) -> None:
    page = get("/services", per_page=5, page=2)
    assert not any(isinstance(value, list) for one in page["contents"] for value in one.values())
    assert [fault for one in page["contents"] for fault in faults("service", one)] == []
    assert {name: page[name] for name in page if name != "contents"} == {
        "total_items": 18,
        "total_pages": 4,
        "page_number": 2,
        "size": 5,
        "first_page": False,
        "last_page": False,
        "empty": False,
    }


def test_a_page_after_the_last_is_empty(source_catalogue: Any) -> None:
    page = get("/services", per_page=10, page=9)
    assert (page["empty"], page["last_page"], page["total_items"], page["total_pages"]) == (True, True, 18, 2)


def test_minimal_tells_of_all_at_once(source_catalogue: Any) -> None:
    page = get("/services", minimal="true")
    assert page["size"] == 18
    assert {tuple(one) for one in page["contents"]} == {("id", "last_modified")}


def test_what_is_unknown_is_left_out(document: Any) -> None:
    told = service(document | {"free_of_charge": None}, HERE, TODAY)
    assert "fees_description" not in told
    assert "minimum_age" not in told
    assert service(document | {"free_of_charge": True}, HERE, TODAY)["fees_description"] == "Kostnadsfritt"


def test_a_period_that_has_certainly_ended_is_inactive(document: Any) -> None:
    ended = document | {"period": document["period"] | {"end": "2026-11"}}
    assert status(ended, dt.date(2026, 11, 30)) == "active"
    assert status(ended, dt.date(2026, 12, 1)) == "inactive"
    assert status(document, TODAY) == "active"


def test_only_a_partner_that_runs_it_is_the_organization(document: Any) -> None:
    assert provider(document) is None
    assert provider(document | {"operator": "Försäkringskassan"}) == identifier("partner", "forsakringskassan")


def test_filters_find_what_carries_the_term_or_the_organization(source_catalogue: Any) -> None:
    train = identifier("function", "trana")
    found = get("/services", taxonomy_term_id=train, full="true", per_page=100)["contents"]
    assert found
    assert all(train in [row.get("taxonomy_term_id") for row in one["attributes"]] for one in found)
    joint = get("/services", organization_id=identifier("federation", "bms"))["contents"]
    assert "KRAFT-huset Bollebygd, Mark och Svenljunga" in [one["name"] for one in joint]
    assert get("/services", taxonomy_id=identifier("taxonomy", "function"))["total_items"] == 18
    assert get("/services", taxonomy_term_id=identifier("function", "okand"))["empty"]
    assert get("/services", search="arbetsträning")["total_items"] < 18


@pytest.mark.parametrize(
    ("query", "named"),
    [("page=0", "page"), ("per_page=101", "per_page"), ("full=ja", "full"), ("organization_id=1", "organization_id")],
)
def test_bad_input_is_told_by_name(query: str, named: str) -> None:
    answer = Client().get(f"/api/hsds/services?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["parameter"] == named


def test_no_question_costs_more_than_four_queries(source_catalogue: Any) -> None:
    term, bearer = identifier("function", "trana"), identifier("federation", "bms")
    for question in (
        "?full=true&per_page=100",
        "?minimal=true",
        "?search=lotsen",
        f"?taxonomy_term_id={term}&organization_id={bearer}&full=true",
        f"?taxonomy_term_id={term}&full=true&page=9",
        f"/{identifier('activity', 'lotsen')}",
    ):
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(f"/api/hsds/services{question}").status_code == 200
        assert len(captured) <= 4, question


def test_a_service_costs_two_queries_once_its_revision_is_known(source_catalogue: Any) -> None:
    place = f"/api/hsds/services/{identifier('activity', 'lotsen')}"
    known = Client().get(place)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(place).content == known.content
    assert len(captured) == 2


def test_an_unknown_id_is_not_there() -> None:
    assert Client().get(f"/api/hsds/services/{identifier('activity', 'okand')}").status_code == 404


def test_a_withdrawn_service_is_defunct(source_catalogue: Any) -> None:
    withdraw([Activity.objects.get(slug="sampac")], Author("Redaktionen"))
    gone = get(f"/services/{identifier('activity', 'sampac')}")
    assert gone["status"] == "defunct"
    assert gone in get("/services", modified_after=gone["last_modified"])["contents"]
    assert not faults("service", gone)


def test_an_answer_that_is_known_is_not_sent_again(source_catalogue: Any) -> None:
    first = Client().get("/api/hsds/services")
    again = Client().get("/api/hsds/services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


def test_the_front_door_names_the_norm_and_describes_each_path(source_catalogue: Any) -> None:
    front = get("/")
    assert front["version"] == "3.1"
    described = get(front["openapi_url"].partition("/api/hsds")[2])
    assert set(described["paths"]) >= {"/services", "/services/{id}"}
    validate(described)
    assert "TooManyRequests" in described["components"]["responses"]
    assert all(one["get"]["responses"].keys() >= {"200", "400", "429", "503"} for one in described["paths"].values())
    assert described["info"]["contact"]["email"]
