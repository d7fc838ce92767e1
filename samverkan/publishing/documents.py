"""Between working rows and documents, along the places that a kind's schema has (`schemas.storage`)."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction

from samverkan.publishing import kinds
from samverkan.publishing.faults import schema_faults
from samverkan.publishing.kinds import Document, Fault, Key
from samverkan.publishing.models import Entry
from samverkan.publishing.schemas import is_nullable, reference_kinds, storage
from samverkan.publishing.schemas.storage import Place
from samverkan.publishing.schemas.types import Reference
from samverkan.publishing.schemas.walk import Form, unknown_lists

Tell = Callable[[int], None]  # Told how many are done.


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
    for place in storage.places_of(kind):
        if not place.part and not place.leaf.points_to(kind.name):
            _assign(entry, place, place.leaf.of(document))
    entry.stated_none = sorted(leaf.name for leaf in unknown_lists(kind.schema) if leaf.of(document) == [])
    _refuse_taken(entry, document)
    entry.save()
    return entry


def _load_rest(entry: Entry, document: Document) -> None:
    kind = kinds.of(entry)
    places = storage.places_of(kind)
    for place in sorted(places, key=_is_not_owners):  # First the owners: what rows share is shared among them.
        value = place.leaf.of(document)
        if place.form is Form.ROWS:
            _replace_rows(entry, place, value or [])
        elif place.leaf.points_to(kind.name):
            _assign(entry, place, value)
    for name in dict.fromkeys(place.part for place in places if place.part):
        _load_part(entry, [place for place in places if place.part == name], document)
    _clean(entry)
    entry.loaded_fingerprint = entry.working_fingerprint = fingerprint(document)
    entry.save()


def _is_not_owners(place: Place) -> bool:
    return place.leaf.path != ("owners",)


def _load_part(entry: Entry, places: list[Place], document: Document) -> None:
    """The entry's one-to-one part that these places are kept on."""
    part: Any = getattr(entry, places[0].part, None) or places[0].model()
    for place in places:
        _assign(part, place, place.leaf.of(document))
    setattr(part, next(field.name for field in part._meta.fields if field.related_model is type(entry)), entry)
    _clean(part)
    part.save()


def _assign(holder: models.Model, place: Place, value: Any) -> None:
    """Set a value or a reference; a constant is kept nowhere, and rows are a matter of their own."""
    if place.form is Form.REFERENCE:
        setattr(holder, place.attribute, find(value) if value else None)
    elif place.form is Form.VALUE:
        setattr(holder, place.attribute, "" if value is None and _is_text(holder, place.attribute) else value)


def _is_text(holder: models.Model, attribute: str) -> bool:
    return isinstance(holder._meta.get_field(attribute), (models.CharField, models.TextField))


def _replace_rows(root: Entry, place: Place, values: list[Any]) -> None:
    manager = getattr(root, place.attribute)
    if isinstance(root._meta.get_field(place.attribute), models.ManyToManyField):
        manager.set([manager.model.of(find(value)) for value in values])
        return
    shared = getattr(manager.model, "shared", "")
    former = list(manager.values_list(shared, flat=True)) if shared else []
    manager.all().delete()
    for position, value in enumerate(values):
        row = manager.model(position=position, **_owner_of_row(root, manager))
        if place.of_row:
            _fill(root, row, shared, place.of_row, value)
        else:
            setattr(row, value["kind"], find(value))
        _clean(row)
        row.save()
    if shared:
        manager.model._meta.get_field(shared).related_model.tidy(former)


def _fill(root: Entry, row: Any, shared: str, places: tuple[Place, ...], value: Any) -> None:
    """What an object of a list says, on its row or on what the row shares with others."""
    holder = row._meta.get_field(shared).related_model() if shared else row
    for place in places:
        _assign(holder, place, place.leaf.of(value))
    if shared:
        _clean(holder)
        setattr(row, shared, holder.shared_with(root))


def _owner_of_row(root: Entry, manager: Any) -> dict[str, Any]:
    if hasattr(manager, "content_type"):
        return {manager.content_type_field_name: manager.content_type, manager.object_id_field_name: root.pk}
    return {manager.field.name: root}


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
