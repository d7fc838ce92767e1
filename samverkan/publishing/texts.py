"""Where free text stands in the database, whatever app it belongs to: what an erasure has to look through."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator
from django.db import models

from samverkan.publishing import kinds
from samverkan.publishing.documents import dump
from samverkan.publishing.fields import CodesField, EdtfField
from samverkan.publishing.kinds import Fault, Key
from samverkan.publishing.models import Entry, Publication, Removal
from samverkan.publishing.phrases import Phrases
from samverkan.publishing.schemas import Schema, is_nullable, reference_of
from samverkan.swedish import sort_key

_OTHERS = {"auth", "axes", "contenttypes", "sessions"}  # Accounts and logins, which are about those who work here.
_NOT_TEXT = {"kind", "slug", "stated_none", "sort_key", "body", "section", "about", "object_id"}


@dataclass(frozen=True)
class Place:
    """A row in which the words stand: what it will hold instead, and what to show of it before."""

    model: type[models.Model]
    pk: Any
    values: dict[str, Any]
    excerpts: tuple[tuple[str, str, str], ...]
    key: Key | None = None
    faults: tuple[Fault, ...] = field(default=())

    @property
    def what(self) -> str:
        """What sort of row it is, and of which entry."""
        title = str(self.model._meta.verbose_name)
        return f"{title} {'/'.join(self.key)}" if self.key else title


def places(phrases: Phrases) -> Iterator[Place]:
    """Every row of the database in which the words stand, the log's publications first."""
    yield from _publications(phrases)
    for model in _models():
        yield from _rows(model, phrases)


def every_text() -> Iterator[str]:
    """All free text of the database, one column of one row at a time."""
    for body, name in Publication.objects.values_list("body", "name").iterator(500):
        yield name
        yield from _strings(json.loads(body)) if body else ()
    for model in _models():
        columns = [column.attname for column in text_columns(model)]
        for values in model._default_manager.values_list(*columns).iterator(500) if columns else ():
            for value in values:
                yield from _strings(_decoded(value))


def text_columns(model: type[models.Model]) -> list[Any]:
    """The columns of a model that hold what somebody has written."""
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, (models.CharField, models.TextField, models.JSONField))
        and not isinstance(column, (CodesField, EdtfField, models.SlugField))
        and not (column.choices or column.primary_key or column.name in _NOT_TEXT)
        and not column.name.endswith("fingerprint")
    ]


def _models() -> list[type[models.Model]]:
    """Every model but publications, which come first, accounts, the index, and the lines of what was removed."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in _OTHERS and model not in (Publication, Removal) and not _is_index(model)
    ]


def _is_index(model: type[models.Model]) -> bool:
    """Whether the rows are made of publications and go with them."""
    return any(
        column.remote_field.model is Publication and column.remote_field.on_delete is models.CASCADE
        for column in model._meta.concrete_fields
        if column.remote_field
    )


def _publications(phrases: Phrases) -> Iterator[Place]:
    for row in Publication.objects.order_by("pk").iterator(500):
        document = row.document if not row.withdrawn else None
        texts = [row.name, *(_strings(document) if document else ())]
        excerpts = [excerpt for text in texts for excerpt in phrases.excerpts(text)]
        if excerpts:
            faults: list[Fault] = []
            name = phrases.without(row.name)
            values = {"name": name, "sort_key": sort_key(name)[:400]}
            if document:
                schema = kinds.get(row.kind).schema
                values["body"] = dump(_cleaned(schema, document, phrases, str(row), faults))
            yield Place(Publication, row.pk, values, tuple(excerpts), (row.kind, row.slug), tuple(faults))


def _cleaned(node: Schema, value: Any, phrases: Phrases, path: str, faults: list[Fault]) -> Any:
    """A part of a document without the words. Text that must have a form becomes unknown; codes are never touched."""
    reference = reference_of(node)
    if reference and isinstance(value, dict):
        return {**value, "name": phrases.without(value["name"])}
    if isinstance(value, list):
        return [_cleaned(node["items"], item, phrases, path, faults) for item in value]
    if isinstance(value, dict):
        return {
            name: item
            if name == "slug"
            else _cleaned(node["properties"][name], item, phrases, f"{path}.{name}", faults)
            for name, item in value.items()
        }
    if not isinstance(value, str) or "const" in node or "enum" in node or not phrases.count(value):
        return value
    cleaned = phrases.without(value)
    if re.search(node.get("pattern", ""), cleaned):
        return cleaned
    if not is_nullable(node):
        faults.append(Fault(path, "måste ha en viss form och kan inte lämnas tomt."))
    return None


def _rows(model: type[models.Model], phrases: Phrases) -> Iterator[Place]:
    columns = text_columns(model)
    names = {column.name for column in model._meta.concrete_fields}
    about = ["kind", "slug"] if {"kind", "slug"} <= names else ["slug"] if issubclass(model, Entry) else []
    read = [column.attname for column in columns]
    for row in model._default_manager.values("pk", *about, *read).iterator(500) if read else ():
        values, excerpts = {}, []
        for column in columns:
            texts = list(_strings(_decoded(row[column.attname])))
            found = [excerpt for text in texts for excerpt in phrases.excerpts(text)]
            if found:
                excerpts += found
                values[column.attname] = _instead(column, row[column.attname], phrases)
        if values:
            key = _key(model, row)
            faults = tuple(_too_long(columns, values, model, key))
            yield Place(model, row["pk"], values, tuple(excerpts), key, faults)


def _key(model: type[models.Model], row: dict[str, Any]) -> Key | None:
    if "kind" in row:
        return row["kind"], row["slug"]
    kind = next((kind.name for kind in kinds.every() if kind.model is model), "")
    return (kind, row["slug"]) if kind else None


def _instead(column: Any, value: Any, phrases: Phrases) -> Any:
    """What a column holds afterwards; text that must have a form becomes empty."""
    decoded = _decoded(value)
    cleaned = phrases.out_of(decoded)
    if isinstance(cleaned, str):
        forms = (rule for rule in column.validators if isinstance(rule, (RegexValidator, EmailValidator)))
        return cleaned if all(_accepts(rule, cleaned) for rule in forms) else None if column.null else ""
    return cleaned if decoded is value else json.dumps(cleaned, ensure_ascii=False)


def _accepts(rule: Any, text: str) -> bool:
    try:
        rule(text)
    except ValidationError:
        return False
    return True


def _too_long(columns: list[Any], values: dict[str, Any], model: Any, key: Key | None) -> Iterator[Fault]:
    for column in columns:
        value, most = values.get(column.attname), getattr(column, "max_length", None)
        if isinstance(value, str) and most and len(value) > most:
            where = "/".join(key or ()) or str(model._meta.verbose_name)
            yield Fault(f"{where}: {column.verbose_name}", f"blir längre än {most} tecken. Korta texten först.")


def _decoded(value: Any) -> Any:
    """A text that is JSON, as the admin's log keeps its messages, as what it says; else the value itself."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
