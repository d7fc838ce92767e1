"""What a cell may say, and how it is told what it may not: with sheet, row, column and what is allowed."""

import datetime as dt
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from samverkan.exchange.spreadsheets.cells import meant
from samverkan.exchange.spreadsheets.pointing import _only
from tests.publishing.sheets import (
    MAIN,
    PLACES,
    Book,
    checked,
    only_change,
    refused,
    refused_to_the_letter,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "cell", "path", "value"),
    [
        ("summary", None, ["summary"], None),
        ("aliases", None, ["aliases"], None),
        ("aliases", "–", ["aliases"], []),
        ("aliases", "-", ["aliases"], []),
        ("aliases", "Ett\nTvå", ["aliases"], ["Ett", "Två"]),
        ("function", "Tränande", ["function", "slug"], "trana"),
        ("serves_individuals", "Nej", ["serves_individuals"], False),
        ("serves_individuals", True, ["serves_individuals"], True),
        ("target_group.age_min", 18, ["target_group", "age_min"], 18),
        ("target_group.age_min", "18", ["target_group", "age_min"], 18),
        ("target_group.age_min", 18.0, ["target_group", "age_min"], 18),
        ("entry_route.self_referral", "NEJ", ["entry_route", "self_referral"], "no"),
        ("entry_route.self_referral", "with_officer", ["entry_route", "self_referral"], "with_officer"),
        ("limits.days", "måndag\nfredag", ["limits", "days"], ["monday", "friday"]),
        ("target_group.residence", "municipality/vik", ["target_group", "residence", 0, "slug"], "vik"),
        ("operator", 5, ["operator"], "5"),
        ("period.start", 2007, ["period", "start"], "2007"),
        ("period.start", "2007-10", ["period", "start"], "2007-10"),
        ("period.start", dt.datetime(2007, 10, 5), ["period", "start"], "2007-10-05"),
    ],
)  # fmt: skip
def test_a_cell_means_what_a_person_means_by_it(
    book: Book, name: str, cell: object, path: list[str], value: object
) -> None:
    book.set(MAIN, 3, name, cell)
    found: object = only_change(checked("activity", book.save()))
    for step in path:
        found = found[step]  # type: ignore[index]
    assert found == value


def test_a_month_that_the_program_made_a_date_of_is_still_a_month(book: Book) -> None:
    book.set(MAIN, 3, "period.start", dt.datetime(2007, 10, 1))
    names = [cell.value for cell in book.book[MAIN][1]]
    book.book[MAIN].cell(3, names.index("period.start") + 1).number_format = "[$-41D]mmm/yy"
    assert only_change(checked("activity", book.save()))["period"]["start"] == "2007-10"


@pytest.mark.parametrize(
    ("name", "cell", "complaint"),
    [
        ("name", None, "kolumn (Namn): får inte vara tomt."),
        ("serves_individuals", "kanske", "(Tar emot enskilda personer): ska vara ja, nej eller tomt, inte ”kanske”."),
        ("target_group.age_min", "arton", "kolumn (Målgrupp – Lägsta ålder): ska vara ett heltal, inte ”arton”."),
        ("target_group.age_min", 17.5, "(Målgrupp – Lägsta ålder): ska vara ett heltal, inte ”17.5”."),
        ("target_group.age_min", 121, "(Målgrupp – Lägsta ålder): ska vara högst 120."),
        ("function", "dansa", "kolumn (Funktion): ska vara ett av "),
        ("entry_route.self_referral", "jo", "ska vara ett av ja, ja, tillsammans med en handläggare, nej, inte ”jo”."),
        ("limits.days", "måndag\nmåndag", "(Ramar – Dagar): har samma värde flera gånger."),
        ("limits.hours", "nio", "(Ramar – Tid): ”nio” har fel form. Skriv till exempel 09.00–12.00."),
        ("period.start", "hösten 2007", "(Period – Start): ”hösten 2007” har fel form. Skriv till exempel 2007-10."),
        ("period.start", dt.time(9), "(Period – Start): är ett klockslag (09:00:00). Formatera cellen som text"),
        ("target_group.age_text", dt.datetime(2024, 5, 16), "gjort om till ett datum (2024-05-16)."),
        ("operator", 1.5, "gjort om till ett decimaltal (1.5). Formatera cellen som text"),
        ("operator", True, "gjort om till sant eller falskt"),
        ("operator", "=1+1", "kolumn (Drivs av): är en formel. Skriv värdet i stället."),
        ("operator", "#REF!", "är ett felvärde (#REF!)."),
        ("summary", "x" * 10_001, "kolumn (Kort sagt): får vara högst 10000 tecken."),
        ("placements", "2", "(Placeringar): ska vara tomt eller ”se bladet”: bladet Placeringar har rader för posten."),
        ("contacts", "2", "(Kontakter): ska vara tomt (okänt), – (inga) eller ”se bladet”; raderna"),
        ("placements", "–", "(Placeringar): ska vara tomt eller ”se bladet”: bladet Placeringar har rader för posten."),
    ],
)  # fmt: skip
def test_what_a_cell_cannot_mean_is_told_where_it_stands(book: Book, name: str, cell: object, complaint: str) -> None:
    book.set(MAIN, 3, name, cell)
    [told] = refused("activity", book.save())
    assert told.startswith("blad Verksamheter, rad 3, kolumn")
    assert complaint in told


