"""What all entries of a kind are asked for at a moment, at hand: their extracts, equal parts kept once."""

import datetime as dt
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from samverkan.publishing.index import FACET, SPAN
from samverkan.publishing.kinds import Document
from samverkan.publishing.models import Extract, Publication, PublicationQuerySet
from samverkan.remembered import ByMoment

T = TypeVar("T")
Bits = int  # A set of entries: the bit of each entry's place on the shelf.


@dataclass(frozen=True)
class Column:
    """One part of every entry: the different values, and which of them each entry has."""

    values: tuple[Any, ...]
    of: "array[int]"

    def each(self, instead: Sequence[T]) -> list[T]:
        """For each entry what stands instead of its value, where something stands instead of each different one."""
        return list(map(instead.__getitem__, self.of))


@dataclass(frozen=True)
class Shelf:
    """The entries of a kind in Swedish order: their keys as publications, their parts, and who carries each facet."""

    keys: "array[int]"
    columns: dict[str, Column]
    facets: dict[tuple[str, str], Bits]

    @property
    def all(self) -> Bits:
        return (1 << len(self.keys)) - 1

    def column(self, name: str) -> Column:
        """A part of every entry; an empty shelf has none of any."""
        return self.columns.get(name) or Column((), array("I"))

    def values(self, name: str) -> tuple[Any, ...]:
        """The different values of a part."""
        return self.column(name).values

    def each(self, name: str, instead: Sequence[T] | None = None) -> list[T]:
        """A part of each entry, or what stands instead of its different values."""
        column = self.column(name)
        return column.each(column.values if instead is None else instead)

    def carrying(self, name: str, values: Iterable[str]) -> Bits:
        """The entries that carry any of the values under a facet's name."""
        found = 0
        for value in values:
            found |= self.facets.get((name, value), 0)
        return found

    def held_on(self, day: dt.date | None) -> Bits:
        """The entries that may have held on a day: only a stated period that certainly excludes it leaves one out."""
        if day is None:
            return self.all
        asked, spans = day.isoformat(), self.column(SPAN)
        outside = [bool((first and first > asked) or (last and last < asked)) for first, last in spans.values]
        return self.all & ~bits(place for place, value in enumerate(spans.of) if outside[value])

    def read(self, some: Iterable[int], publications: PublicationQuerySet) -> dict[int, Publication]:
        """The publications of some places, in their order: one query where there are any."""
        keys = {place: self.keys[place] for place in some}
        found = publications.in_bulk(list(keys.values())) if keys else {}
        return {place: found[key] for place, key in keys.items()}

    def briefs(self, some: Bits) -> list[Document]:
        """By what entries are shown where there are many, in their order: one query where there are any."""
        keys = [self.keys[place] for place in places(some)]
        rows = Extract.objects.filter(pk__in=keys).values_list("pk", "brief") if keys else ()
        found = dict(rows)
        briefs: list[Document] = json.loads(f"[{','.join(found[key] for key in keys)}]")
        return briefs

    def with_keys(self, keys: Iterable[int]) -> Bits:
        """The entries whose publications have these keys."""
        wanted = set(keys)
        return bits(place for place, key in enumerate(self.keys) if key in wanted) if wanted else 0


def bits(places: Iterable[int]) -> Bits:
    """The set of some places."""
    found = bytearray()
    for place in places:
        byte = place >> 3
        if byte >= len(found):
            found.extend(bytes(byte + 1 - len(found)))
        found[byte] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def places(some: Bits) -> Iterator[int]:
    """The places of a set, the first first."""
    digits = bin(some)[:1:-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


@ByMoment
def at(kind: str, number: int, newest: int) -> Shelf:
    """The entries of a kind at a revision, in one query; for `newest` see `ByMoment`."""
    held = Publication.objects.at(number).of_kind(kind).filter(extract__isnull=False).in_swedish_order()
    return laid_out(held.values_list("pk", "extract__parts").iterator(2000))


def laid_out(rows: Iterable[tuple[int, str]]) -> Shelf:
    """A shelf of publications' keys with the parts of their extracts, as the index keeps them."""
    keys, carriers = array("q"), dict[str, "array[int]"]()
    columns: dict[str, tuple[list[Any], array[int]]] = {}
    known: dict[str, tuple[Callable[[int], None], int | None]] = {}  # Of each line: where to note who has it, as what.
    for place, (key, text) in enumerate(rows):
        keys.append(key)
        for line in text.split("\n"):
            if line not in known:
                known[line] = _noted(line, columns, carriers)
            note, value = known[line]
            note(place if value is None else value)
    found = {name: Column(tuple(values), of) for name, (values, of) in columns.items()}
    return Shelf(keys, found, _facets(carriers))


def _noted(
    line: str, columns: dict[str, tuple[list[Any], "array[int]"]], carriers: dict[str, "array[int]"]
) -> tuple[Callable[[int], None], int | None]:
    """Where to note that an entry has a line: as which value of a column, or among those that carry facets (None)."""
    name, _space, said = line.partition(" ")
    if name == FACET:
        return carriers.setdefault(said, array("I")).append, None
    values, of = columns.setdefault(name, ([], array("I")))
    values.append(json.loads(said))
    return of.append, len(values) - 1


def _facets(carriers: dict[str, "array[int]"]) -> dict[tuple[str, str], Bits]:
    """Who carries each value under the name of a facet."""
    found: dict[tuple[str, str], Bits] = {}
    for said, some in carriers.items():
        name, *values = json.loads(said)
        those = bits(some)
        for value in values:
            found[name, value] = found.get((name, value), 0) | those
    return found
