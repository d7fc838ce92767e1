"""What stands around services: organizations, taxonomies, terms and places, each as the norm wants it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverkan.api.hsds.objects import identifier
from tests.hsds.norm import faults, needs_standard, nulls
from tests.hsds.test_services import get

pytestmark = pytest.mark.django_db
LISTS = {
    "/organizations": "organization",
    "/taxonomies": "taxonomy",
    "/taxonomy_terms": "taxonomy_term",
    "/service_at_locations": "service_at_location",
}


@needs_standard
@pytest.mark.parametrize(("path", "name"), LISTS.items())
def test_each_list_and_entry_holds_to_the_norm(path: str, name: str, source_catalogue: Any) -> None:
    full = {} if "taxonom" in path else {"full": "true"}
    for asked in ({}, full):
        page = get(path, per_page=100, **asked)
        assert page["contents"]
        assert [fault for one in page["contents"] for fault in faults(name, one)] == []
        assert not any(nulls(one) for one in page["contents"])
    assert get(f"{path}/{page['contents'][-1]['id']}") == page["contents"][-1]
    assert Client().get(f"/api/hsds{path}/{identifier('nothing', 'at-all')}").status_code == 404


def test_what_services_point_to_is_there(source_catalogue: Any) -> None:
    services = get("/services", full="true", per_page=100)["contents"]
    terms = {one["id"] for one in get("/taxonomy_terms", per_page=100)["contents"]}
    organizations = get("/organizations", full="true", per_page=100)["contents"]
    programs = {program["id"] for one in organizations for program in one.get("programs", ())}
    carried = {row["taxonomy_term_id"] for one in services for row in one["attributes"] if "taxonomy_term_id" in row}
    assert carried
    assert carried <= terms
    assert {one["organization_id"] for one in services if "organization_id" in one} <= {o["id"] for o in organizations}
    assert {one["program_id"] for one in services if "program_id" in one} <= programs
    places = {place["id"] for one in services for place in one.get("service_at_locations", ())}
    assert places == {one["id"] for one in get("/service_at_locations", per_page=100)["contents"]}


def test_a_municipality_is_known_by_its_code(source_catalogue: Any) -> None:
    [own] = get(f"/organizations/{identifier('partner', 'vargarda-kommun')}")["organization_identifiers"]
    assert own["identifier"] == "1442"


def test_terms_of_one_taxonomy_and_words_in_a_name(source_catalogue: Any) -> None:
    functions = get("/taxonomy_terms", taxonomy_id=identifier("taxonomy", "function"))["contents"]
    assert {one["taxonomy"] for one in functions} == {"Funktion"}
    assert [one["name"] for one in get("/organizations", search="FÖRSÄKRINGSKASSAN")["contents"]] == [
        "Försäkringskassan"
    ]


def test_they_cost_the_same_however_many(source_catalogue: Any) -> None:
    counted = {}
    for path in LISTS:
        with CaptureQueriesContext(connection) as captured:
            get(path, per_page=100)
        counted[path] = len(captured)
    assert counted == {"/organizations": 2, "/taxonomies": 1, "/taxonomy_terms": 2, "/service_at_locations": 2}


def test_an_address_that_identifies_an_organization_is_its_own(source_catalogue: Any) -> None:
    said = [one["uri"] for one in get("/organizations", per_page=100)["contents"] if "uri" in one]
    assert said
    assert len(set(said)) == len(said)


def test_the_words_do_not_depend_on_the_reader_s_language(source_catalogue: Any) -> None:
    answer = Client().get("/api/hsds/taxonomies", headers={"Accept-Language": "en"})
    assert [one["name"] for one in answer.json()["contents"]] == ["Funktion", "Situation", "Finansieringsform"]
