"""Lists on sheets of their own, and the heads of all sheets: what is there is read, what is not is left alone."""

from pathlib import Path

import pytest

from activities.models import Activity
from federations.models import Municipality
from tests.factories import (
    ActivityFactory,
    MunicipalityFactory,
    published,
)
from tests.publishing.sheets import (
    MAIN,
    PLACES,
    Book,
    checked,
    draft,
    exported,
    exported_csv,
    only_change,
    places,
    refused,
)

pytestmark = pytest.mark.django_db


def test_a_list_becomes_the_rows_of_its_sheet(book: Book) -> None:
    MunicipalityFactory.create(slug="holme", name="Holme")
    published(Municipality.objects.get(slug="holme"))
    book.set(PLACES, 3, "label", "Ny etikett")
    book.book[PLACES].delete_rows(4)
    book.add(PLACES, slug="lotsen", municipality="Holme", label="Här också")
    found = only_change(checked("activity", book.save()))
    assert places(found) == [("vik", "Ny etikett"), ("holme", "Här också")]


def test_rows_follow_their_numbers_however_the_sheet_was_sorted(book: Book) -> None:
    page = book.book[PLACES]
    rows = [[cell.value for cell in page[number]] for number in (4, 3)]
    for number, row in zip((3, 4), rows, strict=True):
        for index, value in enumerate(row, start=1):
            page.cell(number, index).value = value
    assert checked("activity", book.save()).changes == []


@pytest.mark.parametrize(("cell", "left"), [(None, None), ("–", [])])
def test_a_list_without_rows_is_what_the_main_sheet_says(book: Book, cell: str | None, left: object) -> None:
    book.book[PLACES].delete_rows(3, 2)
    book.set(MAIN, 3, "placements", cell)
    assert only_change(checked("activity", book.save()))["placements"] == left


def test_a_list_whose_rows_are_gone_must_say_whether_it_is_unknown_or_none(book: Book) -> None:
    book.book[PLACES].delete_rows(3, 2)
    [told] = refused("activity", book.save())
    assert told.startswith("blad Verksamheter, rad 3, kolumn (Placeringar): bladet Placeringar har inga rader")


def test_a_list_whose_sheet_is_absent_is_left_as_it_is(book: Book) -> None:
    del book.book[PLACES]
    book.set(MAIN, 3, "summary", "Som det är.")
    assert places(only_change(checked("activity", book.save()))) == [("vik", "Lotsen"), ("strand", "Lotsen")]


def test_a_list_cannot_be_emptied_without_its_sheet(book: Book) -> None:
    del book.book[PLACES]
    book.set(MAIN, 3, "placements", "–")
    [told] = refused("activity", book.save())
    assert told.endswith("listan har rader, men dess blad (Placeringar) finns inte i filen. Ta med det.")


def test_a_sheet_alone_changes_its_list(lotsen: Activity, tmp_path: Path) -> None:
    path = exported_csv("activity", tmp_path / "blad.csv", sheet=1)
    path.write_text(path.read_text("utf-8").replace("vik,Lotsen", "vik,Ny etikett"), "utf-8")
    assert places(only_change(checked("activity", path))) == [("vik", "Ny etikett"), ("strand", "Lotsen")]


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("placements.nr", 2, "kolumn (Nr): nummer 2 finns redan för posten. Lämna cellen tom för en ny rad."),
        ("placements.nr", "två", "kolumn (Nr): ska vara ett heltal, eller tomt för en ny rad."),
        ("slug", "annan", "kolumn (Adressnamn): posten ”annan” finns inte på huvudbladet."),
        ("slug", None, "kolumn (Adressnamn): adressnamnet saknas."),
    ],
)
def test_whose_a_row_is_and_which_must_be_clear(book: Book, column: str, value: object, complaint: str) -> None:
    book.set(PLACES, 3, column, value)
    assert [told for told in refused("activity", book.save()) if complaint in told]


def test_a_list_whose_sheet_lacks_a_column_is_refused(book: Book) -> None:
    book.book[PLACES].delete_cols(4)
    assert refused("activity", book.save()) == [
        "blad Placeringar, rad 1: kolumnen label saknas. Ta med alla kolumner, eller ta bort bladet."
    ]


# Columns and rows of the main sheet


def test_columns_and_entries_that_are_absent_are_left_as_they_are(book: Book) -> None:
    before = draft()
    ActivityFactory.create(slug="en-annan")
    page = book.book[MAIN]
    keep = ("slug", "summary")
    for index in range(page.max_column, 0, -1):
        if page.cell(1, index).value not in keep:
            page.delete_cols(index)
    book.set(MAIN, 3, "summary", "Som det är.")
    assert only_change(checked("activity", book.save())) == before | {"summary": "Som det är."}


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("sumary", "kolumn: kolumnen ”sumary” är okänd. Menade du summary?"),
        ("påhitt", "kolumn: kolumnen ”påhitt” är okänd. Tillåtna: slug, name, short_name"),
        ("name", "kolumn: kolumnen ”name” finns två gånger. Ta bort den ena."),
        (None, "kolumn: kolumnen saknar namn i första raden."),
    ],
)
def test_a_head_that_names_no_column_is_told(book: Book, cell: str | None, complaint: str) -> None:
    book.book[MAIN].cell(1, 8).value = cell
    told = refused("activity", book.save())
    assert told[0].startswith(f"blad Verksamheter, rad 1, {complaint}")


def test_a_file_without_names_in_its_first_row_is_refused(book: Book) -> None:
    book.book[MAIN].delete_rows(1)
    assert any("rad 1: Första raden ska ha kolumnernas namn" in told for told in refused("activity", book.save()))


def test_columns_in_brackets_are_ones_own_and_are_not_read(book: Book) -> None:
    book.book[MAIN].cell(1, 80).value = "(mina anteckningar)"
    book.book[MAIN].cell(3, 80).value = "Ring Lisa"
    assert checked("activity", book.save()).changes == []


def test_an_entry_stands_on_one_row_only(book: Book) -> None:
    book.add(MAIN, slug="lotsen", name="Lotsen igen")
    assert refused("activity", book.save()) == [
        "blad Verksamheter, rad 4, kolumn (Adressnamn): adressnamnet ”lotsen” finns redan på rad 3."
    ]


def test_a_list_stands_on_one_sheet_only(book: Book) -> None:
    book.book.copy_worksheet(book.book[PLACES])
    assert "gäller samma sak som bladet Placeringar" in refused("activity", book.save())[0]


def test_empty_sheets_and_rows_are_passed_over(book: Book) -> None:
    book.book.create_sheet("Blad1")
    book.book[MAIN].insert_rows(3, 2)
    assert checked("activity", book.save()).changes == []


def test_another_kinds_workbook_is_refused(lotsen: Activity, tmp_path: Path) -> None:
    assert refused("activity", exported("municipality", tmp_path / "bok.xlsx"))[0].startswith("blad Kommuner, rad 1, ")
