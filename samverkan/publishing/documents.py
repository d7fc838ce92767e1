"""Documents, and how working rows make them along the places that a kind's schema has (`schemas.storage`)."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from django.db import models

from samverkan.publishing import kinds
from samverkan.publishing.kinds import Document, Fault, Key
from samverkan.publishing.models import Entry
from samverkan.publishing.schemas import is_nullable, reference_kinds, storage
from samverkan.publishing.schemas.faults import schema_faults
from samverkan.publishing.schemas.storage import Place
from samverkan.publishing.schemas.types import Reference
from samverkan.publishing.schemas.walk import Form


class Refused(Exception):
    """Nothing was done; `faults` say why, each with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def dump(document: Any) -> str:
    """The one text form of a document or a part of one: compact JSON, properties in the schema's order."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def references(node: Any) -> Iterator[Document]:
    """Every reference in a document, in place."""
    if isinstance(node, dict):
        if node.keys() == {"kind", "slug", "name"}:
            yield node
        else:
            for value in node.values():
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def with_names(document: Document, names: dict[Key, str]) -> Document:
    """A copy in which each reference carries the name given for its entry, where one is given."""
    copy: Document = json.loads(dump(document))
    for reference in references(copy):
        reference["name"] = names.get(kinds.key_of(reference), reference["name"])
    return copy


def fingerprint(document: Document) -> str:
    """Tells whether two documents say the same, whatever the entries they refer to are called today."""
    nameless = with_names(document, {kinds.key_of(reference): "" for reference in references(document)})
    return hashlib.sha256(dump(nameless).encode()).hexdigest()


# Build


def build(entry: Entry) -> Document:
    """The entry's document as its working rows stand, names of referenced entries included."""
    return _built_object(entry, entry, storage.places_of(kinds.of(entry)))


def _built_object(root: Entry, holder: Any, places: Iterable[Place]) -> Document:
    found: Document = {}
    parts: dict[str, Any] = {"": holder}
    for place in places:
        if place.part not in parts:
            parts[place.part] = getattr(root, place.part, None) or place.model()
        place.leaf.put(found, _built(root, parts[place.part], place))
    return found


def _built(root: Entry, holder: Any, place: Place) -> Any:
    if place.form is Form.CONSTANT:
        return place.node["const"]
    if place.form is Form.ROWS:
        return _built_rows(root, place)
    value = getattr(holder, place.attribute)
    if place.form is Form.REFERENCE:
        return reference_to(value) if value else None
    return None if value == "" else value


def reference_to(entry: Entry) -> Reference:
    """A reference under the entry's working name."""
    return Reference(kind=kinds.of(entry).name, slug=entry.slug, name=entry.name)


def _built_rows(root: Entry, place: Place) -> list[Any] | None:
    rows = list(getattr(root, place.attribute).all())
    if not rows:
        return [] if place.attribute in root.stated_none or not is_nullable(place.node) else None
    if place.of_row:
        return [_built_object(root, bearer(row), place.of_row) for row in rows]
    found = [reference_to(_pointed_at(row, reference_kinds(place.node["items"]))) for row in rows]
    return sorted(found, key=kinds.key_of) if place.node.get("uniqueItems") else found


def bearer(row: Any) -> Any:
    """The object that a row's values stand on: itself, or the one that it shares with others."""
    return getattr(row, row.shared) if hasattr(row, "shared") else row


def _pointed_at(row: models.Model, names: list[str]) -> Entry:
    """The entry behind a row that has one foreign key per kind, one of them set."""
    return cast(Entry, next(target for name in names if (target := getattr(row, name, None))))


# Validate


def validate(document: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with a document of the newest version, by its schema and by its kind's own rules."""
    kind = kinds.get(document["kind"])
    faults = schema_faults(kind.schema, document)
    return faults or [*_successor_faults(document), *kind.check(document)]


def _successor_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    if document["successor"] and document["successor"]["slug"] == document["slug"]:
        yield Fault("successor", "en post kan inte ersättas av sig själv.")
