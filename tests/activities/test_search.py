"""Searching the list of activities: Swedish words in any form, what nobody speaks of, marked hits, the past."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from activities.filters import ActivityFilter
from activities.models import Activity
from samverkan.pages.filters import answering, facet_counts, filtered
from samverkan.publishing.models import Publication, Revision
from samverkan.publishing.publish import withdraw
from samverkan.search import shelf
from tests.factories import (
    OFFICE,
    ActivityFactory,
    FunctionFactory,
    MunicipalityFactory,
    PartnerFactory,
    TermFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue() -> list[Activity]:
    """Three that differ in words, place and name, beside a term with its abbreviation."""
    vik, as_ = (MunicipalityFactory.create(slug=slug, name=name) for slug, name in (("vik", "Vik"), ("as", "Ås")))
    function = FunctionFactory.create(slug="alla", name="Allt")
    found: list[Activity] = [
        ActivityFactory.create(slug="u-sam", name="U-SAM", function=function, placed_in=[vik], summary="En grupp."),
        ActivityFactory.create(
            slug="bryggan",
            name="Bryggan",
            function=function,
            placed_in=[vik, as_],
            summary="Arbetsträning för den som är sjukskriven & vill <b>vidare</b>.",
            method="Vi nämner U-SAM och kartläggning.",
        ),
        ActivityFactory.create(slug="viken", name="Viken", function=function, method="Samtal om stress."),
    ]
    found[0].partners.create(label="Försäkringskassan", partner=PartnerFactory.create(name="Försäkringskassan"))
    published(*found, TermFactory.create(name="Försäkringskassan", synonyms=["FK"]))
    return found


def page(client: Client, query: str) -> str:
    response = client.get(f"/verksamheter/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def names(client: Client, query: str) -> list[str]:
    return re.findall(r"<h2><a [^>]*>([^<]+)</a>", page(client, query))


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bryggan", ["Bryggan"]),
        ("sjukskrivningar", ["Bryggan"]),
        ("träna", ["Bryggan"]),
        ("ARBETE", ["Bryggan"]),
        ("arbetst", ["Bryggan"]),
        ("sjukskrivnig", ["Bryggan"]),
        ("kartlagga", ["Bryggan"]),
        ("u sam", ["U-SAM"]),
        ("usam", ["U-SAM"]),
        ("fk", ["U-SAM"]),
        ("ås", ["Bryggan"]),
        ("vad finns för mig som är sjukskriven i vik?", ["Bryggan"]),
        ("stress", ["Viken"]),
    ],
)
def test_words_find_what_was_meant(client: Client, asked: str, expected: list[str]) -> None:
    assert names(client, f"q={asked}") == expected


@pytest.mark.usefixtures("catalogue")
def test_the_best_stands_first_unless_another_order_is_asked_for(client: Client) -> None:
    assert names(client, "q=vik")[0] == "Bryggan"
    assert names(client, "q=vik&ordning=namn") == ["Bryggan", "U-SAM"]


@pytest.mark.usefixtures("catalogue")
def test_a_search_and_a_filter_narrow_each_other_and_each_can_be_taken_away(client: Client) -> None:
    shown = page(client, "q=vik&kommun=as")
    assert names(client, "q=vik&kommun=as") == ["Bryggan"]
    assert 'href="/verksamheter/?kommun=as"' in shown
    assert 'href="/verksamheter/?q=vik"' in shown


@pytest.mark.usefixtures("catalogue")
def test_what_was_searched_is_marked_in_the_text_which_stays_text(client: Client) -> None:
    shown = page(client, "q=sjukskrivna")
    assert "<mark>sjukskriven</mark> &amp; vill &lt;b&gt;vidare" in shown


@pytest.mark.usefixtures("catalogue")
def test_a_search_without_hits_says_what_was_searched_and_leads_on(client: Client) -> None:
    shown = page(client, "q=%3Cscript%3E+bryggeriet")
    assert "”&lt;script&gt; bryggeriet”" in shown
    assert 'href="/hitta/"' in shown
    assert "Bryggan" in shown


@pytest.mark.usefixtures("catalogue")
def test_where_nothing_answers_all_words_the_most_do_and_the_page_says_so(client: Client) -> None:
    assert "svarar mot flest" in page(client, "q=stress+kartläggning+arbetsträning")
    assert names(client, "q=stress+kartläggning+arbetsträning") == ["Bryggan"]


def test_a_search_in_the_past_finds_what_was_said_then_and_nothing_that_came_later(
    client: Client, catalogue: list[Activity]
) -> None:
    viken = catalogue[2]
    viken.method = "Samtal om sömn."
    viken.save()
    published(viken)
    withdraw([catalogue[0]], OFFICE)
    assert names(client, "q=stress&vid=r1") == ["Viken"]
    assert "Inget i katalogen svarar mot" in page(client, "q=stress")
    assert "Inget i katalogen svarar mot" in page(client, "q=sömn&vid=r1")
    assert names(client, "q=u-sam&vid=r1") == ["U-SAM"]
    assert names(client, "q=u-sam") == ["Bryggan"]  # Which only mentions it.


@pytest.mark.usefixtures("catalogue")
def test_the_api_answers_the_same_search(client: Client) -> None:
    answer = client.get("/api/v1/activities?q=sjukskrivna&municipality=vik").json()
    assert [entry["slug"] for entry in answer["results"]] == ["bryggan"]


@pytest.mark.usefixtures("catalogue")
def test_a_search_asks_the_database_four_times_and_three_once_the_words_of_a_revision_are_known(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):  # The words of a revision, and what its entries are asked for.
        page(client, "q=vik")
    for query in ("q=stress", "q=finnsinte", "q=vik&kommun=as&ordning=kommun"):
        with django_assert_max_num_queries(4):
            page(client, query)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"municipality": ["vik"]},
        {"municipality": ["as"]},
        {"municipality": ["as", "vik"], "function": ["alla"]},
        {"q": ["bryggan"], "area": ["INTE EN SLUG"]},
    ],
)
def test_a_choice_leaves_as_many_as_its_count_says(asked: dict[str, list[str]]) -> None:
    number = Revision.current_number()
    held = Publication.objects.at(number, number).of_kind("activity")
    at_hand = shelf.at("activity", number, number)
    sought = filtered(ActivityFilter, {"q": asked.get("q", [])}, held)
    among = at_hand.with_keys(sought.values_list("pk", flat=True))
    counts = facet_counts(ActivityFilter, asked, at_hand, among)
    assert counts
    answers = at_hand.read(shelf.places(among & answering(ActivityFilter, asked, at_hand)), held).values()
    assert list(answers) == list(filtered(ActivityFilter, asked, held).in_swedish_order())
    for (name, value), count in counts.items():
        assert filtered(ActivityFilter, asked | {name: [value]}, held).count() == count, (name, value)
