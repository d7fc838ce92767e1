"""From documents to working rows, many at a time, along the places that a kind's schema has (`schemas.storage`)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import QuerySet

from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, fingerprint, references
from samverkan.publishing.kinds import Document, Fault, Key
from samverkan.publishing.models import Entry
from samverkan.publishing.schemas import storage
from samverkan.publishing.schemas.storage import Place
from samverkan.publishing.schemas.walk import Form, unknown_lists

Tell = Callable[[int], None]  # Told how many are done.
Beside = Callable[[Key, Entry], None]


@transaction.atomic
def load(
    documents: list[Document], tell: Tell = lambda count: None, beside: Beside = lambda key, entry: None
) -> list[Entry]:
    """Write valid documents into the working tables, each of another entry; private fields stay.

    `beside` sets on each entry, before it is saved, what no document holds. Refused where a reference leads nowhere.
    The documents stand in an order in which references point backwards, but for those to entries of the same kind.
    """
    loading = _Loading(documents)
    entries = [loading.head(document) for document in documents]
    loading.clear()
    for count, (entry, document) in enumerate(zip(entries, documents, strict=True), start=1):
        loading.rest(entry, document)
        beside(kinds.key_of(document), entry)
        entry.save()
        tell(count)
    loading.finish()
    return entries


class _Loading:
    """What a load remembers, so that it asks once for all entries and writes the rows of a table together."""

    def __init__(self, documents: list[Document]) -> None:
        self._known: dict[Key, Any] = {}  # What the documents are about and refer to.
        self._stood: dict[Key, Entry] = {}  # The entries that were there before.
        self._owners: dict[Key, Any] = {}
        self._rows: dict[type[models.Model], list[models.Model]] = {}
        self._former: dict[Any, list[int]] = {}  # What rows that are gone shared with others, by its model.
        wanted = (kinds.key_of(one) for document in documents for one in (document, *references(document)))
        for name, slugs in kinds.slugs_by_kind(wanted).items():
            kind = kinds.get(name)
            parts = dict.fromkeys(place.part for place in storage.places_of(kind) if place.part)
            found = kind.model._default_manager.select_related(*parts).filter(slug__in=slugs)
            self._known |= {(name, row.slug): row for row in found}

    def head(self, document: Document) -> Entry:
        """The entry's own row, without its references to entries of its own kind, which may not be there yet."""
        kind, key = kinds.get(document["kind"]), kinds.key_of(document)
        if key in self._known:
            self._stood[key] = self._known[key]
        entry: Entry = self._known.get(key) or kind.model(slug=document["slug"])
        for place in storage.places_of(kind):
            if not place.part and not place.leaf.points_to(kind.name):
                self._assign(entry, place, place.leaf.of(document))
        entry.stated_none = sorted(leaf.name for leaf in unknown_lists(kind.schema) if leaf.of(document) == [])
        _refuse_taken(entry, document)
        entry.save()
        self._known[key] = entry
        return entry

    def clear(self) -> None:
        """Take away the rows of the entries that were there before, but for their owners."""
        for name, slugs in kinds.slugs_by_kind(self._stood).items():
            for place in storage.places_of(kinds.get(name)):
                if place.form is Form.ROWS and not _is_owners(place):
                    rows = _rows_below([self._stood[name, slug] for slug in slugs], place)
                    if shared := _shared(place.rows):
                        former = rows.values_list(shared.name, flat=True)
                        self._former.setdefault(shared.related_model, []).extend(former)
                    rows.delete()

    def rest(self, entry: Entry, document: Document) -> None:
        """All that hangs on the entry's row, which is then ready to be saved."""
        kind = kinds.of(entry)
        places = storage.places_of(kind)
        for place in sorted(places, key=_is_owners, reverse=True):  # What rows share is shared among the owners.
            value = place.leaf.of(document)
            if _is_owners(place):
                getattr(entry, place.attribute).set([self._owner(place, one) for one in value or ()])
            elif place.form is Form.ROWS:
                self._add_rows(entry, place, value or [])
            elif place.leaf.points_to(kind.name):
                self._assign(entry, place, value)
        for name in dict.fromkeys(place.part for place in places if place.part):
            self._load_part(entry, [place for place in places if place.part == name], document)
        _clean(entry)
        entry.loaded_fingerprint = entry.working_fingerprint = fingerprint(document)

    def finish(self) -> None:
        """Write the rows, and drop what none of them shares any more."""
        for model, rows in self._rows.items():
            model._default_manager.bulk_create(rows)
        for model, keys in self._former.items():
            model.tidy(keys)

    def _add_rows(self, root: Entry, place: Place, values: list[Any]) -> None:
        model: Any = place.rows
        shared = _shared(model)
        owner = _owner_of_row(root, place)
        for position, value in enumerate(values):
            row = model(position=position, **owner)
            if place.of_row:
                self._fill(root, row, shared, place.of_row, value)
            else:
                setattr(row, value["kind"], self._find(value))
            self._keep(row)

    def _keep(self, row: models.Model) -> None:
        """Refuse a row or have it written, at once where it is changed or the next one is compared with it."""
        _clean(row)
        if row.pk or any(isinstance(rule, models.UniqueConstraint) for rule in row._meta.constraints):
            row.save()
        else:
            self._rows.setdefault(type(row), []).append(row)

    def _fill(self, root: Entry, row: Any, shared: Any, places: tuple[Place, ...], value: Any) -> None:
        """What an object of a list says, on its row or on what the row shares with others."""
        holder = shared.related_model() if shared else row
        for place in places:
            self._assign(holder, place, place.leaf.of(value))
        if shared:
            _clean(holder)
            setattr(row, shared.name, holder.shared_with(root))

    def _load_part(self, entry: Entry, places: list[Place], document: Document) -> None:
        """The entry's one-to-one part that these places are kept on."""
        stood = kinds.key_of(document) in self._stood
        part: Any = (getattr(entry, places[0].part, None) if stood else None) or places[0].model()
        for place in places:
            self._assign(part, place, place.leaf.of(document))
        setattr(part, next(field.name for field in part._meta.fields if field.related_model is type(entry)), entry)
        self._keep(part)

    def _assign(self, holder: models.Model, place: Place, value: Any) -> None:
        """Set a value or a reference; a constant is kept nowhere, and rows are a matter of their own."""
        if place.form is Form.REFERENCE:
            setattr(holder, place.attribute, self._find(value) if value else None)
        elif place.form is Form.VALUE:
            setattr(holder, place.attribute, "" if value is None and _is_text(holder, place.attribute) else value)

    def _owner(self, place: Place, reference: Document) -> Any:
        key = kinds.key_of(reference)
        if key not in self._owners:
            model: Any = place.rows
            self._owners[key] = model.of(self._find(reference))
        return self._owners[key]

    def _find(self, reference: Document) -> Entry:
        """The working entry that a reference points to; Refused where there is none."""
        key = kinds.key_of(reference)
        if key not in self._known:
            title = kinds.get(key[0]).title.lower()
            message = f"{title} ”{key[1]}” finns inte. Lägg till posten eller rätta adressnamnet."
            raise Refused([Fault("/".join(key), message)])
        entry: Entry = self._known[key]
        return entry


