"""Writing sheets: XLSX whose text is text, and CSV in the two forms that spreadsheet programs open."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from samverkan.publishing.documents import fingerprint
from samverkan.publishing.kinds import Document
from samverkan.publishing.spreadsheets.cells import Value, guarded, plain, shown
from samverkan.publishing.spreadsheets.columns import Sheet

BOM = "\ufeff"
AS_TEXT = "@"  # The number format that keeps what is typed as it was typed.
NARROW, WIDE, LONG = 12, 40, 40  # Columns' widths, and how long a value makes one wide.


@dataclass(frozen=True)
class Table:
    """The head of one sheet: its title, and one or two rows of headings."""

    title: str
    headings: Sequence[Sequence[str]]


Rows = Iterable[tuple[int, list[Value]]]  # In which of the tables a row belongs, and its cells.


def tables(sheets: list[Sheet]) -> list[Table]:
    """The heads of the sheets of a kind."""
    return [Table(sheet.title, (sheet.names, sheet.titles)) for sheet in sheets]


def rows(sheets: list[Sheet], documents: Iterable[tuple[Document, list[str]]]) -> Iterator[tuple[int, list[Value]]]:
    """The rows of documents, each with what is told beside it, under the heads of their kind's sheets."""
    main, *lists = sheets
    for document, told in documents:
        yield 0, [*(shown(column.node, column.of(document)) for column in main.columns), *told, stamp(document)]
        for index, sheet in enumerate(lists, start=1):
            assert sheet.holder, "only the main sheet has none"
            for number, row in enumerate(list_rows(sheet, sheet.holder.of(document)), start=1):
                yield index, [document["slug"], number, *row]


def list_rows(sheet: Sheet, items: list[Document] | None) -> list[list[Value]]:
    """The objects of a list as rows of their sheet, without whose they are."""
    return [[shown(column.node, column.of(item)) for column in sheet.columns] for item in items or ()]


def stamp(document: Document) -> str:
    """Tells which draft a row was made from, so that nobody's later work is overwritten with it."""
    return f"v{fingerprint(document)[:12]}"  # The letter keeps spreadsheets from taking it for a number.


def as_xlsx(heads: list[Table], found: Rows) -> IO[bytes]:
    """A workbook with a sheet for each table."""
    book = Workbook(write_only=True)
    sheets = [_headed(book, head) for head in heads]
    for index, row in found:
        sheets[index].append([_cell(sheets[index], value) for value in row])
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    book.save(file)
    file.seek(0)
    return file


def _headed(book: Any, head: Table) -> Any:
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
