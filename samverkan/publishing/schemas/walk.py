"""The one walk over a schema, alone or beside a document that follows it.

`leaves` are the places of a document, whatever objects they stand in: plain values, references and lists. `mapped`
walks a document and its schema side by side, down to each text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from operator import is_
from typing import Any

from samverkan.publishing.schemas import (
    Schema,
    expanded,
    is_nullable,
    is_rows,
    reference_kinds,
    reference_of,
)


class Form(Enum):
    """What stands in a place."""

    CONSTANT = "constant"
    REFERENCE = "reference"
    ROWS = "rows"  # A list of references or of objects.
    VALUE = "value"  # A plain value, or a list of such.


@dataclass(frozen=True)
class Leaf:
    """A place of a document: the names that lead to it, and the schema's node at each of them."""

    path: tuple[str, ...]
    nodes: tuple[Schema, ...] = field(repr=False, compare=False)
    form: Form

    @property
    def name(self) -> str:
        """The last of its names."""
        return self.path[-1]

    @property
    def node(self) -> Schema:
        """The schema's node there."""
        return self.nodes[-1]

    def of(self, document: Any) -> Any:
        """What a document, or an object of one of its lists, says there; None where it says nothing."""
        for name in self.path:
            document = document.get(name) if document else None
        return document

    def put(self, document: Any, value: Any) -> None:
        """Say it, in place, making the objects that the place stands in."""
        for name in self.path[:-1]:
            document = document.setdefault(name, {})
        document[self.name] = value

    def points_to(self, kind: str) -> bool:
        """Whether it is a reference that can only point to a kind."""
        reference = reference_of(self.node)
        return reference is not None and reference_kinds(reference) == [kind]


@cache
def leaves_of(kind: str, version: int) -> tuple[Leaf, ...]:
    """Every place of a kind's documents, in the schema's order."""
    return tuple(leaves(expanded(kind, version)))


def leaves(schema: Schema, path: tuple[str, ...] = (), nodes: tuple[Schema, ...] = ()) -> Iterator[Leaf]:
    """Every place of a schema's object, in its order; what stands in the rows of a list has the list's `items`."""
    for name, node in schema["properties"].items():
        form = _form(node)
        if form is None:
            yield from leaves(node, (*path, name), (*nodes, node))
        else:
            yield Leaf((*path, name), (*nodes, node), form)


def _form(node: Schema) -> Form | None:
    """What stands at a node; None for an object, which is only a holder of places."""
    if "const" in node:
        return Form.CONSTANT
    if reference_of(node):
        return Form.REFERENCE
    if is_rows(node):
        return Form.ROWS
    return None if node.get("type") == "object" else Form.VALUE


def unknown_lists(schema: Schema) -> list[Leaf]:
    """The lists of rows that may be unknown."""
    return [leaf for leaf in leaves(schema) if leaf.form is Form.ROWS and is_nullable(leaf.node)]


Path = tuple[Any, ...]  # Names nested from the last one backwards, `("phone", ("contacts", ()))`: cheap to make.


def mapped(node: Schema, value: Any, change: Callable[[Schema, str, Path], Any], path: Path = ()) -> Any:
    """A value with each of its texts, beside its node and path, changed; the same object where none is.

    The node of what no schema knows is empty, so any value can be walked with `{}`.
    """
    if isinstance(value, str):
        return change(node, value, path)
    if isinstance(value, list):
        row = node.get("items", {})
        items = [mapped(row, item, change, path) for item in value]
        return value if all(map(is_, items, value)) else items
    if isinstance(value, dict):
        properties = node.get("properties") or _referred(node) if node else node
        parts = {name: mapped(properties.get(name, {}), item, change, (name, path)) for name, item in value.items()}
        return value if all(map(is_, parts.values(), value.values())) else parts
    return value


def _referred(node: Schema) -> dict[str, Schema]:
    reference = reference_of(node)
    return reference["properties"] if reference else {}


def dotted(path: Path) -> str:
    """A path as it is told."""
    names = []
    while path:
        name, path = path
        names.append(name)
    return ".".join(reversed(names))
