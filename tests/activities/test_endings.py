"""What ends: only what is stated ends, the first first, and cells fall empty when all in them has ended."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from activities.endings.rule import Ending, emptied, endings, with_losses
from activities.matrix.grid import build_matrix
from activities.models import Activity, FinancingStatement
from samverkan.publishing.kinds import Document
from tests.api.asking import ask, json_of
from tests.factories import (
    ActivityFactory,
    AreaFactory,
    FinancingStreamFactory,
    FunctionFactory,
    MunicipalityFactory,
    published,
)

AFTER = dt.date(2010, 1, 1)
MILJARDEN = {"kind": "financing_stream", "slug": "miljarden", "name": "Miljarden", "valid_until": "2009"}
FINSAM = {"kind": "financing_stream", "slug": "finsam", "name": "Finsam", "valid_until": None}
PLACE = {"kind": "municipality", "slug": "vik", "name": "Vik"}


def paid_by(*streams: Document | None, said_by: str = "activity") -> list[Document]:
    return [{"stream": stream, "said_by": said_by} for stream in streams]


def an_activity(slug: str, financing: list[Document] | None = None, **period: Any) -> Any:
    return {
        "kind": "activity",
        "slug": slug,
        "name": slug.title(),
        "function": {"kind": "function", "slug": "trana", "name": "Träna"},
        "placements": [{"municipality": PLACE, "label": slug}],
        "period": {"start": None, "end": None, "months": None, "extendable": None} | period,
        "financing": financing,
        "agreements": None,
    }


def ended(*activities: Document, day: dt.date | None = AFTER) -> list[Ending]:
    return endings([MILJARDEN, FINSAM, *activities], day)


def test_money_ends_with_its_stream_and_not_a_day_before() -> None:
    [one] = ended(an_activity("teamet", paid_by(MILJARDEN)))
    assert (one.whole, [(loss.about["slug"], loss.until) for loss in one.losses]) == (True, [("miljarden", "2009")])
    assert ended(an_activity("teamet", paid_by(MILJARDEN)), day=dt.date(2009, 12, 31)) == []


def test_what_still_pays_keeps_the_activity_though_a_part_is_lost() -> None:
    [one] = ended(an_activity("teamet", paid_by(MILJARDEN, FINSAM)))
    assert (one.whole, len(one.losses)) == (False, 1)
    [other] = ended(an_activity("teamet", paid_by(MILJARDEN, None)))  # A payer without a stream has no stated end.
    assert not other.whole


def test_a_stream_named_twice_ends_once() -> None:
    [one] = ended(an_activity("teamet", paid_by(MILJARDEN, MILJARDEN)))
    assert (one.whole, len(one.losses)) == (True, 1)


def test_others_words_about_money_count_only_where_the_activity_has_none() -> None:
    theirs = paid_by(MILJARDEN, said_by="financing_stream")
    assert ended(an_activity("eget", [*paid_by(FINSAM), *theirs])) == []
    [one] = ended(an_activity("tyst", theirs))
    assert one.whole


def test_an_end_that_nobody_states_is_no_end() -> None:
    assert ended(an_activity("okänd"), an_activity("tills vidare", paid_by(FINSAM)), day=None) == []


def test_a_period_ends_by_its_end_or_its_length_and_the_first_comes_first() -> None:
    stated = an_activity("angiven", end="2007-12-31", extendable=True)
    computed = an_activity("räknad", start="2007-23", months=24)
    found = ended(an_activity("teamet", paid_by(MILJARDEN)), computed, stated)
    assert [(one.activity["slug"], one.last_day.isoformat()) for one in found] == [
        ("angiven", "2007-12-31"),
        ("räknad", "2009-11-30"),
        ("teamet", "2009-12-31"),
    ]
    assert [loss.until for one in found for loss in one.losses] == ["2007-12-31", None, "2009"]


def test_grants_end_with_their_last_year_or_the_budget_and_other_money_goes_on() -> None:
    def a_budget(end: str | None, *granted: tuple[str, int]) -> Document:
        grants = [{"activity_slug": slug, "year": year} for slug, year in granted]
        return {"kind": "budget", "slug": "ram", "name": "Ram", "period": {"end": end}, "grants": grants}

    only, also = an_activity("bara"), an_activity("också", paid_by(FINSAM))
    budget = a_budget("2019-07-31", ("bara", 2016), ("bara", 2017), ("också", 2019), ("borta", 2016))
    first, second = endings([FINSAM, only, also, budget], dt.date(2019, 8, 1))
    assert [(loss.cause, loss.until) for loss in first.losses] == [("grant", "2017")]
    assert [loss.until for loss in second.losses] == ["2019-07-31"]
    assert (first.whole, second.whole) == (True, False)
    assert endings([only, a_budget(None, ("bara", 2017))], dt.date(2017, 12, 31)) == []


def test_an_agreement_ends_and_takes_what_nothing_else_covers() -> None:
    def agreed(slug: str, end: str | None) -> Document:
        return {
            "kind": "agreement",
            "slug": slug,
            "name": slug,
            "period": {"end": end, "extendable": None},
            "concluded": None,
        }

    old, endless = agreed("gammal", "2007-12-31"), agreed("evig", None)
    alone, both = an_activity("ensam") | {"agreements": [old]}, an_activity("båda") | {"agreements": [old, endless]}
    found = {one.activity["slug"]: one.whole for one in ended(old, endless, alone, both)}
    assert found == {"ensam": True, "båda": False}


def test_a_cell_falls_empty_when_all_in_it_has_fallen_away() -> None:
    area: Any = {"slug": "norr", "name": "Norr", "municipalities": [PLACE]}
    function: Any = {"slug": "trana", "name": "Träna", "matrix_heading": "Träna", "position": 1}
    lost, kept = an_activity("teamet", paid_by(MILJARDEN)), an_activity("lotsen", paid_by(FINSAM))
    for activities, cells in (((lost,), ["vik"]), ((lost, kept), []), ((kept,), []), ((), [])):
        matrix = with_losses(build_matrix(area, [function], list(activities)), ended(*activities))
        assert [cell.municipality for cell in emptied(matrix)] == cells


@pytest.fixture
def team() -> Activity:
    """A team in Vik whose stream ends with 2009."""
    vik = MunicipalityFactory.create(slug="vik", name="Vik")
    area = AreaFactory.create(slug="norr", name="Norr", municipalities=[vik])
    function = FunctionFactory.create(slug="trana", name="Träna", matrix_heading="Träna", position=1)
    team = ActivityFactory.create(slug="teamet", name="Teamet", area=area, function=function, placed_in=[vik])
    stream = FinancingStreamFactory.create(slug="miljarden", name="Miljarden", valid_until="2009")
    FinancingStatement.objects.create(activity=team, said_by="activity", label="Miljarden", stream=stream, position=0)
    published(team, area)
    return team


@pytest.mark.django_db
@pytest.mark.usefixtures("team")
def test_the_page_tells_what_ends_why_and_what_falls_empty(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    published(AreaFactory.create(name="Obeskrivet", municipalities=[MunicipalityFactory.create()]))
    client.get("/upphor/")  # What a process learns of a revision it learns once.
    with django_assert_max_num_queries(4):
        page = client.get("/upphor/?datum=2010-01-01").content.decode()
    assert "1 verksamhet av 1" in page
    assert "i Obeskrivet" not in page, "of an area without activities nothing can fall empty"
    assert "gäller till 2009." in page
    assert "Rutor som blir tomma i Norr" in page
    assert "Träna" in page.partition("Rutor som blir tomma")[2]
    assert "Ingen verksamhet har förlorat något" in client.get("/upphor/?datum=2009-12-31").content.decode()
    assert "gäller till 2009." in client.get("/upphor/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("team")
def test_the_matrix_of_a_day_marks_what_has_ended(client: Client) -> None:
    page = client.get("/matris/norr/?datum=2010-01-01").content.decode()
    assert "upphört enligt uppgift" in page
    assert "1 ruta har bara sådant som har upphört enligt uppgift." in page
    assert "upphört enligt uppgift" not in client.get("/matris/norr/?datum=2009-12-31").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("team")
def test_partners_get_the_same() -> None:
    answer = json_of("/endings", "on=2010-01-01")
    assert (answer["total"], answer["results"][0]["slug"], answer["results"][0]["whole"]) == (1, "teamet", True)
    assert answer["results"][0]["losses"] == [
        {
            "cause": "financing",
            "about": "miljarden",
            "until": "2009",
            "last_day": "2009-12-31",
            "extendable": None,
        }
    ]
    assert answer["emptied"] == [{"area": "norr", "municipality": "vik", "function": "trana"}]
    assert json_of("/endings", "on=2009-12-31")["total"] == 0
    assert json_of("/endings")["total"] == 1
    assert json_of("/endings", "page=2")["results"] == []
    assert ask("/endings", "on=i-gar").status_code == 400
