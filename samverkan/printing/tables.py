"""Tables as files: XLSX whose text is text, and CSV in the two forms that spreadsheet programs open."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any

from samverkan.language.incoming import prose

BOM = "\ufeff"
AS_TEXT = "@"  # The number format that keeps what is typed as it was typed.
NARROW, WIDE, LONG = 12, 40, 40  # Columns' widths, and how long a value makes one wide.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")

Value = str | int | None  # What is written in a cell.


@dataclass(frozen=True)
class Table:
    """The head of one sheet: its title, and one or two rows of headings."""

    title: str
    headings: Sequence[Sequence[str]]


Rows = Iterable[tuple[int, list[Value]]]  # In which of the tables a row belongs, and its cells.


def guarded(cell: str) -> str:
    """The cell as text: what a spreadsheet would calculate begins with an apostrophe."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that `guarded` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def plain(text: str) -> str:
    """The text as any kind of sheet can carry it: this alone makes two cells different."""
    return prose(text.replace("_x000D_", ""))  # How Excel's files write a carriage return.


def as_xlsx(heads: list[Table], found: Rows) -> IO[bytes]:
    """A workbook with a sheet for each table."""
    from openpyxl import Workbook  # Here and below only when a workbook is made: it takes long to load.

    book = Workbook(write_only=True)
    sheets = [_headed(book, head) for head in heads]
    for index, row in found:
        sheets[index].append([_cell(sheets[index], value) for value in row])
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    book.save(file)
    file.seek(0)
    return file


def _headed(book: Any, head: Table) -> Any:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(head.title)
    sheet.freeze_panes = f"B{len(head.headings) + 1}"
    for index, title in enumerate(head.headings[-1], start=1):
        column = sheet.column_dimensions[get_column_letter(index)]
        column.width = WIDE if len(title) > LONG else max(NARROW, len(title) + 2)
        column.number_format = AS_TEXT  # For the cells that are empty yet.
    for row in head.headings:
        cells = [_cell(sheet, text) for text in row]
        for cell in cells:
            cell.font = Font(bold=True)
        sheet.append(cells)
    return sheet


def _cell(sheet: Any, value: Value) -> Any:
    """Text as text whatever it begins with; openpyxl alone would take `=…` for a formula."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=plain(value))
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    return cell


@dataclass
class Lost:
    """The characters that an encoding lacks, which became question marks."""

    characters: set[str] = field(default_factory=set)


def as_csv(head: Table, found: Iterable[list[Value]], *, swedish: bool = False) -> tuple[IO[bytes], Lost]:
    """One table as CSV: UTF-8 with commas, or as Excel in Swedish expects it, cp1252 with semicolons."""
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    encoding, delimiter = ("cp1252", ";") if swedish else ("utf-8", ",")
    text = TextIOWrapper(file, encoding=encoding, newline="", write_through=True)
    text.write("" if swedish else BOM)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    lost = Lost()
    for row in [*head.headings, *found]:
        cells = [plain(value) if isinstance(value, str) else value for value in row]
        lost.characters |= _missing("".join(str(cell) for cell in cells), encoding)
        # Guarded as it will be read: `＝` that became a question mark is no formula.
        writer.writerow([guarded(_as_said(cell, encoding)) if isinstance(cell, str) else cell for cell in cells])
    text.detach()
    file.seek(0)
    return file, lost


def _as_said(text: str, encoding: str) -> str:
    """The text as the encoding can say it."""
    return text.encode(encoding, "replace").decode(encoding)


def _missing(text: str, encoding: str) -> set[str]:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return {character for character in text if not _fits(character, encoding)}
    return set()


def _fits(character: str, encoding: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False
