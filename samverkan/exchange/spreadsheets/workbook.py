"""Reading XLSX: an archive is looked through before anything in it is understood, and read row by row."""

import datetime as dt
import logging
import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _

from samverkan.exchange.spreadsheets.cells import Day, Raw, Unusable
from samverkan.exchange.spreadsheets.raw_sheets import (
    LAST_ROW,
    MOST_COLUMNS,
    RawSheet,
    Row,
    Tell,
    filled,
    refuse,
    too_many_rows,
)
from samverkan.publishing.documents import Refused

logger = logging.getLogger(__name__)
MOST_UNPACKED = 100_000_000  # Bytes, of all the members together.
MOST_MEMBERS = 500
MOST_SHEETS = 50
MOST_TAGS = 10_000_000  # More than the largest sheet that is allowed has; each of them costs time and memory.
_CHUNK = 1 << 16
_MERGED = b"<mergeCell "
_DOCTYPE = b"<!DOCTYPE"
_ROW = re.compile(rb"<(?:\w{1,40}:)?row[\s/>]")


def sheets(content: bytes, tell: Tell) -> list[RawSheet]:
    """The sheets of a workbook. Refused where it is none, is too large once unpacked, or hides something."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _look_through(archive)
        with warnings.catch_warnings(action="ignore"):  # Of what we do not read: styles, validations, extensions.
            return _read(content, tell)
    except Refused:
        raise
    except DefusedXmlException:
        _entities()
    except BadZipFile:
        refuse(_("Filen är skadad. Spara om den som Excel-arbetsbok (.xlsx)."))
    except Exception as error:  # openpyxl raises whatever it happens to stumble upon.
        logger.info("A workbook could not be read: %r", error)
        refuse(_("Filen går inte att läsa som en Excel-arbetsbok. Spara om den som .xlsx."))


def unpacked_size(content: bytes) -> int:
    """How many bytes an archive says that it holds; of another file, its own size."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return sum(info.file_size for info in archive.infolist())
    except (BadZipFile, ValueError, OSError):
        return len(content)


def _look_through(archive: ZipFile) -> None:
    members = archive.infolist()
    names = {info.filename for info in members}
    if "mimetype" in names and not any(name.startswith("xl/") for name in names):
        refuse(_("Filen är ett OpenDocument-kalkylblad (.ods). Spara den som Excel-arbetsbok (.xlsx)."))
    if "xl/workbook.bin" in names:
        refuse(_("Filen är en binär Excel-arbetsbok (.xlsb). Spara den som Excel-arbetsbok (.xlsx)."))
    if "xl/workbook.xml" not in names:
        refuse(_("Filen är inget kalkylblad. Läs in en fil i formatet XLSX eller CSV."))
    if len(members) > MOST_MEMBERS or sum(info.file_size for info in members) > MOST_UNPACKED:
        _too_large()
    if any(info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in members):
        refuse(_("Filen är krypterad eller packad på ett ovanligt sätt. Spara om den som .xlsx."))
    read = tags = 0
    for info in members:
        rows = 0
        for size, piece in _chunks(archive, info):
            read += size
            tags += piece.count(b"<")
            rows += len(_ROW.findall(piece))
            if read > MOST_UNPACKED or tags > MOST_TAGS:
                _too_large()
            if rows > LAST_ROW:
                refuse(too_many_rows())
            if _DOCTYPE in piece:
                _entities()
            if _MERGED in piece and info.filename.startswith("xl/worksheets/"):
                refuse(_("Filen har sammanfogade celler. Dela upp dem, så att varje cell har sitt eget värde."))


def _entities() -> NoReturn:
    refuse(_("Filen innehåller XML-entiteter, som inget kalkylprogram skriver. Spara om den."))


def _too_large() -> NoReturn:
    refuse(_("Filen är större än 100 MB uppackad, eller har orimligt många delar. Dela upp den."))


def _chunks(archive: ZipFile, info: ZipInfo) -> Iterator[tuple[int, bytes]]:
    """A member piece by piece: its size as really read, and its bytes with the end of the piece before."""
    before = b""
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            yield len(chunk), before + chunk
            before = chunk[-len(_MERGED) :]


def _read(content: bytes, tell: Tell) -> list[RawSheet]:
    from openpyxl import load_workbook  # Only now: it takes long to load.

    book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False, rich_text=False)
    if len(book.worksheets) > MOST_SHEETS:
        refuse(_("Filen har fler än 50 blad."))
    return [RawSheet(sheet.title, list(filled(_rows(sheet), sheet.title, tell))) for sheet in book.worksheets]


def _rows(sheet: Any) -> Iterator[Row]:
    from openpyxl.cell.read_only import EMPTY_CELL

    sheet.reset_dimensions()  # Which are only what the file says of itself.
    for cells in sheet.iter_rows(max_col=MOST_COLUMNS + 1):
        yield [None if cell is EMPTY_CELL else _raw(cell) for cell in cells]


def _shows_the_day(number_format: str) -> bool:
    """A cell in which somebody wrote 2007-10 shows month and year; what stands in brackets or quotes is no pattern."""
    return "d" in re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", number_format).lower()


def _raw(cell: Any) -> Raw:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Unusable(_("är en formel. Skriv värdet i stället."))
    if cell.data_type == "e":
        return Unusable(_("är ett felvärde (%s).") % value)
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            return Unusable(_("är ett klockslag (%s). Formatera cellen som text och skriv om den.") % value)
        return Day(value.date().isoformat(), value.day != 1 or _shows_the_day(str(cell.number_format)))
    if isinstance(value, dt.date):
        return Day(value.isoformat(), True)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, (str, int, float)):
        return value
    return Unusable(_("är ett klockslag (%s). Formatera cellen som text och skriv om den.") % value)
