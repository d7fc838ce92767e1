"""Reading an uploaded file: what it is, whatever it is called, and the cells of its sheets.

Refused where it is no spreadsheet. Nothing here knows what the cells should say.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from samverkan.exchange.spreadsheets.cells import Raw, Unusable
from samverkan.printing.tables import unguarded
from samverkan.publishing.documents import Refused
from samverkan.publishing.kinds import Fault

MOST_BYTES = 10_000_000  # Of an upload.
MOST_ROWS = 20_000  # With anything in them, of one sheet.
HEADS = 2  # Rows that name the columns, besides.
LAST_ROW = 100_000  # Whatever stands in the rows.
MOST_COLUMNS = 300
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK", b"%PDF"

Row = list[Raw]
Tell = Callable[[int], None]  # Told now and then how many rows have been read.


@dataclass(frozen=True)
class RawSheet:
    """The rows that hold anything, each under its number in the file; a file of text has one sheet without a title."""

    title: str
    rows: list[tuple[int, Row]]

    def place(self, row: int, column: int | None = None, name: str = "") -> str:
        """Where something stands, as a spreadsheet program shows it; columns count from 0."""
        words = [_("blad %s") % self.title] if self.title else []
        words.append(_("rad %s") % row)
        if column is not None:
            words.append(_("kolumn %s") % get_column_letter(column + 1) + (f" ({name})" if name else ""))
        return ", ".join(words)


def refuse(message: str, place: str = "") -> NoReturn:
    """The file cannot be read at all."""
    raise Refused([Fault(place, message)])


def read(path: Path, tell: Tell = lambda count: None) -> list[RawSheet]:
    """The sheets of an uploaded file."""
    if path.stat().st_size > MOST_BYTES:
        refuse(too_big())
    content = path.read_bytes()
    if not content.strip():
        refuse(_("Filen är tom."))
    if content.startswith(_OLE):
        refuse(
            _(
                "Filen är i det gamla Excelformatet (.xls) eller skyddad med lösenord."
                " Spara den som Excel-arbetsbok (.xlsx) utan lösenord."
            )
        )
    if content.startswith(_PDF):
        refuse(_("Filen är en PDF, vad den än heter. Läs in kalkylbladet självt, som XLSX eller CSV."))
    if content.startswith(_ZIP):
        from samverkan.exchange.spreadsheets.workbook import sheets  # It reads sheets by the rules of this module.

        return sheets(path, tell)
    return [RawSheet("", list(filled(_csv_rows(_decoded(content)), "", tell)))]


def too_big() -> str:
    """Why a large file is not read."""
    return _("Filen är större än 10 MB. Dela upp den.")


def too_many_rows() -> str:
    """Why a sheet without end is not read."""
    return _("har fler än 20 000 rader. Dela upp filen och ta bort tomma rader sist.")


def filled(found: Iterable[Row], title: str, tell: Tell) -> Iterator[tuple[int, Row]]:
    """The rows that hold anything, numbered from 1. Refused where there are too many, or too wide ones."""
    count = 0
    for number, row in enumerate(found, start=1):
        while row and (row[-1] is None or row[-1] == ""):
            row.pop()
        if len(row) > MOST_COLUMNS:
            refuse(_("har fler än 300 kolumner."), RawSheet(title, []).place(number))
        count += bool(row)
        if count > MOST_ROWS + HEADS or number > LAST_ROW:
            refuse(too_many_rows(), _("blad %s") % title if title else "")
        if row:
            yield number, row
        if number % 500 == 0:
            tell(number)


# CSV


def _decoded(content: bytes) -> str:
    """The text of a CSV file. Refused where it is neither UTF-8 nor cp1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse(_("Filen är kodad i UTF-16. Spara den som CSV UTF-8."))
    if b"\x00" in content:
        refuse(_("Filen är inget kalkylblad. Läs in en fil i formatet XLSX eller CSV."))
    marked = content.startswith(b"\xef\xbb\xbf")
    for encoding in ["utf-8-sig"] if marked else ["utf-8", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    refuse(_("Filens teckenkodning är varken UTF-8 eller Windows-1252. Spara den som CSV UTF-8."))


def _csv_rows(text: str) -> Iterator[Row]:
    """The cells, parted by whatever the first row is parted by: none of its names holds any of them."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            refuse(_("går inte att läsa. Kontrollera citationstecknen."), _("raden efter rad %s") % number)
        number += 1
        yield [_csv_cell(cell) for cell in cells]


def _csv_cell(cell: str) -> Raw:
    if cell.startswith(("=", "＝")):
        return Unusable(_("börjar som en formel. Skriv värdet, eller en apostrof (') först om det är text."))
    return unguarded(cell)
