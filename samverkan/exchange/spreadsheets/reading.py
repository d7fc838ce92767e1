"""Reading an uploaded file: what it is, whatever it is called, and the cells of its sheets.

Refused where it is no spreadsheet. Nothing here knows what the cells should say.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from samverkan.exchange.spreadsheets.cells import Raw, Unusable
from samverkan.exchange.spreadsheets.raw_sheets import RawSheet, Row, Tell, filled, refuse
from samverkan.exchange.spreadsheets.workbook import sheets
from samverkan.printing.tables import unguarded

MOST_BYTES = 10_000_000  # Of an upload.
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK", b"%PDF"


def read(content: bytes, tell: Tell = lambda count: None) -> list[RawSheet]:
    """The sheets of an uploaded file."""
    if len(content) > MOST_BYTES:
        refuse(too_big())
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
        return sheets(content, tell)
    return [RawSheet("", list(filled(_csv_rows(_decoded(content)), "", tell)))]


def too_big() -> str:
    """Why a large file is not read."""
    return _("Filen är större än 10 MB. Dela upp den.")


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
