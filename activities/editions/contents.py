"""What an edition holds and how two of them differ, as lines that lead to the entries as they were."""

from collections.abc import Iterable
from dataclasses import dataclass

from activities.matrix.areas import KINDS, build_matrices
from activities.matrix.grid import Matrix
from samverkan.pages.addresses import history_of, page_of
from samverkan.pages.comparison import Changed, OfKind
from samverkan.publishing import kinds
from samverkan.publishing.difference import Change
from samverkan.publishing.models import Edition, Publication, PublicationQuerySet

MOST_WHOLE = 40  # Changed entries shown field by field on one page; the others lead to their histories.


@dataclass(frozen=True)
class Line:
    """An entry: its name, where it is shown as it was, and for a changed one what changed."""

    name: str
    address: str
    sections: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    history: str = ""  # Where both versions stand side by side.


@dataclass(frozen=True)
class Pile:
    """The entries of one kind."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Group:
    """What differs among the entries of one kind."""

    title: str
    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    changed: tuple[Line, ...]


def matrices(held: PublicationQuerySet) -> list[Matrix]:
    """The matrices of all areas, of what the catalogue held."""
    return build_matrices(row.document for row in held.filter(kind__in=KINDS).in_swedish_order())


def piles(held: PublicationQuerySet, edition: Edition) -> list[Pile]:
    """All entries by kind, in the order in which readers ask."""
    rows = list(held.defer("body").in_swedish_order())
    found = [(kind, [row for row in rows if row.kind == kind.name]) for kind in reversed(kinds.every())]
    return [
        Pile(str(kind.model._meta.verbose_name_plural), tuple(_line(row, edition) for row in entries))
        for kind, entries in found
        if entries
    ]


def groups(found: Iterable[OfKind], before: Edition, after: Edition) -> list[Group]:
    """The kinds that differ; the first changed entries are told in full, as are those that have no history page."""
    differing = [of_kind for of_kind in found if of_kind.differs]
    whole = {id(pair) for pair in [pair for of_kind in differing for pair in of_kind.changed][:MOST_WHOLE]}
    return [
        Group(
            of_kind.plural,
            tuple(_line(row, after) for row in of_kind.added),
            tuple(_line(row, before) for row in of_kind.removed),
            tuple(_changed(pair, before, after, id(pair) in whole) for pair in of_kind.changed),
        )
        for of_kind in differing
    ]


def _line(row: Publication, edition: Edition) -> Line:
    return Line(row.name, _then(row, edition))


def _then(row: Publication, edition: Edition) -> str:
    """Where an entry is shown as it was in an edition; "" where no page shows it."""
    return page_of(row.kind, row.slug, f"?vid=r{edition.revision_id}")


def _changed(pair: Changed, before: Edition, after: Edition, is_whole: bool) -> Line:
    history = history_of(pair.after.kind, pair.after.slug)
    return Line(
        pair.after.name,
        _then(pair.after, after),
        tuple(pair.sections),
        tuple(pair.changes) if is_whole or not history else (),
        f"{history}?fran=r{before.revision_id}&till=r{after.revision_id}" if history else "",
    )
