"""Results in public: trends against goals on their own base, small counts protected in every form, nothing invented."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activities.followups import views as result_views
from activities.followups.results import Measure, share
from activities.models import Activity, FollowUp
from activities.schemas.types import FollowUpDocument
from federations.models import Federation
from samverkan.publishing.documents import Refused, build, validate
from samverkan.publishing.loading import load
from samverkan.publishing.publish import withdraw
from samverkan.publishing.schemas.typed import typed
from tests.api.asking import json_of
from tests.factories import (
    OFFICE,
    ActivityFactory,
    FederationFactory,
    FollowUpFactory,
    MunicipalityFactory,
    PartnerFactory,
    published,
)

OUT = {"to_work": 5, "to_practice": 6, "to_studies": 7, "to_other": 0, "to_none": 8}
MANY = {"women": 20, "men": 20, "sex_unknown": 0, "with_plan": 40, "continued": 30, "finished": 26, **OUT, "waiting": 3}
FEW = {"women": 3, "men": 10, "sex_unknown": 0, "finished": 9, **dict.fromkeys(OUT, 0), "to_work": 9}
ONWARD = ("to_work", "to_practice", "to_studies")


def document(**counted: int) -> FollowUpDocument:
    return typed(build(FollowUpFactory.create(counted=counted)), FollowUpDocument)


@pytest.fixture
def activity(db: None) -> Activity:
    """An activity whose federation wants 70 percent of the participants onward, a plan for all, and more in words."""
    federation = FederationFactory.create(slug="norra", name="Norra förbundet")
    federation.goals.create(text="Vidare", percent=70, base="Alla", counts=list(ONWARD), among="participants")
    federation.goals.create(text="Plan", percent=100, base="Alla", counts=["with_plan"], among="participants")
    federation.goals.create(text="Alla ska trivas")
    return paid_by(federation, slug="lotsen", name="Lotsen")


def paid_by(federation: Federation, **about: Any) -> Activity:
    activity = ActivityFactory.create(**about)
    activity.financing.create(label="Förbundet", federation=federation)
    return activity


def text(client: Client, query: str = "", page: str = "/resultat/") -> str:
    response = client.get(f"{page}{query}")
    assert response.status_code == 200
    return response.content.decode()


def figures(client: Client, query: str = "") -> dict[str, Any]:
    return {figure.title: figure for figure in client.get(f"/resultat/{query}").context["figures"]}


@pytest.mark.django_db
class TestShares:
    def test_a_share_is_counted_on_the_base_that_the_goal_names(self) -> None:
        told = document(**MANY)
        assert share(told, Measure(ONWARD, "participants")).words == "45 %"
        assert share(told, Measure(ONWARD, "continued")).words == "60 %"
        assert share(told, Measure(("with_plan",), "participants")).number == 100

    def test_a_share_tells_no_more_than_the_counts_do(self) -> None:
        few = document(**FEW | {"to_work": 3})
        assert share(few, Measure(("to_work",), "participants")).words == "under 38,5 %"
        assert share(document(women=3, men=10, sex_unknown=0), Measure(("men",), "participants")).words == "visas inte"

    def test_a_sum_of_which_one_part_is_small_has_no_bound_that_leaves_out_the_rest(self) -> None:
        told = document(**MANY | {"to_work": 3})
        assert (told["to_practice"], told["fewer_than_five"]) == (6, ["to_work", "waiting"])
        assert share(told, Measure(("to_work", "to_practice"), "participants")).words == "visas inte"

    def test_more_than_the_base_is_said_and_never_drawn_as_all_of_it(self) -> None:
        told = share(document(**MANY | {"continued": 12}), Measure(ONWARD, "continued"))
        assert (told.words, told.number) == ("fler än basen", None)

    def test_a_share_of_a_base_that_is_protected_is_not_shown(self) -> None:
        few = document(participants=4, with_plan=0)
        assert few["fewer_than_five"] == ["participants"]
        assert share(few, Measure(("with_plan",), "participants")).words == "visas inte"

    def test_what_is_unknown_stays_unknown_and_none_is_not_zero(self) -> None:
        assert share(document(participants=10), Measure(ONWARD, "participants")).words == "uppgift saknas"
        assert share(document(with_plan=10), Measure(("with_plan",), "participants")).words == "uppgift saknas"
        none = document(participants=0, **dict.fromkeys(OUT, 0))
        assert share(none, Measure(ONWARD, "participants")).number is None


def test_each_measure_has_a_figure_of_its_own_with_its_goal(client: Client, activity: Activity) -> None:
    published(
        FollowUpFactory.create(activity=activity, period_start="2007", counted=MANY),
        FollowUpFactory.create(activity=activity, period_start="2008-01", period_end="2008-06"),
    )
    found = figures(client)
    onward = found["Till arbete, till praktik och till studier – andel av deltagarna"]
    assert (onward.goal.number, onward.periods) == (70, ("2007", "2008-01–2008-06"))
    assert [value.words for value in onward.series[0].values] == ["45 %", "uppgift saknas"]
    assert found["Med gemensam plan – andel av deltagarna"].goal.number == 100
    assert text(client).count('role="img"') == 2


def test_unlike_bases_and_activities_without_a_goal_never_share_a_figure(client: Client, activity: Activity) -> None:
    other = FederationFactory.create(slug="sodra")
    other.goals.create(text="Vidare", percent=70, base="De som går vidare", counts=list(ONWARD), among="continued")
    silent = FederationFactory.create(slug="tyst")
    some = [activity, paid_by(other, name="Team"), paid_by(silent, name="Huset"), paid_by(silent, name="Gården")]
    published(*(FollowUpFactory.create(activity=one, counted=MANY) for one in some))
    shown = {
        (figure.title[-20:], figure.goal and figure.goal.number): [one.label for one in figure.series]
        for figure in client.get("/resultat/").context["figures"]
    }
    assert sorted(shown.values()) == [["Gården", "Huset"], ["Lotsen"], ["Lotsen"], ["Team"]]
    assert len({figure.name for figure in client.get("/resultat/").context["figures"]}) == 4
    [without] = [figure for figure in client.get("/resultat/").context["figures"] if figure.goal is None]
    assert without.title.endswith("(inget mål angivet)")
    assert without.description.startswith("Inget mål är angivet.")


def test_an_entry_of_another_kind_at_the_same_address_name_has_no_results(client: Client, activity: Activity) -> None:
    published(FollowUpFactory.create(activity=activity, counted=MANY), PartnerFactory.create(slug=activity.slug))
    assert [one.activity["kind"] for one, *_rest in client.get("/resultat/").context["found"]] == ["activity"]


def test_small_counts_show_nowhere_in_public(client: Client, activity: Activity) -> None:
    follow_up = FollowUpFactory.create(activity=activity, slug="lotsen-2008", name="Lotsen 2008", counted=FEW)
    published(follow_up)
    entry = json_of("/follow-ups/lotsen-2008")
    assert (entry["women"], entry["men"], entry["participants"]) == (None, None, 13)
    assert (entry["fewer_than_five"], entry["withheld"]) == (["women"], ["men"])
    for page in ("/resultat/", "/resultat/lotsen-2008/"):
        shown = text(client, page=page)
        assert "färre än 5" in shown
        assert "visas inte" in shown
        assert ">3<" not in shown
        assert ">10<" not in shown
    row = client.get("/resultat/siffror.csv").content.decode("cp1252").splitlines()[1].split(";")
    assert row[:7] == ["Lotsen", "2008", "13", "färre än 5", "visas inte", "0", "uppgift saknas"]
    assert follow_up.exact.women == 3


def test_a_page_for_a_federation_a_municipality_and_an_activity(client: Client, activity: Activity) -> None:
    town = MunicipalityFactory.create(slug="vik", name="Vik")
    activity.placements.create(municipality=town, label="Lotsen")
    published(
        FollowUpFactory.create(activity=activity, counted=MANY),
        FollowUpFactory.create(activity__name="Annan", counted=MANY),
    )
    for query in ("?forbund=norra", "?kommun=vik", "?verksamhet=lotsen"):
        assert [one.activity["name"] for one, *_rest in client.get(f"/resultat/{query}").context["found"]] == ["Lotsen"]
    for page in ("/forbund/norra/", "/kommuner/vik/", "/verksamheter/lotsen/"):
        assert "/resultat/?" in text(client, page=page)


def test_where_nothing_is_published_the_page_says_how_it_comes_and_what_the_goals_are(
    client: Client, activity: Activity
) -> None:
    published(activity)
    shown = text(client)
    assert "Ingen uppföljning är publicerad" in shown
    assert "under Uppföljningar" in shown
    assert "70 %: Vidare" in shown
    assert "<svg" not in shown


def test_a_withdrawn_follow_up_answers_410_and_leaves_the_page(client: Client, activity: Activity) -> None:
    follow_up = FollowUpFactory.create(activity=activity, slug="borta", counted=MANY)
    published(follow_up)
    withdraw([follow_up], OFFICE)
    assert client.get("/resultat/borta/").status_code == 410
    assert client.get("/resultat/aldrig/").status_code == 404
    assert client.get("/resultat/borta/historik/").status_code == 200
    assert "Ingen uppföljning" in text(client)
    assert "45 %" in text(client, "?vid=r1")


def test_a_page_shows_some_activities_and_says_so_and_the_file_has_all(
    client: Client, activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result_views, "MOST", 1)
    published(FollowUpFactory.create(activity=activity), FollowUpFactory.create())
    assert "Här är de första 1 av 2 verksamheter" in text(client)
    assert len(client.get("/resultat/siffror.csv").content.splitlines()) == 3


def test_the_page_takes_four_queries_however_many_follow_ups_there_are(client: Client, activity: Activity) -> None:
    published(*(FollowUpFactory.create(activity=activity, period_start=str(year)) for year in range(1990, 2010)))
    with CaptureQueriesContext(connection) as captured:
        text(client)
    assert len(captured) <= 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"women": 3}, "women"),
        ({"men": 10}, "women"),
        ({"fewer_than_five": []}, "women"),
        ({"withheld": ["men", "women"]}, "fewer_than_five"),
        ({"withheld": ["men", "participants"]}, "withheld"),
        ({"participants": None}, "participants"),
        ({"finished": 14}, "finished"),
        ({"period": {"start": "2009", "end": "2008"}}, "period"),
    ],
)
def test_no_document_gets_in_that_tells_or_reveals_a_small_count_or_cannot_be(
    change: dict[str, Any], path: str
) -> None:
    told = document(**FEW)
    assert validate(told) == []
    unmarked: dict[str, Any] = {"withheld": []} if "men" in change else {}
    assert path in [fault.path.partition(".")[0] for fault in validate(told | change | unmarked)]


def test_periods_of_one_activity_never_overlap(activity: Activity) -> None:
    FollowUpFactory.create(activity=activity, period_start="2008-01", period_end="2008-06", name="Våren")
    late = build(FollowUpFactory.create(activity=activity, period_start="2009"))
    with pytest.raises(Refused, match="överlappar ”Våren”"):
        load([late | {"period": {"start": "2008", "end": "2008"}}])
    load([late | {"period": {"start": "2008-07", "end": "2008-12"}}])
    assert FollowUp.objects.count() == 2
