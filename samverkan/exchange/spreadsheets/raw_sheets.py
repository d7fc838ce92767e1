"""The rows of a file's sheets before anybody understands them, and how many of them there may be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from django.utils.translation import gettext as _

from samverkan.exchange.spreadsheets.cells import Raw
from samverkan.publishing.documents import Refused
from samverkan.publishing.kinds import Fault

MOST_ROWS = 20_000  # With anything in them, of one sheet.
HEADS = 2  # Rows that name the columns, besides.
LAST_ROW = 100_000  # Whatever stands in the rows.
MOST_COLUMNS = 300

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
            from openpyxl.utils import get_column_letter  # Only now: the package takes long to load.

            words.append(_("kolumn %s") % get_column_letter(column + 1) + (f" ({name})" if name else ""))
        return ", ".join(words)


def refuse(message: str, place: str = "") -> NoReturn:
    """The file cannot be read at all."""
    raise Refused([Fault(place, message)])


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
