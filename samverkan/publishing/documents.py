"""Between working rows and documents. The JSON Schema is the map: property names are attribute names.

A property is, by the form of its schema node:
- a plain value or list of plain values: the attribute of that name ("" is null);
- a reference: the foreign key of that name;
- a list of references or of objects: the rows of the entry's relation of that name, wherever in the document the list
  stands, so that the admin can edit them beside the entry (null unknown, [] when `stated_none` says so);
  A row whose model names a foreign key as `shared` takes its values from that object, which others share;
- an object: the one-to-one part of that name, or the attributes that begin with the name (`period_start`).
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction

from samverkan.publishing import kinds
from samverkan.publishing.faults import schema_faults
from samverkan.publishing.kinds import Document, Fault, Key
from samverkan.publishing.models import Entry
from samverkan.publishing.schemas import Schema, is_nullable, is_reference, is_rows, reference_kinds, reference_of
from samverkan.publishing.schemas.types import Reference

Tell = Callable[[int], None]  # Told how many are done.


class Refused(Exception):
    """Nothing was done; `faults` say why, each with its place."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def dump(document: Document) -> str:
    """The document's one text form: compact JSON, properties in the schema's order."""
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
    return {name: _built(entry, entry, name, name, node) for name, node in kinds.of(entry).schema["properties"].items()}


def _built(root: Entry, holder: Any, name: str, attribute: str, node: Schema) -> Any:
    if "const" in node:
        return node["const"]
    if reference_of(node):
        target = getattr(holder, attribute)
        return reference_to(target) if target else None
    if is_rows(node):
        return _built_rows(root, name, node)
    if node.get("type") == "object":
        part, prefix = _part(root, name)
        return {key: _built(root, part, key, f"{prefix}{key}", child) for key, child in node["properties"].items()}
    value = getattr(holder, attribute)
    return None if value == "" else value


def reference_to(entry: Entry) -> Reference:
    """A reference under the entry's working name."""
    return Reference(kind=kinds.of(entry).name, slug=entry.slug, name=entry.name)


def _part(root: Entry, name: str) -> tuple[Any, str]:
    """The object that a nested object's values stand on, and the prefix of their attributes."""
    try:
        relation = root._meta.get_field(name)
    except FieldDoesNotExist:
        return root, f"{name}_"
    model = cast(type[models.Model], relation.related_model)
    return getattr(root, name, None) or model(), ""


def _built_rows(root: Entry, name: str, node: Schema) -> list[Any] | None:
    items = node["items"]
    rows = list(getattr(root, name).all())
    if not rows:
        return [] if name in root.stated_none or not is_nullable(node) else None
    if not is_reference(items):
        properties = items["properties"].items()
        return [{key: _built(root, bearer(row), key, key, child) for key, child in properties} for row in rows]
    found = [reference_to(_pointed_at(row, reference_kinds(items))) for row in rows]
    return sorted(found, key=kinds.key_of) if node.get("uniqueItems") else found


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


# Load


@transaction.atomic
def load(documents: list[Document], tell: Tell = lambda count: None) -> list[Entry]:
    """Write valid documents into the working tables; private fields stay. Refused where a reference leads nowhere.

    The documents stand in an order in which references point backwards, but for those to entries of the same kind.
    """
    entries = [_load_head(document) for document in documents]
    for count, (entry, document) in enumerate(zip(entries, documents, strict=True), start=1):
        _load_rest(entry, document)
        tell(count)
    return entries


def _load_head(document: Document) -> Entry:
    """The entry's own row, without its references to entries of its own kind, which may not be there yet."""
    kind = kinds.get(document["kind"])
    entry = kind.model._default_manager.filter(slug=document["slug"]).first() or kind.model(slug=document["slug"])
    for name, node in kind.schema["properties"].items():
        if not is_rows(node) and not _is_own_kind(node, kind):
            _assign(entry, name, name, node, document[name])
    entry.stated_none = sorted(_stated_none(kind.schema, document))
    _refuse_taken(entry, document)
    entry.save()
    return entry


def _load_rest(entry: Entry, document: Document) -> None:
    kind = kinds.of(entry)
    properties = kind.schema["properties"]
    for name in sorted(properties, key="owners".__ne__):  # First the owners: what rows share is shared among them.
        if _is_own_kind(properties[name], kind):
            _assign(entry, name, name, properties[name], document[name])
        _load_rows(entry, name, properties[name], document[name])
    _clean(entry)
    entry.loaded_fingerprint = entry.working_fingerprint = fingerprint(document)
    entry.save()


