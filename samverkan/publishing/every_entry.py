"""Every entry of a kind with all that its document is built of, in as many queries as the schema has lists."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Prefetch, QuerySet

from samverkan.publishing.documents import build
from samverkan.publishing.kinds import Document, Kind
from samverkan.publishing.schemas import Schema, is_reference, reference_kinds, reference_of


def build_every(kind: Kind) -> list[Document]:
    """The documents of all working entries of a kind, in the order of their slugs."""
    return [build(entry) for entry in with_parts(kind).order_by("slug")]


def with_parts(kind: Kind) -> QuerySet[Any]:
    """The working entries of a kind, read together with the rows, parts and references of their documents."""
    paths = list(_paths(kind.model, kind.schema, "", ""))
    joined = [path for path in paths if isinstance(path, str)]
    rows = [path for path in paths if isinstance(path, Prefetch)]
    return kind.model._default_manager.select_related(*joined).prefetch_related(*rows)


def _paths(root: type[Model], schema: Schema, path: str, prefix: str) -> Iterator["str | Prefetch[Any]"]:
    """What to join (a path) and what to fetch beside (a Prefetch), below an object of the document."""
    for name, node in schema["properties"].items():
        if reference_of(node):
            yield f"{path}{prefix}{name}"
        elif "items" in node and ("properties" in node["items"] or is_reference(node["items"])):
            rows: Any = root._meta.get_field(name).related_model
            yield Prefetch(name, rows._default_manager.select_related(*_referred(rows, node["items"])))
        elif node.get("type") == "object":
            part = _is_part(root, name)
            if part:
                yield name
            yield from _paths(root, node, f"{name}__" if part else path, "" if part else f"{name}_")


def _is_part(root: type[Model], name: str) -> bool:
    try:
        return bool(root._meta.get_field(name).related_model)
    except FieldDoesNotExist:
        return False


def _referred(rows: type[Model], items: Schema) -> list[str]:
    """The foreign keys of a row that its form in the document speaks of."""
    if is_reference(items):
        names = {field.name for field in rows._meta.fields}
        return [kind for kind in reference_kinds(items) if kind in names]
    shared = getattr(rows, "shared", "")
    keys = [name for name, node in items["properties"].items() if reference_of(node)]
    return [shared, *(f"{shared}__{key}" for key in keys)] if shared else keys
