"""The finder for partner systems gives the page's answer, is strict about its questions, and keeps none."""

import jsonschema
import pytest

from activities.finder.api import ANSWER
from activities.models import Activity
from tests.api.asking import ask, json_of, problem_of
from tests.factories import ActivityFactory, AreaFactory, MunicipalityFactory, published

pytestmark = pytest.mark.django_db
MATCH = "/activities/match"


@pytest.fixture(autouse=True)
def two() -> list[Activity]:
    """One activity in Vik for those in pain, one in Nes for anybody."""
    vik, nes = MunicipalityFactory.create(slug="vik", name="Vik"), MunicipalityFactory.create(slug="nes", name="Nes")
    AreaFactory.create(municipalities=[vik, nes])
    pain = ActivityFactory.create(slug="ont", name="Ont", placed_in=[vik], for_whom={"age_min": 18}, way_in={})
    pain.criteria.create(text="Har ont", situations=["pain"])
    pain.referrers.create(role="doctor", text="Läkare")
    free = ActivityFactory.create(slug="alla", name="Alla", placed_in=[nes], stated_none=["target_group.criteria"])
    published(pain, free)
    return [pain, free]


def verdicts(query: str) -> dict[str, str]:
    return {row["slug"]: row["verdict"] for row in json_of(MATCH, query)["results"]}


def test_the_answer_has_the_shape_that_the_document_promises() -> None:
    answer = json_of(MATCH, "municipality=vik&age=22&situation=pain&asker=doctor")
    jsonschema.validate(answer, ANSWER)
    assert (answer["total"], answer["covered"]) == (2, True)
    assert answer["results"][0]["referral"]["may"] == "refer"


def test_what_is_not_told_differs_from_what_is_denied() -> None:
    assert verdicts("municipality=vik&age=22&situation=pain")["ont"] == "fits"
    assert verdicts("municipality=vik&age=22&not_situation=pain")["ont"] == "does_not_fit"
    [first, _second] = json_of(MATCH, "municipality=vik&age=22")["results"]
    [open_reason] = [reason for reason in first["reasons"] if reason["outcome"] == "not_told"]
    assert (first["verdict"], open_reason["needs"]) == ("may_fit", ["pain"])


def test_what_fits_comes_first() -> None:
    assert list(verdicts("municipality=vik&age=22&situation=pain")) == ["ont", "alla"]
    assert list(verdicts("municipality=nes&age=22&situation=pain").values())[-1] == "does_not_fit"


def test_one_can_ask_for_a_sort_of_answer() -> None:
    assert verdicts("municipality=vik&age=22&situation=pain&verdict=fits") == {"ont": "fits"}
    assert json_of(MATCH, "verdict=does_not_fit")["total"] == 0


def test_answers_come_in_pages() -> None:
    query = "municipality=vik&age=22&situation=pain&limit=1"
    assert list(verdicts(query)) == ["ont"]
    assert list(verdicts(f"{query}&page=2")) == ["alla"]
    assert verdicts(f"{query}&page=3") == {}


def test_a_municipality_outside_the_catalogue_is_said_to_be() -> None:
    assert json_of(MATCH, "municipality=goteborg")["covered"] is False


def test_nothing_that_is_asked_is_kept() -> None:
    answer = ask(MATCH, "age=22", If_None_Match="*")
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "ETag" not in answer


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("age=gammal", "age"),
        ("age=121", "age"),
        ("age=", "age"),
        ("age=1&age=2", "age"),
        ("situation=glad", "situation"),
        ("asker=kungen", "asker"),
        ("verdict=kanske", "verdict"),
        ("municipality=VIK!", "municipality"),
        ("sick_leave_months=1.5", "sick_leave_months"),
        ("kommun=vik", "kommun"),
    ],
)
def test_a_question_that_cannot_be_understood_is_refused(query: str, parameter: str) -> None:
    problem = problem_of(ask(MATCH, query), 400)
    assert problem["parameter"] == parameter


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("situation=pain&not_situation=pain", "not_situation"),
        ("situation=sick_leave_full&not_situation=sick_leave", "situation"),
        ("authorities=2&not_situation=several_authorities", "situation"),
    ],
)
def test_what_cannot_all_be_true_is_refused(query: str, parameter: str) -> None:
    assert problem_of(ask(MATCH, query), 409)["parameter"] == parameter


def test_it_answers_for_a_moment(two: list[Activity]) -> None:
    two[0].criteria.all().delete()
    published(two[0])
    assert verdicts("municipality=vik&age=22&at=r1")["ont"] == "may_fit"
