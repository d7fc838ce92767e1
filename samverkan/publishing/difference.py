"""What differs between two documents, field by field, in Swedish words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from samverkan.publishing import kinds
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas import Schema, fragment, is_reference, reference_of

UNKNOWN = "uppgift saknas"


@dataclass(frozen=True)
class Change:
    """One field that differs: its path, its Swedish label, and both sides in words."""

    path: str
    label: str
    before: str
    after: str


def difference(a: Document | None, b: Document | None) -> list[Change]:
    """The fields in which two documents of one entry differ, in the schema's order; None stands for no document."""
    document = b or a
    if document is None:
        return []
    schema = kinds.get(document["kind"]).schema
    return list(_object_changes(schema, a or {}, b or {}, "", ()))


def _object_changes(schema: Schema, a: Document, b: Document, path: str, labels: tuple[str, ...]) -> Iterator[Change]:
    for name, node in schema["properties"].items():
        before, after = a.get(name), b.get(name)
        if before == after or "const" in node:
            continue
        place, names = f"{path}{name}", (*labels, node.get("title", name))
        if node.get("type") == "object" and not is_reference(node):
            yield from _object_changes(node, before or {}, after or {}, f"{place}.", names)
        elif isinstance(before, list) and isinstance(after, list) and before and after:
            gone = [item for item in before if item not in after]
            new = [item for item in after if item not in before]
            if gone or new:
                yield Change(place, " – ".join(names), in_words(node, gone or []), in_words(node, new or []))
            else:
                yield Change(place, " – ".join(names), in_words(node, before), in_words(node, after))
        else:
            yield Change(place, " – ".join(names), in_words(node, before), in_words(node, after))


def in_words(node: Schema, value: Any) -> str:
    """A value of a schema node as a reader would say it."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return "\n".join(in_words(node.get("items", {}), item) for item in value) if value else "inga"
    if isinstance(value, dict):
        if reference_of(node) or "properties" not in node:
            return str(value.get("name", value))
        parts = ((child.get("title", name), child, value.get(name)) for name, child in node["properties"].items())
        return "; ".join(f"{title}: {in_words(child, part)}" for title, child, part in parts if part is not None)
    if node.get("pattern") == _edtf_pattern():
        return Edtf.parse(value).words
    return kinds.word(value) if "enum" in node else str(value)


@cache
def _edtf_pattern() -> str:
    return str(fragment("common.json", "edtf")["pattern"])
