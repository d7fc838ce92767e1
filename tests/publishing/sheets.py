"""Spreadsheets for tests: made of what the working tables hold, changed, and checked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User

from activities.models import Activity
from samverkan.exchange.importer import import_items
from samverkan.exchange.spreadsheets import writing
from samverkan.exchange.spreadsheets.checking import Checked, check
from samverkan.exchange.spreadsheets.columns import sheets_of
from samverkan.exchange.spreadsheets.reading import read
from samverkan.printing.tables import as_csv, as_xlsx
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, build
from samverkan.publishing.every_entry import build_every
from samverkan.publishing.kinds import Document
from tests.factories import OFFICE, ActivityFactory, FunctionFactory, MunicipalityFactory, published


def superuser() -> User:
    return User.objects.get_or_create(username="admin", is_staff=True, is_superuser=True)[0]


def rows_of(kind: str) -> Iterator[tuple[int, list[Any]]]:
    """All entries of a kind as rows."""
    documents = ((document, ["", ""]) for document in build_every(kinds.get(kind)))
    return writing.rows(sheets_of(kinds.get(kind)), documents)


def exported(kind: str, path: Path) -> Path:
    """All entries of a kind as a workbook."""
    with as_xlsx(writing.tables(sheets_of(kinds.get(kind))), rows_of(kind)) as file:
        path.write_bytes(file.read())
    return path


def exported_csv(kind: str, path: Path, *, sheet: int = 0, swedish: bool = False) -> Path:
    """One sheet of them as CSV."""
    heads = writing.tables(sheets_of(kinds.get(kind)))
    own = (row for index, row in rows_of(kind) if index == sheet)
    file, _lost = as_csv(heads[sheet], own, swedish=swedish)
    with file:
        path.write_bytes(file.read())
    return path


class Book:
    """A workbook that somebody changes: cells by sheet, row and the name in the first row."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def set(self, sheet: str, row: int, name: str, value: Any) -> None:
        page = self.book[sheet]
        names = [cell.value for cell in page[1]]
        page.cell(row, names.index(name) + 1).value = value

    def add(self, sheet: str, **values: Any) -> int:
        """A new last row; its number."""
        page = self.book[sheet]
        names = [cell.value for cell in page[1]]
        page.append([values.get(str(name).replace(".", "__")) for name in names])
        return page.max_row

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def checked(kind: str, path: Path, user: User | None = None) -> Checked:
    return check(kinds.get(kind), read(path.read_bytes()), user or superuser())


def refused(kind: str, path: Path, user: User | None = None) -> list[str]:
    """Everything that is wrong with a file, which must be refused; columns by name alone, since fields are added."""
    return [re.sub(r"kolumn [A-Z]+(?= \(|:)", "kolumn", fault) for fault in refused_to_the_letter(kind, path, user)]


def refused_to_the_letter(kind: str, path: Path, user: User | None = None) -> list[str]:
    """The same with the letters that a spreadsheet program shows above its columns."""
    try:
        checked(kind, path, user)
    except Refused as refused:
        return [str(fault) for fault in refused.faults]
    raise AssertionError("it was not refused")


MAIN, PLACES = "Verksamheter", "Placeringar"  # Sheets of activities.


@pytest.fixture
def lotsen() -> Activity:
    towns = [MunicipalityFactory.create(slug="vik", name="Vik"), MunicipalityFactory.create(slug="strand")]
    FunctionFactory.create(slug="trana", name="Tränande")
    activity = ActivityFactory.create(
        slug="lotsen", name="Lotsen", placed_in=towns, summary="Som det var.", aliases=["Lots"], for_whom={}, way_in={}
    )
    published(activity)
    return activity


@pytest.fixture
def book(lotsen: Activity, tmp_path: Path) -> Book:
    """The one activity as a workbook: row 3 of the main sheet, rows 3 and 4 of its places."""
    return Book(exported("activity", tmp_path / "bok.xlsx"))


def only_change(found: Checked) -> Document:
    """The document of the one entry that a file would change."""
    [change] = found.changes
    return change.item.document


def load_all(found: Checked) -> None:
    """Do what a file would do."""
    import_items([change.item for change in found.changes], OFFICE, as_edits=True)


def draft() -> Document:
    """The draft as it stands."""
    return build(Activity.objects.get(slug="lotsen"))


def places(document: Document) -> list[tuple[str, str]]:
    """Where an activity is placed, and under which label."""
    return [(row["municipality"]["slug"], row["label"]) for row in document["placements"]]
