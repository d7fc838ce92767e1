"""The pay-off calculator: what it computes, what it refuses to guess, and the evaluation as its first example."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from federations.schemas.types import FactDocument
from financing.payoff.calculation import EXAMPLE, Calculation, Outcome, Payer, worked_example
from financing.payoff.form import PayoffForm, as_query
from samverkan.publishing.loading import load
from samverkan.publishing.schemas.typed import typed
from tests.api.asking import ask, json_of, problem_of
from tests.factories import AreaFactory, published
from tests.fixture_files import documents

MILLION = 1_000_000
FACT = ("fact", EXAMPLE)
FACTS = settings.BASE_DIR / "tests" / "data" / "facts.json"


def payer(name: str, effect: float | None, share: float | None = None) -> Payer:
    told = None if effect is None else Decimal(str(effect)) * MILLION
    return Payer(name, told, None if share is None else Decimal(str(share)))


def calculation(*payers: Payer, participants: int | None = 100, cost: int | None = 50_000) -> Calculation:
    return Calculation(participants, None if cost is None else Decimal(cost), payers)


def evaluation() -> Calculation:
    """The worked example as the fixture states it: no figure of it stands anywhere else."""
    return worked_example(typed(documents()[FACT], FactDocument))


@pytest.fixture
def example(db: None) -> None:
    """The worked example, published with its source."""
    AreaFactory.create(slug="sjuharad")
    published(*load([documents()["source", "frisam-utvarderingen"], documents()[FACT]]))


def test_the_cost_comes_back_in_the_time_that_the_yearly_effect_needs_for_it() -> None:
    asked = calculation(payer("A", 6, 50), payer("B", 4, 20))
    assert asked.cost == 5 * MILLION
    assert asked.months == 6
    assert [asked.months_of(one) for one in asked.payers] == [5, 3]
    assert asked.unshared == 30


@pytest.mark.parametrize(
    "asked",
    [
        calculation(payer("A", 6), payer("B", None)),
        calculation(payer("A", 6), participants=None),
        calculation(payer("A", 6), cost=None),
        calculation(),
        calculation(payer("A", 1), payer("B", -2)),
    ],
)
def test_no_time_is_told_where_something_is_unknown_or_the_effect_never_covers_the_cost(asked: Calculation) -> None:
    assert asked.months is None


def test_who_wins_and_who_loses_does_not_hang_on_who_pays() -> None:
    effects = {1: Outcome.WINS, -1: Outcome.LOSES, 0: Outcome.EVEN, None: Outcome.UNKNOWN}
    assert {effect: payer("A", effect, 100).outcome for effect in effects} == effects
    assert calculation(payer("A", None, 50), cost=None).months_of(payer("A", None, 50)) is None


def test_the_evaluation_s_parts_do_not_reach_its_total_and_its_lost_cost_stays_unknown() -> None:
    asked = evaluation()
    assert asked.total == Decimal("12.5") * MILLION
    assert asked.unexplained == Decimal("1.1") * MILLION
    assert asked.cost_each is None
    assert asked.months is None


def test_each_figure_of_the_evaluation_stands_in_the_source_at_the_line_that_the_example_names() -> None:
    study = json.loads(FACTS.read_text(encoding="utf-8"))["frisam_evaluation"]["economic_study"]
    example = evaluation()
    effects = {one.name: one.effect for one in example.payers}
    names = {
        "Staten i övrigt": "state_other_mkr",
        "Försäkringskassan": "forsakringskassan_mkr",
        "Landstingen": "landsting_mkr",
        "Kommunerna": "municipalities_mkr",
        "Arbetsmarknadsverket": "arbetsmarknadsverket_mkr",
    }
    stated: dict[str, Any] = {fact: effects[name] for name, fact in names.items()}
    stated["total_effect_mkr_per_year"] = example.stated_total
    assert {fact: Decimal(str(study[fact]["value"])) * MILLION for fact in stated} == stated
    stated |= {"individuals": example.participants, "payoff_months": example.stated_months}
    assert study["individuals"]["value"] == stated["individuals"]
    assert study["payoff_months"]["value"] == stated["payoff_months"]
    [lines] = {row["lines"] for row in documents()[FACT]["sources"] if row["about"] == "figures"}
    assert {study[fact]["source"] for fact in stated} == {f"003_5aa3f597a9da06d5.txt:{lines}"}
    assert study["measure_cost_per_individual_kr"]["value"] is example.cost_each is None
    assert effects.keys() == names.keys()


def test_an_address_asks_for_just_the_calculation_that_it_was_made_of() -> None:
    shared = Calculation(3, Decimal("10.5"), (payer("A", -0.2, 12.5), payer("B", None)), Decimal(MILLION), Decimal(6))
    for asked in (evaluation(), shared):
        form = PayoffForm(as_query(asked))
        assert form.is_valid(), form.errors
        assert form.calculation == asked


def test_a_figure_that_a_fact_lacks_is_unknown_in_the_calculation() -> None:
    fact: Any = {"figures": None}
    assert worked_example(fact) == Calculation(None, None, ())


@pytest.mark.usefixtures("example")
class TestPage:
    def text(self, client: Client, query: str = "") -> str:
        response = client.get(f"/aterbetalning/{query}")
        assert response.status_code == 200
        assert not response.cookies
        return " ".join(response.content.decode().replace("\u00a0", " ").split())

    def test_without_a_question_it_shows_the_evaluation_with_its_gap_and_every_assumption(self, client: Client) -> None:
        page = self.text(client)
        for words in ("6 månader enligt källan", "Skillnaden, 1,1 miljoner kr, är oförklarad", "tillsammans 12,5 mil"):
            assert words in page
        for words in (
            "Samverkan för särskilt utsatta, rad 53, 55 i avskriften",
            'href="/om/uppgifter/frisam-aterbetalning/"',
            "Ingen ränta",
            "första dagen",
            "inte uppgivet",
            "andra orsaker",
        ):
            assert words in page
        assert "Arbetsmarknadsverket: −0,2" in page
        assert page.count('role="img"') == 1

    def test_a_question_is_answered_per_payer_and_in_all(self, client: Client) -> None:
        page = self.text(client, "?deltagare=100&kostnad=50 000&betalare=A&effekt=6&andel=50&betalare=B&effekt=-1")
        assert "<dd>12 månader" in page
        assert '<th scope="row">A</th><td data-label="Effekt per år, miljoner kr">6,0</td>' in page
        assert "Vem som betalar 50 procent av kostnaden är inte uppgett." in page
        assert "särskilt utsatta" not in page

    def test_every_field_tells_its_own_fault_and_keeps_what_was_written(self, client: Client) -> None:
        page = self.text(client, "?deltagare=tolv&kostnad=-5&effekt=<b>&andel=120")
        for words in ("Skriv ett tal, till exempel 5,5.", "Skriv ett tal från 0 till 10 000 000.", "Skriv vem raden"):
            assert words in page
        assert 'value="&lt;b&gt;"' in page
        assert page.count('aria-invalid="true"') == 5
        assert "Svar" not in page

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("betalare=A&andel=60&betalare=B&andel=50", "tillsammans 110 procent"),
            ("betalare=A&effekt=1&betalare=a&effekt=2", "Samma namn"),
            ("deltagare=1,5", "Skriv ett heltal."),
            ("&".join(f"betalare=B{n}" for n in range(13)), "högst 12 rader"),
        ],
    )
    def test_what_cannot_be_so_is_refused_with_what_to_do(self, client: Client, query: str, words: str) -> None:
        assert words in self.text(client, f"?{query}")
        assert client.get(f"/aterbetalning/siffror.csv?{query}").status_code == 400

    def test_the_file_holds_the_page_s_figures(self, client: Client) -> None:
        rows = client.get("/aterbetalning/siffror.csv").content.decode("cp1252").splitlines()
        assert rows[5].startswith("Arbetsmarknadsverket;-0,2;uppgift saknas;")
        assert rows[-1].startswith("Oförklarad skillnad;1,1")


@pytest.mark.usefixtures("example")
def test_partners_get_the_same_answer() -> None:
    example = json_of("/payoff")
    assert (example["total_effect_kr"], example["unexplained_kr"]) == (12_500_000, 1_100_000)
    assert example["months"] is None
    assert [one["outcome"] for one in example["payers"]] == ["wins"] * 4 + ["loses"]
    query = {"participants": 100, "cost_per_participant": 50_000, "effect": ["A:6000000", "B:"], "share": "A:50"}
    asked = json_of("/payoff", query)
    assert [(one["months"], one["effect_kr"]) for one in asked["payers"]] == [(5, 6_000_000), (None, None)]
    assert asked["total_effect_kr"] is None
    never = json_of("/payoff", {"participants": 1, "cost_per_participant": 1, "effect": "A:-1"})
    assert (never["months"], never["never"]) == (None, True)


@pytest.mark.django_db
def test_without_the_example_nothing_is_known(client: Client) -> None:
    assert json_of("/payoff")["payers"] == []
    assert "Exempel:" not in client.get("/aterbetalning/").content.decode()


@pytest.mark.usefixtures("example")
def test_the_example_is_the_catalogues_at_any_moment() -> None:
    assert json_of("/payoff", "at=r1")["total_effect_kr"] == 12_500_000
    assert problem_of(ask("/payoff", "at=r9"), 404)["parameter"] == "at"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("participants=0", 400),
        ("effect=1000", 400),
        ("share=A:101", 400),
        ("share=A:60&share=B:60", 409),
        ("effect=A:1&effect=A:2", 409),
    ],
)
def test_partners_are_told_what_cannot_be_so(query: str, status: int) -> None:
    assert problem_of(ask("/payoff", query), status)["parameter"] in query
