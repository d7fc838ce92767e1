"""The matrix as sheets: the grid as it is printed, and its placements one a row. A pure function of the matrix."""

from typing import IO

from django.utils.translation import gettext as _

from activities.matrix.grid import Cell, Matrix
from samverkan.printing.tables import Rows, Table, Value, as_csv, as_xlsx

GRID = 0  # Which of the tables is the grid.


def xlsx(matrix: Matrix, nothing: str) -> IO[bytes]:
    """Both sheets as a workbook; `nothing` stands in empty cells."""
    return as_xlsx(tables(matrix), rows(matrix, nothing))


def csv(matrix: Matrix, nothing: str) -> IO[bytes]:
    """The grid as Excel in Swedish expects it; what that form cannot write is told in a last row."""
    head, grid = tables(matrix)[GRID], [cells for table, cells in rows(matrix, nothing) if table == GRID]
    file, lost = as_csv(head, grid, swedish=True)
    if lost.characters:
        file.close()
        note: list[Value] = [_("Några tecken finns inte i den här filens teckenkodning och står som ?. Hämta XLSX.")]
        file, _lost = as_csv(head, [*grid, note], swedish=True)
    return file


def tables(matrix: Matrix) -> list[Table]:
    """The heads of both sheets."""
    grid = [_("Kommun"), *(column.heading for column in matrix.columns)]
    placements = [_("Kommun"), _("Funktion"), _("Etikett"), _("Verksamhet"), _("Adressnamn"), _("Antal kommuner")]
    return [Table(_("Matris"), [grid]), Table(_("Placeringar"), [placements])]


def rows(matrix: Matrix, nothing: str) -> Rows:
    """The rows of both sheets; `nothing` stands in empty cells."""
    for row in matrix.rows:
        yield GRID, [row.name, *(_labels(cell) or nothing for cell in row.cells)]
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            for placed in cell.placed:
                yield 1, [row.name, column.name, placed.label, placed.name, placed.slug, placed.reach]


def _labels(cell: Cell) -> str:
    return "\n".join(placed.label for placed in cell.placed)
