"""Where free text stands in the database, whatever app it belongs to: what an erasure has to look through.

Uploaded bytes and kept files are not looked through: `redact` drops them whole.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext as _

from samverkan.language.sorting import sort_key
from samverkan.publishing import kinds
from samverkan.publishing.documents import dump
from samverkan.publishing.kinds import Fault, Key
from samverkan.publishing.models import Entry, Publication
from samverkan.publishing.schemas import Schema, fragment, is_nullable
from samverkan.publishing.schemas.walk import Path, dotted, mapped
from samverkan.removal.phrases import Phrases
from samverkan.removal.text_columns import NOT_TEXT, searched, text_columns


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
    for model in searched():
        yield from _rows(model, phrases)


def every_text() -> Iterator[str]:
    """All free text of the database, one column of one row at a time."""
    for row in Publication.objects.iterator(500):
        yield row.name
        yield from _texts_of(row)
    for model in searched():
        columns = [column.attname for column in text_columns(model)]
        for values in model._default_manager.values_list(*columns).iterator(500) if columns else ():
            for value in values:
                yield from _strings(_decoded(value))


def _publications(phrases: Phrases) -> Iterator[Place]:
    longest = Publication._meta.get_field("name").max_length or 0
    for row in Publication.objects.order_by("pk").iterator(500):
        excerpts = [excerpt for text in (row.name, *_texts_of(row)) for excerpt in phrases.excerpts(text)]
        if excerpts:
            name, faults = phrases.without(row.name), []
            if len(name) > longest:
                faults.append(Fault(f"{row}.name", _("blir längre än %s tecken. Korta texten först.") % longest))
            values = {"name": name, "sort_key": sort_key(name)[:400]}
            if not row.withdrawn:
                values["body"] = dump(_cleaned(row, phrases, faults))
            yield Place(Publication, row.pk, values, tuple(excerpts), (row.kind, row.slug), tuple(faults))


def _texts_of(row: Publication) -> list[str]:
    """The free texts of what was published: no codes, slugs or dates."""
    found: list[str] = []
    if not row.withdrawn:
        mapped(kinds.get(row.kind).schema, row.document, _free_texts(lambda _node, text, _path: found.append(text)))
    return found


def _cleaned(row: Publication, phrases: Phrases, faults: list[Fault]) -> Any:
    """The document without the words; text that must have a form becomes unknown."""

    def change(node: Schema, text: str, path: Path) -> str | None:
        cleaned = phrases.without(text)
        if cleaned == text or re.search(node.get("pattern", ""), cleaned):
            return cleaned
        if not is_nullable(node):
            faults.append(Fault(f"{row}.{dotted(path)}", _("måste ha en viss form och kan inte lämnas tomt.")))
        return None

    return mapped(kinds.get(row.kind).schema, row.document, _free_texts(change))


def _free_texts(change: Callable[[Schema, str, Path], Any]) -> Callable[[Schema, str, Path], Any]:
    """A change of free text alone: no codes, slugs or dates."""

    def changed(node: Schema, text: str, path: Path) -> Any:
        is_code = "const" in node or "enum" in node or node.get("pattern") == _date() or path[0] in NOT_TEXT
        return text if is_code else change(node, text, path)

    return changed


@cache
def _date() -> Any:
    return fragment("common.json", "edtf")["pattern"]


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
            yield Fault(f"{where}: {column.verbose_name}", _("blir längre än %s tecken. Korta texten först.") % most)


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