def _is_owners(place: Place) -> bool:
    return place.leaf.path == ("owners",)


def _shared(model: Any) -> Any:
    """The foreign key of what rows of a model share with others, where they do."""
    return model._meta.get_field(model.shared) if hasattr(model, "shared") else None


def _owner_of_row(root: Entry, place: Place) -> dict[str, Any]:
    """What makes a row one of the entry's."""
    manager = getattr(root, place.attribute)
    if hasattr(manager, "content_type"):
        return {manager.content_type_field_name: manager.content_type, manager.object_id_field_name: root.pk}
    return {manager.field.name: root}


def _rows_below(entries: list[Entry], place: Place) -> QuerySet[Any]:
    """The rows that entries of one kind have in a place."""
    manager = getattr(entries[0], place.attribute)
    rows: QuerySet[Any] = manager.model._default_manager.all()
    if hasattr(manager, "content_type"):
        keys = {f"{manager.object_id_field_name}__in": [entry.pk for entry in entries]}
        return rows.filter(**keys, **{manager.content_type_field_name: manager.content_type})
    return rows.filter(**{f"{manager.field.name}__in": entries})


def _is_text(holder: models.Model, attribute: str) -> bool:
    return isinstance(holder._meta.get_field(attribute), (models.CharField, models.TextField))


def _clean(row: models.Model) -> None:
    """As `full_clean`, which would ask again for what is referred to, though it has been found here."""
    found = {field.name for field in row._meta.concrete_fields if _is_found(row, field)}
    errors: dict[str, list[ValidationError]] = {}
    try:
        row.full_clean(exclude=found, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        error.update_error_dict(errors)
    try:
        row.validate_constraints(exclude=errors.keys() - {NON_FIELD_ERRORS})
    except ValidationError as error:
        error.update_error_dict(errors)
    if errors:
        told = ValidationError(errors).message_dict
        raise Refused([Fault(name, " ".join(texts)) for name, texts in told.items()])


def _is_found(row: models.Model, field: Any) -> bool:
    """Whether a column refers to something, which may be anything of its kind."""
    return field.is_relation and getattr(row, field.attname) is not None and not field.get_limit_choices_to()


def _refuse_taken(entry: Entry, document: Document) -> None:
    """Refuse a value that only one entry may have and another one has."""
    try:
        entry.validate_unique(exclude={"slug"})  # By which it was found, or would have been.
    except ValidationError as error:
        place = "/".join(kinds.key_of(document))
        faults = [Fault(f"{place}.{name}", " ".join(texts)) for name, texts in error.message_dict.items()]
        raise Refused(faults) from error
