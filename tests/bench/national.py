"""A catalogue as large as a country, written into the database of DATABASE_URL: `python -m tests.bench.national 3000`.

What the activities say is that of the source catalogue; places, ages, limits and payers differ between them as they do
between real ones, always in the same way. The database must hold the source catalogue already (`./run manage prepare`).
`python -m tests.bench.national 1000 1` has all of them in one of the areas, for its matrix.
"""

import copy
import datetime as dt
import os
import random
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any

import django

MUNICIPALITIES, AREAS = 290, 21
AT_ONCE = 500  # Activities a revision.
Document = dict[str, Any]


def grow(amount: int, spread: int = AREAS) -> None:
    """Append so many activities to the log, in so many areas, with the places and federations of a country."""
    from samverkan.publishing.models import Publication, Revision

    published = Publication.objects.at(Revision.current_number()).in_swedish_order()
    around, made = national((row.document for row in published), amount, spread)
    _append(around)
    while batch := list(islice(made, AT_ONCE)):
        _append(batch)


def national(
    published: Iterable[Document], amount: int, spread: int = AREAS
) -> tuple[list[Document], Iterator[Document]]:
    """So many activities like those of a catalogue, and before them the places and federations of a country."""
    of_kind: dict[str, list[Document]] = {}
    for document in published:
        of_kind.setdefault(document["kind"], []).append(document)
    streams, functions = (list(map(_reference, of_kind[kind])) for kind in ("financing_stream", "function"))
    towns, areas, federations = _places(of_kind)
    chance = random.Random(20_000)
    made = (
        _activity(number, chance, of_kind["activity"], towns, areas[:spread], federations, streams, functions)
        for number in range(amount)
    )
    return [*towns, *areas, *federations], made


def _reference(document: Document) -> Document:
    return {name: document[name] for name in ("kind", "slug", "name")}


def _places(of_kind: dict[str, list[Document]]) -> tuple[list[Document], list[Document], list[Document]]:
    """Municipalities, areas and federations of a country, after the first of each that the catalogue has."""
    patterns = {kind: min(of_kind[kind], key=itemgetter("slug")) for kind in ("municipality", "area", "federation")}
    towns = [
        patterns["municipality"] | {"slug": f"ort-{number:03}", "name": f"Ort {number:03}", "code": str(5000 + number)}
        for number in range(MUNICIPALITIES)
    ]
    areas = [
        patterns["area"]
        | {
            "slug": f"omrade-{number:02}",
            "name": f"Område {number:02}",
            "municipalities": [_reference(town) for town in towns[number::AREAS]],
        }
        for number in range(AREAS)
    ]
    members = ({"partner": None, "since": None, "until": None},)
    federations = [
        patterns["federation"]
        | {
            "slug": f"forbund-{number:02}",
            "name": f"Samordningsförbundet {number:02}",
            "area": _reference(areas[number]),
            "members": [{"municipality": town} | members[0] for town in areas[number]["municipalities"]],
        }
        for number in range(AREAS)
    ]
    return towns, areas, federations


def _activity(
    number: int,
    chance: random.Random,
    patterns: list[Document],
    towns: list[Document],
    areas: list[Document],
    federations: list[Document],
    streams: list[Document],
    functions: list[Document],
) -> Document:
    document = copy.deepcopy(patterns[number % len(patterns)])
    area = number % len(areas)
    homes = chance.sample(areas[area]["municipalities"], chance.choice((1, 1, 1, 2, 3)))
    document |= {
        "slug": f"verksamhet-{number:05}",
        "name": f"{document['name']} {homes[0]['name'].lower()}, nummer {number}",
        "short_name": None,
        "aliases": [],
        "area": _reference(areas[area]),
        "function": chance.choice(functions),
        "placements": [{"municipality": town, "label": document["name"]} for town in homes],
        "part_of": None,
        "serves_individuals": chance.random() > 0.03,
        "financing": [
            row
            | {
                "stream": chance.choice(streams),
                "federation": _reference(federations[area]) if row["federation"] else None,
            }
            for row in document["financing"] or ()
        ],
        "agreements": None,
        "owners": [_reference(areas[area])],
    }
    target = document["target_group"]
    target["residence"] = chance.choice((None, None, homes[:1], homes, [_reference(areas[area])], []))
    lowest = chance.choice((None, 16, 16, 18, 18, 20, 25))
    target |= {"age_min": lowest, "age_max": chance.choice((None, 29, 29, 29, 64, 65)) if lowest else None}
    other = chance.choice(patterns)["target_group"]
    target |= {name: other[name] for name in ("criteria", "exclusions", "priorities")}
    return document


def _append(documents: list[Document]) -> None:
    """One revision with these documents, and all that the index says of them."""
    from django.db import transaction

    from samverkan.language.sorting import sort_key
    from samverkan.publishing.documents import dump
    from samverkan.publishing.index import write_index
    from samverkan.publishing.models import Event, Publication, Revision

    last = Revision.objects.latest("number")
    with transaction.atomic():
        revision = Revision.objects.create(
            number=last.number + 1, moment=last.moment + dt.timedelta(seconds=1), office="Prov"
        )
        rows = Publication.objects.bulk_create(
            Publication(
                revision=revision,
                kind=document["kind"],
                slug=document["slug"],
                name=document["name"],
                sort_key=sort_key(document["name"]),
                body=dump(document),
                published_at=revision.moment,
            )
            for document in documents
        )
        Event.objects.bulk_create(
            Event(
                revision=revision,
                position=position,
                kind=row.kind,
                slug=row.slug,
                op=Event.Op.UPSERT,
                publication=row,
                verified_on="2026-11-01",
            )
            for position, row in enumerate(rows)
        )
        write_index(rows)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
    django.setup()
    grow(*map(int, sys.argv[1:]))


if __name__ == "__main__":
    main()