def _is_own_kind(node: Schema, kind: kinds.Kind) -> bool:
    reference = reference_of(node)
    return bool(reference and reference_kinds(reference) == [kind.name])


def _assign(holder: models.Model, name: str, attribute: str, node: Schema, value: Any) -> None:
    if "const" in node:
        return
    if reference_of(node):
        setattr(holder, attribute, find(value) if value else None)
    elif node.get("type") == "object":
        part, prefix = _part(cast(Entry, holder), name)
        if part is holder:
            for key, child in node["properties"].items():
                if not is_rows(child):
                    _assign(part, key, f"{prefix}{key}", child, value[key])
    else:
        setattr(holder, attribute, "" if value is None and _is_text(holder, attribute) else value)


def _is_text(holder: models.Model, attribute: str) -> bool:
    return isinstance(holder._meta.get_field(attribute), (models.CharField, models.TextField))


def _load_rows(root: Entry, name: str, node: Schema, value: Any) -> None:
    """The rows below a property, and its one-to-one part."""
    if is_rows(node):
        _replace_rows(root, name, node, value or [])
    elif node.get("type") == "object" and not is_reference(node):
        part, _prefix = _part(root, name)
        for key, child in node["properties"].items():
            if part is not root and not is_rows(child):
                _assign(part, key, key, child, value[key])
            _load_rows(root, key, child, value[key])
        if part is not root:
            setattr(part, next(field.name for field in part._meta.fields if field.related_model is type(root)), root)
            _clean(part)
            part.save()


def _replace_rows(root: Entry, name: str, node: Schema, values: list[Any]) -> None:
    manager = getattr(root, name)
    items = node["items"]
    if isinstance(root._meta.get_field(name), models.ManyToManyField):
        manager.set([manager.model.of(find(value)) for value in values])
        return
    shared = getattr(manager.model, "shared", "")
    former = list(manager.values_list(shared, flat=True)) if shared else []
    manager.all().delete()
    for position, value in enumerate(values):
        row = manager.model(position=position, **_owner_of_row(root, manager))
        if is_reference(items):
            setattr(row, value["kind"], find(value))
        else:
            holder = manager.model._meta.get_field(shared).related_model() if shared else row
            for key, child in items["properties"].items():
                _assign(holder, key, key, child, value[key])
            if shared:
                _clean(holder)
                setattr(row, shared, holder.shared_with(root))
        _clean(row)
        row.save()
    if shared:
        manager.model._meta.get_field(shared).related_model.tidy(former)


def _owner_of_row(root: Entry, manager: Any) -> dict[str, Any]:
    if hasattr(manager, "content_type"):
        return {manager.content_type_field_name: manager.content_type, manager.object_id_field_name: root.pk}
    return {manager.field.name: root}


def _stated_none(schema: Schema, document: Document) -> Iterator[str]:
    for name, node in schema["properties"].items():
        if is_rows(node):
            if document[name] == [] and is_nullable(node):
                yield name
        elif node.get("type") == "object" and not is_reference(node):
            yield from _stated_none(node, document[name])


def _clean(row: models.Model) -> None:
    try:
        row.full_clean(validate_unique=False)
    except ValidationError as error:
        raise Refused([Fault(name, " ".join(texts)) for name, texts in error.message_dict.items()]) from error


def _refuse_taken(entry: Entry, document: Document) -> None:
    """Refuse a value that only one entry may have and another one has."""
    try:
        entry.validate_unique()
    except ValidationError as error:
        place = "/".join(kinds.key_of(document))
        faults = [Fault(f"{place}.{name}", " ".join(texts)) for name, texts in error.message_dict.items()]
        raise Refused(faults) from error


def find(reference: Mapping[str, Any]) -> Entry:
    """The working entry that a reference points to; Refused where there is none."""
    kind = kinds.get(reference["kind"])
    entry = kind.model._default_manager.filter(slug=reference["slug"]).first()
    if entry is None:
        message = f"{kind.title.lower()} ”{reference['slug']}” finns inte. Lägg till posten eller rätta adressnamnet."
        raise Refused([Fault("/".join(kinds.key_of(reference)), message)])
    return entry
