"""Documents as the rows of their kind's sheets."""

from collections.abc import Iterable, Iterator

from samverkan.exchange.spreadsheets.cells import shown
from samverkan.exchange.spreadsheets.columns import Sheet
from samverkan.printing.tables import Table, Value
from samverkan.publishing.documents import fingerprint
from samverkan.publishing.kinds import Document


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
