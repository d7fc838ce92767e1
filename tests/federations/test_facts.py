"""Facts about cooperation: figures in words, what cannot be so, and the regional goals that others serve."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from activities.models import ServedGoal
from federations.models import Fact
from federations.templatetags.federation_words import figure
from samverkan.publishing.documents import Refused, build, validate
from samverkan.publishing.loading import load
from samverkan.publishing.publish import withdraw
from tests.api.asking import json_of
from tests.factories import OFFICE, ActivityFactory, FactFactory, FederationFactory, published

ROW: Any = {
    "label": "Andel",
    "code": None,
    "value": "5",
    "value_max": None,
    "precision": None,
    "unit": None,
    "lost": False,
}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"value": "-0.2", "unit": "million_kronor_a_year"}, "\N{MINUS SIGN}0,2 miljoner kr per år"),
        ({"value": "1.5", "value_max": "2", "unit": "years"}, "1,5–2 år"),
        ({"value": "10", "precision": "over", "unit": "percent"}, "mer än 10 procent"),
        ({"value": "32", "unit": "pieces"}, "32"),
        ({"value": "0"}, "0"),
        ({"value": None, "lost": True}, None),
    ],
)
def test_a_figure_is_told_as_its_source_qualifies_it(row: dict[str, Any], words: str | None) -> None:
    assert figure(ROW | row) == words


@pytest.mark.django_db
@pytest.mark.parametrize("row", [{"lost": True}, {"value_max": "5"}, {"value": None, "value_max": "5"}])
def test_a_figure_that_cannot_be_so_is_refused(row: dict[str, object]) -> None:
    document = build(FactFactory.create()) | {"figures": [ROW | row]}
    assert [fault.path.startswith("figures[0]") for fault in validate(document)] == [True]


@pytest.fixture
def goal(db: None) -> Fact:
    goal: Fact = FactFactory.create(slug="kvar", name="Kvar i arbete", topic="regional_goal")
    goal.figures.create(label="Andel", value="", lost=True)
    return goal


def test_a_goal_and_an_activity_can_name_the_regional_goal_that_they_serve(client: Client, goal: Fact) -> None:
    federation = FederationFactory.create(slug="norra")
    federation.goals.create(text="Sju av tio går vidare.", serves=goal)
    activity = ActivityFactory.create(slug="lotsen")
    ServedGoal.objects.create(activity=activity, fact=goal)
    published(goal, federation, activity)
    assert json_of("/federations/norra")["goals"][0]["serves"]["slug"] == "kvar"
    assert [row["slug"] for row in json_of("/activities/lotsen")["regional_goals"]] == ["kvar"]
    for address in ("/forbund/norra/", "/verksamheter/lotsen/"):
        assert 'href="/om/uppgifter/kvar/">Kvar i arbete' in client.get(address).content.decode()


def test_nothing_but_a_regional_goal_can_be_served(goal: Fact) -> None:
    other = FactFactory.create(topic="law")
    federation = build(FederationFactory.create())
    row = {"text": "Mål", "percent": None, "base": None, "counts": None, "among": None}
    with pytest.raises(Refused):
        load([federation | {"goals": [row | {"serves": {"kind": "fact", "slug": other.slug, "name": other.name}}]}])
    load([federation | {"goals": [row | {"serves": {"kind": "fact", "slug": "kvar", "name": goal.name}}]}])


def test_a_page_of_facts_takes_few_queries_shows_moments_and_forgets_what_is_withdrawn(
    client: Client, goal: Fact, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    published(goal, *FactFactory.create_batch(5, topic="regional_goal"))
    with django_assert_max_num_queries(4):
        page = client.get("/om/regionala-mal/").content.decode()
    assert "Kvar i arbete" in page
    assert "uppgift saknas</em>" in page
    assert "siffran har fallit bort ur avskriften" in page
    withdraw([goal], OFFICE)
    assert client.get("/om/uppgifter/kvar/").status_code == 410
    assert "Kvar i arbete" not in client.get("/om/regionala-mal/").content.decode()
    assert "Kvar i arbete" in client.get("/om/regionala-mal/?vid=r1").content.decode()
    assert "Inga uppgifter om det här" in client.get("/om/samverkan/").content.decode()
