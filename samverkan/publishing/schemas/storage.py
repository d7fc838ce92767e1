"""Where the working tables keep what a document says. The JSON Schema is the map: property names are attribute names.

A place of a document (`walk.Leaf`) is, by its form:
- a plain value or list of plain values: the attribute of that name ("" is null);
- a reference: the foreign key of that name;
- a list of references or of objects: the rows of the entry's relation of that name, wherever in the document the list
  stands, so that the admin can edit them beside the entry (null unknown, [] when `stated_none` says so);
  a row whose model names a foreign key as `shared` takes its values from that object, which others share.

What stands in an object is kept on the entry's one-to-one part of the object's name, or else in attributes that begin
with the name (`period_start`).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from samverkan.publishing.kinds import Kind
from samverkan.publishing.schemas import Schema, expanded, is_reference
from samverkan.publishing.schemas.walk import Form, Leaf, leaves


@dataclass(frozen=True)
class Place:
    """A place of a document and where it is kept: the attribute of a model, which is that of the entry or of its part.

    Of a list `rows` is what its rows are, and `of_row` where what their objects say is kept.
    """

    leaf: Leaf
    model: type[Model]
    part: str
    attribute: str
    rows: type[Model] | None = None
    of_row: tuple["Place", ...] = ()

    @property
    def form(self) -> Form:
        return self.leaf.form

    @property
    def node(self) -> Schema:
        return self.leaf.node


def places_of(kind: Kind) -> tuple[Place, ...]:
    """Every place of a kind's documents, in the schema's order."""
    return _of_kind(kind.model, kind.name, kind.version)


@cache
def _of_kind(model: type[Model], name: str, version: int) -> tuple[Place, ...]:
    return _places(model, expanded(name, version))


def _places(root: type[Model], schema: Schema) -> tuple[Place, ...]:
    return tuple(_list(root, leaf) if leaf.form is Form.ROWS else _single(root, leaf) for leaf in leaves(schema))


def _single(root: type[Model], leaf: Leaf) -> Place:
    first, *within = leaf.path
    part = _related(root, first) if within else None
    return Place(leaf, part or root, first if part else "", "_".join(within if part else leaf.path))


def _list(root: type[Model], leaf: Leaf) -> Place:
    rows, items = _related(root, leaf.name), leaf.node["items"]
    assert rows, f"{leaf.name} has no rows"
    of_row = () if is_reference(items) else _places(_bearer(rows), items)
    return Place(leaf, root, "", leaf.name, rows, of_row)


def _bearer(rows: type[Model]) -> type[Model]:
    """What the values of rows stand on: themselves, or what they share."""
    return _related(rows, getattr(rows, "shared", "")) or rows


def _related(model: type[Model], name: str) -> type[Model] | None:
    try:
        column: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    related: type[Model] | None = column.related_model
    return related
