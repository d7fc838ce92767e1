"""The matrices of all areas at once, and what differs between those of two moments: pure functions of documents."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from activities.matrix.brief import ActivityBrief
from activities.matrix.grid import Cell, Matrix, build_matrix
from activities.schemas.types import FunctionDocument
from federations.schemas.types import AreaDocument
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas.typed import of_type

KINDS = ("area", "function", "activity")  # What matrices are made of.


@dataclass(frozen=True)
class Place:
    """An activity in a cell, in words."""

    slug: str
    label: str
    municipality: str
    heading: str
    position: int


@dataclass(frozen=True)
class Moved:
    """What came into an area's matrix and what went out of it."""

    area: str
    name: str
    added: tuple[Place, ...]
    ended: tuple[Place, ...]


def build_matrices(documents: Iterable[Document]) -> list[Matrix]:
    """A matrix for each area among the documents that has municipalities, in the order of the areas."""
    rows = list(documents)
    functions, activities = of_type(rows, FunctionDocument), of_type(rows, ActivityBrief)
    standing: dict[str, list[int]] = {}
    for number, activity in enumerate(activities):
        for placement in activity["placements"] or ():
            standing.setdefault(placement["municipality"]["slug"], []).append(number)
    areas = [(area, area["municipalities"]) for area in of_type(rows, AreaDocument) if area["municipalities"]]
    inside = [sorted({number for one in places for number in standing.get(one["slug"], ())}) for _area, places in areas]
    return [
        build_matrix(area, functions, (activities[number] for number in numbers))
        for (area, _places), numbers in zip(areas, inside, strict=True)
    ]


def moved(before: Iterable[Matrix], after: Iterable[Matrix]) -> list[Moved]:
    """The areas whose cells hold other activities than before, whatever their labels; new and ended areas too."""
    old, new = {matrix.area: matrix for matrix in before}, {matrix.area: matrix for matrix in after}
    found = []
    for area in [*new, *(area for area in old if area not in new)]:
        was, held = _places(old.get(area)), _places(new.get(area))
        added = tuple(place for key, place in held.items() if key not in was)
        ended = tuple(place for key, place in was.items() if key not in held)
        if added or ended:
            found.append(Moved(area, (new.get(area) or old[area]).name, added, ended))
    return found


def compared(before: Matrix, after: Matrix) -> Matrix:
    """The later matrix, its cells marked with what was added since the earlier one and what ended."""
    earlier = {(row.slug, cell.function): cell for row in before.rows for cell in row.cells}
    rows = tuple(
        replace(row, cells=tuple(_marked(cell, earlier.get((row.slug, cell.function))) for cell in row.cells))
        for row in after.rows
    )
    return replace(after, rows=rows)


def _marked(cell: Cell, before: Cell | None) -> Cell:
    was = {placed.slug: placed for placed in before.placed} if before else {}
    held = {placed.slug for placed in cell.placed}
    return replace(
        cell,
        placed=tuple(replace(placed, added=placed.slug not in was) for placed in cell.placed),
        ended=tuple(placed for slug, placed in was.items() if slug not in held),
    )


def _places(matrix: Matrix | None) -> dict[tuple[str, str, str], Place]:
    """Every placed activity by municipality, function and slug, row by row."""
    if matrix is None:
        return {}
    return {
        (row.slug, column.slug, placed.slug): Place(
            placed.slug, placed.label, row.name, column.heading, column.position
        )
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        for placed in cell.placed
    }
