"""What ends: activities past their stated period, money or agreement on a day, and the cells that fall empty then.

Pure functions of documents, shared by page, matrix and API. Only a stated end counts; unknown is never an end.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from activities.documents import span
from activities.matrix.brief import ActivityBrief
from activities.matrix.grid import Cell, Matrix
from activities.schemas.types import ActivityFinancing
from federations.documents import days_of
from financing.schemas.types import AgreementDocument, BudgetDocument, FinancingStreamDocument
from samverkan.language.sorting import sort_key
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.kinds import Document, key_of
from samverkan.publishing.schemas.typed import of_type

KINDS = ("area", "function", "activity", "financing_stream", "agreement", "budget")  # What endings are made of.

About = ActivityBrief | FinancingStreamDocument | AgreementDocument | BudgetDocument


class Cause(TextChoices):
    """What an activity loses."""

    PERIOD = "period", _("Perioden")
    FINANCING = "financing", _("Finansieringen")
    AGREEMENT = "agreement", _("Överenskommelsen")
    GRANT = "grant", _("Bidraget")


@dataclass(frozen=True)
class Loss:
    """One stated thing that an activity has lost: until when (EDTF as said; None where computed) and its last day.

    `about` is the document that says so, the activity itself for its own period.
    """

    cause: Cause
    about: About
    until: str | None
    last_day: dt.date


@dataclass(frozen=True)
class Ending:
    """An activity with what it has lost; `whole`: of some cause nothing stated is left, so that it falls away."""

    activity: ActivityBrief
    losses: tuple[Loss, ...]
    whole: bool

    @property
    def last_day(self) -> dt.date:
        """The last day before anything was lost."""
        return min(loss.last_day for loss in self.losses)


@dataclass(frozen=True)
class Emptied:
    """A cell of the matrix in which every activity has fallen away."""

    municipality: str
    name: str
    function: str
    heading: str


@dataclass(frozen=True)
class Basis:
    """What endings are made of, by slug; `grants` are those that budgets give each activity."""

    activities: list[ActivityBrief]
    streams: dict[str, FinancingStreamDocument]
    agreements: dict[str, AgreementDocument]
    grants: dict[str, list[Loss | None]]

    @classmethod
    def among(cls, documents: Iterable[Document]) -> Self:
        """Of documents of any kinds."""
        rows = list(documents)
        return cls(
            of_type(rows, ActivityBrief),
            {stream["slug"]: stream for stream in of_type(rows, FinancingStreamDocument)},
            {agreement["slug"]: agreement for agreement in of_type(rows, AgreementDocument)},
            _grants_by_activity(of_type(rows, BudgetDocument)),
        )


def endings(documents: Iterable[Document], day: dt.date | None = None) -> list[Ending]:
    """The activities that have lost something by a day, or ever will without one; the first to lose it first."""
    basis = Basis.among({key_of(document): document for document in documents}.values())
    found = (_ending(activity, basis, day or dt.date.max) for activity in basis.activities)
    return sorted(
        (one for one in found if one),
        key=lambda one: (one.last_day, sort_key(one.activity["name"]), one.activity["slug"]),
    )


def with_losses(matrix: Matrix, ended: Iterable[Ending]) -> Matrix:
    """The matrix with a mark on each activity that has fallen away."""
    fallen = {one.activity["slug"] for one in ended if one.whole}

    def marked(cell: Cell) -> Cell:
        return replace(cell, placed=tuple(replace(one, lost=one.slug in fallen) for one in cell.placed))

    return replace(
        matrix, rows=tuple(replace(row, cells=tuple(marked(cell) for cell in row.cells)) for row in matrix.rows)
    )


def emptied(matrix: Matrix) -> list[Emptied]:
    """The cells of a matrix marked by `with_losses` that hold something, all of it fallen away; row by row."""
    return [
        Emptied(row.slug, row.name, column.slug, column.heading)
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        if cell.placed and all(placed.lost for placed in cell.placed)
    ]


def _ending(activity: ActivityBrief, basis: Basis, day: dt.date) -> Ending | None:
    grants = basis.grants.get(activity["slug"], [])
    losses, whole = [], False
    for stated in (_period(activity), [*_money(activity, basis), *grants], _agreements(activity, basis)):
        lost = [loss for loss in stated if loss and loss.last_day < day]
        losses += lost
        whole = whole or (bool(lost) and len(lost) == len(stated))
    return Ending(activity, tuple(losses), whole) if losses else None


def _period(activity: ActivityBrief) -> list[Loss | None]:
    """The activity's own period; one of a stated length ends as late as it can (001:430)."""
    _first, last = span(activity)
    return [Loss(Cause.PERIOD, activity, activity["period"]["end"], last)] if last else []


def _money(activity: ActivityBrief, basis: Basis) -> list[Loss | None]:
    """Each thing that pays for the activity by its own words, or by others' where it has none; None: no stated end."""
    statements = activity["financing"] or ()
    own = [statement for statement in statements if statement["said_by"] == "activity"]
    return list(_payers(own or statements, basis))


def _agreements(activity: ActivityBrief, basis: Basis) -> list[Loss | None]:
    """Each agreement that covers the activity; None: no stated end."""
    found = (basis.agreements.get(agreement["slug"]) for agreement in activity["agreements"] or ())
    made = [one for one in found if one is None or one["concluded"] is not False]  # What was never made does not end.
    return [_end(Cause.AGREEMENT, one, one["period"]["end"]) if one else None for one in made]


def _grants_by_activity(budgets: Iterable[BudgetDocument]) -> dict[str, list[Loss | None]]:
    """What budgets grant each activity, by its slug: until the last year granted, or the budget's earlier end.

    It is money like any other: what another stream pays goes on.
    """
    found: dict[str, list[Loss | None]] = {}
    for budget in budgets:
        last: dict[str, int] = {}
        for row in budget["grants"] or ():
            if row["activity_slug"]:
                last[row["activity_slug"]] = max(row["year"], last.get(row["activity_slug"], 0))
        for slug, year in last.items():
            ends = [end for end in (str(year), budget["period"]["end"]) if end]
            found.setdefault(slug, []).append(_end(Cause.GRANT, budget, min(ends, key=last_day)))
    return found


def last_day(end: str) -> dt.date:
    """The last day that an imprecise end can mean."""
    return Edtf.parse(end).latest


def _payers(statements: Iterable[ActivityFinancing], basis: Basis) -> Iterator[Loss | None]:
    seen: set[str] = set()
    for statement in statements:
        slug = statement["stream"]["slug"] if statement["stream"] else None
        if slug in seen:
            continue
        if slug:
            seen.add(slug)
        stream = basis.streams.get(slug) if slug else None
        yield _end(Cause.FINANCING, stream, stream["valid_until"]) if stream else None


def _end(cause: Cause, about: About, until: str | None) -> Loss | None:
    last = days_of(None, until)[1]
    return Loss(cause, about, until, last) if last else None
