"""The running texts of a document, each with its field. Labels, contacts and names are no prose."""

from collections.abc import Iterator, Mapping
from typing import Any

from samverkan.publishing import kinds
from samverkan.publishing.schemas import Schema, is_reference, reference_of

_NO_PROSE = {"slug", "name", "names", "short_name", "full_name", "spelled_out", "aliases", "placements", "contacts"}
_NO_PROSE |= {
    "partners",
    "financing",
    "operator",
    "activities_listed",
    "parties",
    "payer",
    "led_by",
    "sources",
    "owners",
}
_NO_PROSE |= {"referrers", "contribution_shares", "members", "roles"}


def paragraphs(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Field and text, in the schema's order; the items of a list one by one, under the list's field."""
    yield from _below(kinds.get(document["kind"]).schema, document, "")


def _below(node: Schema, part: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, child in node["properties"].items():
        value = part[name]
        if name in _NO_PROSE or value is None or reference_of(child):
            continue
        path = f"{prefix}{name}"
        if child.get("type") == "object":
            yield from _below(child, value, f"{path}.")
        elif "items" in child and not is_reference(child["items"]):
            items = (item["text"] if isinstance(item, dict) else item for item in value)
            yield from ((path, item) for item in items if isinstance(item, str) and " " in item)
        elif isinstance(value, str) and " " in value:
            yield path, value
