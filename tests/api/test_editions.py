"""Editions for partners: what each is called, and which revision to ask for to get what it holds."""

import datetime as dt

import pytest

from tests.api.asking import ask, json_of, problem_of
from tests.api.test_openapi import component, promised
from tests.editions import frozen
from tests.factories import PartnerFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions() -> None:
    """Two: one at revision 2, one at revision 4."""
    partner = PartnerFactory.create(slug="parten", name="Förr")
    published(partner)
    frozen("Våren", "Ett förord.")
    partner.name = "Nu"
    partner.save()
    published(partner)
    frozen("Hösten")


@pytest.mark.usefixtures("editions")
def test_the_list_holds_every_edition_newest_first() -> None:
    page = json_of("/editions")
    component("EditionPage").validate(page)
    promised("/editions").validate(page)
    assert (page["revision"], page["total"]) == (4, 2)
    assert [(row["number"], row["title"], row["revision"]) for row in page["results"]] == [
        (2, "Hösten", 4),
        (1, "Våren", 2),
    ]


@pytest.mark.usefixtures("editions")
def test_one_edition_tells_all_that_is_known_of_it() -> None:
    edition = json_of("/editions/1")
    promised("/editions/{number}").validate(edition)
    published_at = dt.datetime.fromisoformat(edition.pop("published_at"))
    assert published_at.tzinfo == dt.UTC
    assert edition == {
        "number": 1,
        "name": "Utgåva 1",
        "title": "Våren",
        "dated": "2026-11-22",
        "foreword": "Ett förord.",
        "office": "Redaktionen i Provköping",
        "revision": 2,
    }
    assert json_of("/editions/2")["foreword"] is None


@pytest.mark.usefixtures("editions")
def test_an_edition_s_revision_leads_to_what_it_holds() -> None:
    names = [json_of("/partners/parten", f"at=r{row['revision']}")["name"] for row in json_of("/editions")["results"]]
    assert names == ["Nu", "Förr"]


@pytest.mark.usefixtures("editions")
def test_pages_go_through_all_editions_once() -> None:
    pages = [json_of("/editions", {"limit": 1, "page": page}) for page in (1, 2, 3)]
    assert [[row["number"] for row in page["results"]] for page in pages] == [[2], [1], []]
    assert {page["total"] for page in pages} == {2}


@pytest.mark.usefixtures("editions")
def test_at_a_moment_there_are_the_editions_of_then() -> None:
    assert [row["number"] for row in json_of("/editions", "at=r3")["results"]] == [1]
    assert json_of("/editions", "at=r1")["total"] == 0
    problem_of(ask("/editions/2", "at=r3"), 404)
    assert json_of("/editions/2", "at=r4")["number"] == 2


@pytest.mark.usefixtures("editions")
@pytest.mark.parametrize("number", ["0", "3", "9" * 30])
def test_an_unknown_number_is_not_found(number: str) -> None:
    problem_of(ask(f"/editions/{number}"), 404)


@pytest.mark.usefixtures("editions")
def test_a_new_edition_is_a_new_validator_and_no_change_of_any_entry() -> None:
    before = ask("/editions")
    cursor = json_of("/changes")["next_cursor"]
    published(PartnerFactory.create())
    frozen("Vintern")
    assert ask("/editions", if_none_match=before["ETag"]).status_code == 200
    assert {change["revision"] for change in json_of("/changes", {"cursor": cursor})["results"]} == {5}
