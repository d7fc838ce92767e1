"""Many entries with all that their documents are built of, in as many queries as the schema has lists."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from samverkan.publishing import kinds
from samverkan.publishing.documents import build
from samverkan.publishing.kinds import Document, Key, Kind
from samverkan.publishing.models import Entry
from samverkan.publishing.schemas import reference_kinds
from samverkan.publishing.schemas.storage import Place, places_of
from samverkan.publishing.schemas.walk import Form


def build_every(kind: Kind) -> list[Document]:
    """The documents of all working entries of a kind, in the order of their slugs."""
    return [build(entry) for entry in with_parts(kind).order_by("slug")]


def as_they_stand(keys: Iterable[Key]) -> dict[Key, Entry]:
    """The working entries of those keys, read now, in the order of the keys; there may be none of some."""
    wanted = list(keys)
    found: dict[Key, Entry] = {}
    for kind, slugs in kinds.slugs_by_kind(wanted).items():
        found |= {(kind, row.slug): row for row in with_parts(kinds.get(kind)).filter(slug__in=slugs)}
    return {key: found[key] for key in wanted if key in found}


def with_parts(kind: Kind) -> QuerySet[Any]:
    """The working entries of a kind, read together with the rows, parts and references of their documents."""
    places = places_of(kind)
    joined = dict.fromkeys(path for place in places for path in _joined(place))
    rows = [Prefetch(place.attribute, _read(place)) for place in places if place.rows]
    return kind.model._default_manager.select_related(*joined).prefetch_related(*rows)


def _joined(place: Place) -> Iterator[str]:
    """The relations that lead to a single value: a part of the entry, a foreign key, or that of a part."""
    if place.part:
        yield place.part
    if place.form is Form.REFERENCE:
        yield f"{place.part}__{place.attribute}" if place.part else place.attribute


def _read(place: Place) -> QuerySet[Any]:
    """The rows of a list with the foreign keys that its form in the document speaks of."""
    rows: Any = place.rows
    shared = getattr(rows, "shared", "")
    if place.of_row:
        keys = [one.attribute for one in place.of_row if one.form is Form.REFERENCE]
        keys = [shared, *(f"{shared}__{key}" for key in keys)] if shared else keys
    else:
        names = {field.name for field in rows._meta.fields}
        keys = [kind for kind in reference_kinds(place.node["items"]) if kind in names]
    found: QuerySet[Any] = rows._default_manager.select_related(*keys)
    return found
