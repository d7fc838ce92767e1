"""Areas with their municipalities, and where the catalogue describes activities: pure functions of documents."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import TypedDict

from activities.registers import Entry
from federations.schemas.types import AreaDocument
from samverkan.language.sorting import sort_key


class Named(TypedDict):
    """A municipality, or a reference to one."""

    slug: str
    name: str


@dataclass(frozen=True)
class Place:
    """An area, or what lies outside every area (without slug and name), and its municipalities in Swedish order.

    `described` says whether any activity belongs to it or stands in it: a choice of municipality must promise nothing
    that is not there.
    """

    slug: str
    name: str
    municipalities: tuple[Named, ...]
    described: bool


@dataclass(frozen=True)
class Home:
    """A municipality by name, and the areas that it lies in."""

    name: str
    areas: tuple[str, ...]


Facets = Set[tuple[str, str]]  # Of activities, under the names that `documents.facets` gives them.


def places(areas: Iterable[AreaDocument], facets: Facets, others: Iterable[Named] = ()) -> list[Place]:
    """The areas, those with activities first, and at last the municipalities of `others` that no area has."""
    found = [_place(area, facets) for area in areas]
    found.sort(key=lambda place: (not place.described, sort_key(place.name)))
    inside = {row["slug"] for place in found for row in place.municipalities}
    outside = _ordered(row for row in others if row["slug"] not in inside)
    return [*found, *([Place("", "", outside, True)] if outside else [])]


def _place(area: AreaDocument, facets: Facets) -> Place:
    municipalities = _ordered(area["municipalities"] or ())
    wanted = {("area", area["slug"]), *(("municipality", row["slug"]) for row in municipalities)}
    return Place(area["slug"], area["name"], municipalities, not wanted.isdisjoint(facets))


def undescribed_home(municipality: str, found: Iterable[Place]) -> Home | None:
    """A municipality that lies only in areas that no activity belongs to; None for any other."""
    homes = [(place, row) for place in found for row in place.municipalities if row["slug"] == municipality]
    if not homes or any(place.described for place, _row in homes):
        return None
    return Home(homes[0][1]["name"], tuple(place.slug for place, _row in homes))


def where_nothing_is(rows: Iterable[Entry], asked: Mapping[str, list[str]], text: str) -> list[Entry]:
    """Of a list without hits, the municipalities that alone were asked for: nothing is described there."""
    chosen = (
        asked["municipality"] if not any(values for name, values in asked.items() if name != "municipality") else []
    )
    called = text.casefold() if asked["q"] and sum(map(len, asked.values())) == 1 else None
    found = (row for row in rows if row.kind == "municipality")
    return [row for row in found if row.slug in chosen or row.name.casefold() == called]


def _ordered(municipalities: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(municipalities, key=lambda row: (sort_key(row["name"]), row["slug"])))
