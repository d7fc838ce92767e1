"""The list of activities: choices that never lead to nothing, what was chosen, and its order."""

import re

import pytest
from django.test import Client

from activities.listing import paging
from activities.models import Activity
from tests.factories import ActivityFactory, AreaFactory, FunctionFactory, MunicipalityFactory, published

pytestmark = pytest.mark.django_db
PAGE = "/verksamheter/"


@pytest.fixture
def three() -> None:
    """One in two municipalities and confirmed last, one in one of them, one that is nowhere and never confirmed."""
    vik, bro = (MunicipalityFactory.create(slug=name.lower(), name=name) for name in ("Vik", "Bro"))
    MunicipalityFactory.create(slug="tomt", name="Tomt")
    area = AreaFactory.create(slug="norr", name="Norr", municipalities=[vik, bro])
    rest = {"area": area, "function": FunctionFactory.create(slug="trana", name="Träna")}
    found: list[Activity] = [
        ActivityFactory.create(name="Alfa", placed_in=[vik], verified_on="2024", **rest),
        ActivityFactory.create(name="Beta", **rest),
        ActivityFactory.create(name="Gamma", placed_in=[vik, bro], verified_on="2025-03", **rest),
    ]
    published(*found, area)


def page(client: Client, query: str = "") -> str:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def names(client: Client, query: str) -> list[str]:
    return re.findall(r"<h2><a [^>]*>(\w+)</a>", page(client, query))


@pytest.mark.usefixtures("three")
def test_each_choice_says_how_many_it_leaves_and_none_leaves_nothing(client: Client) -> None:
    shown = page(client)
    assert "Vik (2)" in shown
    assert "Bro (1)" in shown
    assert "Tomt" not in shown


@pytest.mark.usefixtures("three")
def test_what_is_chosen_limits_the_other_choices_but_not_its_own(client: Client) -> None:
    shown = page(client, "?kommun=bro")
    assert "Vik (2)" in shown
    assert "Träna (1)" in shown


@pytest.mark.usefixtures("three")
def test_several_values_of_one_choice_are_alternatives_that_the_form_keeps(client: Client) -> None:
    shown = page(client, "?kommun=bro&kommun=vik")
    assert names(client, "?kommun=bro&kommun=vik") == ["Alfa", "Gamma"]
    assert '<option value="bro" selected>' in shown
    assert '<input type="hidden" name="kommun" value="vik">' in shown


@pytest.mark.usefixtures("three")
def test_a_chosen_value_that_nothing_has_can_be_taken_away(client: Client) -> None:
    shown = page(client, "?kommun=finns-inte&ordning=kommun")
    assert "<b>finns-inte</b>" in shown
    assert f'href="{PAGE}?ordning=kommun"' in shown


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Alfa", "Beta", "Gamma"]),
        ("kommun", ["Gamma", "Alfa", "Beta"]),
        ("bekraftad", ["Gamma", "Alfa", "Beta"]),
        ("obegriplig", ["Alfa", "Beta", "Gamma"]),
    ],
)
def test_the_list_stands_in_the_order_that_its_address_asks_for(
    client: Client, order: str, expected: list[str]
) -> None:
    assert names(client, f"?ordning={order}") == expected


@pytest.mark.usefixtures("three")
def test_an_order_keeps_what_else_was_asked(client: Client) -> None:
    assert f'href="{PAGE}?kommun=vik&amp;ordning=bekraftad"' in page(client, "?kommun=vik&funktion=")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("order", ["", "bekraftad"])  # Cut by the database, and by us.
def test_a_long_list_stands_on_pages_that_keep_what_was_chosen(
    client: Client, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(paging, "ROWS", 2)
    asked = f"?omrade=norr&ordning={order}"
    every = [*names(client, asked), *names(client, asked + "&sida=2")]
    assert sorted(every) == ["Alfa", "Beta", "Gamma"]
    assert len(names(client, asked)) == 2
    first, second = page(client, asked), page(client, asked + "&sida=2")
    assert "3 verksamheter · sida 2 av 2" in second
    assert re.search(r'omrade=norr&amp;[^"]*sida=2" rel="next"', first)
    assert 'rel="next"' not in second
    assert re.search(r'sida=1" rel="prev"', second)
    assert second.partition("<main")[2].count("sida=") == 1, "another choice or order begins at the first page"
    for lost in ("0", "3", "x", "-1", "99999999999999999999"):
        assert names(client, f"{asked}&sida={lost}") == every[:2]
