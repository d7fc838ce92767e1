"""The running texts of a document, each with its field. Labels, contacts and names are no prose."""

from collections.abc import Iterator, Mapping
from typing import Any

from samverkan.publishing import kinds
from samverkan.publishing.schemas.walk import Form, leaves_of

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
    kind = kinds.get(document["kind"])
    for leaf in leaves_of(kind.name, kind.version):
        if leaf.form is Form.REFERENCE or not _NO_PROSE.isdisjoint(leaf.path):
            continue
        value = leaf.of(document)
        items = value if isinstance(value, list) else [value]
        texts = (item.get("text") if isinstance(item, dict) else item for item in items)
        yield from ((".".join(leaf.path), text) for text in texts if isinstance(text, str) and " " in text)