def test_every_fault_of_every_sheet_is_told_at_once(book: Book) -> None:
    book.set(MAIN, 3, "serves_individuals", "kanske")
    book.set(MAIN, 3, "limits.hours", "nio")
    book.set(PLACES, 3, "municipality", "ingen")
    book.set(PLACES, 4, "label", None)
    book.add(MAIN, slug="Nytt Namn", name="Ny")
    told = refused("activity", book.save())
    places = [fault.split(":")[0] for fault in told]
    assert {
        "blad Verksamheter, rad 3, kolumn (Tar emot enskilda personer)",
        "blad Verksamheter, rad 3, kolumn (Ramar – Tid)",
        "blad Placeringar, rad 3, kolumn (Kommun)",
        "blad Placeringar, rad 4, kolumn (Etikett i matrisen)",
        "blad Verksamheter, rad 4, kolumn (Adressnamn)",
    } <= set(places)


def test_the_kinds_own_rules_are_told_at_their_cell(book: Book) -> None:
    book.set(MAIN, 3, "target_group.age_min", 30)
    book.set(MAIN, 3, "target_group.age_max", 20)
    assert refused("activity", book.save()) == [
        "blad Verksamheter, rad 3, kolumn (Målgrupp – Högsta ålder): lägsta ålder är högre än högsta ålder."
    ]


PHONE = {"type": ["string", "null"], "pattern": "^0[0-9]{1,3}-[0-9]{2,3}( [0-9]{2,3}){0,3}$"}
HOURS = {"type": "string", "pattern": "^[0-9.]+–[0-9.]+$"}


@pytest.mark.parametrize(
    ("node", "cell", "value"),
    [
        (PHONE, "0322\u2011600\u00a0714\u200b", "0322-600 714"),
        (HOURS, "09.00\u201112.00", "09.00–12.00"),
        ({"type": "string"}, "En\x0bTva\u030a\u00ad", "En\nTvå"),
        ({"type": ["boolean", "null"]}, "ja\u00a0\u200b", True),
        ({"type": "integer"}, "1\u202f000", 1000),
        ({"type": "integer"}, "\u22125", -5),
    ],
)
def test_a_cell_is_read_as_a_form_is(node: dict[str, Any], cell: str, value: Any) -> None:
    assert meant(node, cell, lambda kinds, text: text) == value


def test_a_name_is_found_however_its_letters_and_dashes_were_typed() -> None:
    offered = {("municipality", "boras"): "Borås", ("municipality", "t-sam"): "T-SAM"}
    for text, slug in (("Bora\u030as", "boras"), ("BORÅS\u00a0", "boras"), ("T\u2011sam", "t-sam")):
        assert _only(offered, ["municipality"], text)["slug"] == slug


def test_a_column_is_told_by_the_letter_that_stands_above_it(book: Book) -> None:
    names = [cell.value for cell in book.book[MAIN][1]]
    wrong = ("name", "target_group.age_min", "operator")
    for name in wrong:
        book.set(MAIN, 3, name, "=1+1")
    letters = [f"kolumn {get_column_letter(names.index(name) + 1)} (" for name in wrong]
    told = refused_to_the_letter("activity", book.save())
    assert [letter for letter in letters if not any(letter in fault for fault in told)] == []
