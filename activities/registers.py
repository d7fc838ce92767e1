"""The few documents that pages of many activities rest on, remembered for each moment: nobody may change them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from samverkan.publishing import kinds
from samverkan.publishing.kinds import Document
from samverkan.publishing.models import Publication
from samverkan.remembered import ByMoment

KINDS = ("area", "federation", "financing_stream", "function", "municipality", "partner")


@dataclass(frozen=True)
class Entry:
    """An entry of a register by its name, and what it says."""

    kind: str
    slug: str
    name: str
    document: Document


@dataclass(frozen=True)
class Registers:
    """The entries of a moment, in Swedish order."""

    entries: tuple[Entry, ...]

    def documents(self, *some: str, day: dt.date | None = None) -> list[Document]:
        """The documents of some kinds; with a day those that can have held then."""
        return [one.document for one in self.entries if one.kind in some and (day is None or _held(one.document, day))]

    def of_kind(self, kind: str) -> Iterator[Entry]:
        return (one for one in self.entries if one.kind == kind)


@ByMoment
def at(number: int, newest: int) -> Registers:
    """The registers at a revision, in one query; for `newest` see `ByMoment`."""
    rows = Publication.objects.at(number).filter(kind__in=KINDS).in_swedish_order()
    return Registers(tuple(Entry(row.kind, row.slug, row.name, row.document) for row in rows))


def _held(document: Document, day: dt.date) -> bool:
    """As `PublicationQuerySet.held_on` asks the index."""
    first, last = kinds.get(document["kind"]).span(document)
    return not ((first and first > day) or (last and last < day))
