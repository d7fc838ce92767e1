"""Which part of a schema each column of the working tables fills: whoever saves a value is told then and there."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from samverkan.publishing import kinds
from samverkan.publishing.faults import schema_faults
from samverkan.publishing.schemas import Schema, is_reference, is_rows, reference_of

Column = tuple[type[Model], str]


def complaints(model: type[Model], attribute: str, value: Any) -> list[str]:
    """What publication would refuse in a value of a column, in sentences; what is not published has none."""
    node = _nodes().get((model, attribute))
    if node is None:
        return []
    found = schema_faults(node, None if value == "" else value)
    return [f"{fault.message[:1].upper()}{fault.message[1:]}" for fault in found]


@cache
def _nodes() -> dict[Column, Schema]:
    found = (pair for kind in kinds.every() for pair in _below(kind.model, kind.model, kind.schema, ""))
    return {(model, name): {"$id": f"{model._meta.label_lower}.{name}", **node} for (model, name), node in found}


def _below(root: type[Model], holder: type[Model], schema: Schema, prefix: str) -> Iterator[tuple[Column, Schema]]:
    """The columns below an object of a document; lists of rows belong to the entry wherever they stand in it."""
    for name, node in schema["properties"].items():
        if reference_of(node) or "const" in node:
            continue
        if is_rows(node):
            if not is_reference(node["items"]):
                row = _rows(root, name)
                yield from _below(row, row, node["items"], "")
        elif node.get("type") == "object":
            part = _related(root, name)
            yield from _below(root, part or holder, node, "" if part else f"{prefix}{name}_")
        else:
            yield (holder, f"{prefix}{name}"), node


def _rows(root: type[Model], name: str) -> type[Model]:
    """What a list's values stand on: its rows, or what they share."""
    row: Any = _related(root, name)
    shared = _related(row, row.shared) if hasattr(row, "shared") else None
    return shared or row


def _related(model: type[Model], name: str) -> type[Model] | None:
    try:
        column: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    related: type[Model] | None = column.related_model
    return related
