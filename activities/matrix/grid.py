"""The matrix of municipality × function: a pure function of documents, shared by page, API and exports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypedDict

from django.utils.translation import gettext as _

from activities.matrix.brief import ActivityBrief
from activities.schemas.types import FunctionDocument
from samverkan.language.sorting import sort_key
from samverkan.publishing.schemas.types import Reference


class Extent(TypedDict):
    """What a matrix is laid out over: an area, or a part of one."""

    slug: str
    name: str
    municipalities: list[Reference] | None


@dataclass(frozen=True)
class Placed:
    """An activity in a cell: its printed label, how many municipalities it has here, whether its period is known.

    `added` says that it was not in the cell of an earlier moment that the matrix is compared with, `lost` that it has
    fallen away by the day that is shown (`endings.with_losses`).
    """

    slug: str
    name: str
    label: str
    reach: int
    dated: bool
    added: bool = False
    lost: bool = False


@dataclass(frozen=True)
class Cell:
    """What one function offers in one municipality; empty means that nothing is stated, not that nothing exists.

    `ended` is what an earlier moment that the matrix is compared with had in the cell.
    """

    function: str
    position: int
    heading: str
    placed: tuple[Placed, ...]
    ended: tuple[Placed, ...] = ()


@dataclass(frozen=True)
class Column:
    """A function, with the number of municipalities that have something in it, and the names of the others."""

    slug: str
    name: str
    heading: str
    position: int
    filled: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A municipality and its cells, in the columns' order."""

    slug: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Rows in the area's order, columns in the functions' order."""

    area: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.rows) * len(self.columns)

    @property
    def gaps(self) -> int:
        """How many cells are empty."""
        return sum(not cell.placed for row in self.rows for cell in row.cells)

    @property
    def placements(self) -> int:
        """How many placements the matrix shows."""
        return sum(len(cell.placed) for row in self.rows for cell in row.cells)


def gap(is_narrowed: bool) -> str:
    """What an empty cell says: nothing is stated, or with filters only that nothing of what they choose is there."""
    return _("inget av det valda") if is_narrowed else _("ingen uppgift")


def build_matrix(area: Extent, functions: Iterable[FunctionDocument], activities: Iterable[ActivityBrief]) -> Matrix:
    """Lay activities out over an area's municipalities; those placed elsewhere or of another function are left out."""
    ordered = sorted(functions, key=lambda function: (function["position"], function["slug"]))
    municipalities = area["municipalities"] or []
    inside = {municipality["slug"] for municipality in municipalities}
    cells: dict[tuple[str, str], list[Placed]] = {}
    for activity in activities:
        for municipality, placed in _placed(activity, inside):
            cells.setdefault((municipality, activity["function"]["slug"]), []).append(placed)
    rows = tuple(
        Row(
            municipality["slug"],
            municipality["name"],
            tuple(_cell(municipality["slug"], function, cells) for function in ordered),
        )
        for municipality in municipalities
    )
    columns = tuple(_column(function, index, rows) for index, function in enumerate(ordered))
    return Matrix(area["slug"], area["name"], columns, rows)


def _placed(activity: ActivityBrief, inside: set[str]) -> Iterator[tuple[str, Placed]]:
    here = [placement for placement in activity["placements"] or () if placement["municipality"]["slug"] in inside]
    dated = bool(activity["period"]["start"] or activity["period"]["end"])
    for placement in here:
        placed = Placed(activity["slug"], activity["name"], placement["label"], len(here), dated)
        yield placement["municipality"]["slug"], placed


def _cell(municipality: str, function: FunctionDocument, cells: dict[tuple[str, str], list[Placed]]) -> Cell:
    placed = sorted(cells.get((municipality, function["slug"]), ()), key=lambda item: (sort_key(item.label), item.slug))
    return Cell(function["slug"], function["position"], function["matrix_heading"], tuple(placed))


def _column(function: FunctionDocument, index: int, rows: tuple[Row, ...]) -> Column:
    missing = tuple(row.name for row in rows if not row.cells[index].placed)
    filled = len(rows) - len(missing)
    return Column(function["slug"], function["name"], function["matrix_heading"], function["position"], filled, missing)
