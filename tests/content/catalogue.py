"""The published catalogue as these tests read it: documents only, in memory."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from activities.matrix.grid import Matrix, build_matrix
from activities.schemas.types import ActivityDocument, FunctionDocument
from federations.schemas.types import AreaDocument
from samverkan.publishing.kinds import Document, Key
from samverkan.publishing.schemas.typed import of_type, typed

DATA = Path(__file__).parents[1] / "data"
SOURCE = "samverkan-i-sjuharad"
AREA: Key = ("area", "sjuharad")


@dataclass(frozen=True)
class Catalogue:
    """Every document of the source catalogue, as one revision published it."""

    documents: dict[Key, Document]

    def __getitem__(self, key: Key) -> Document:
        return self.documents[key]

    def of_kind(self, kind: str) -> list[Document]:
        return [document for (name, _slug), document in sorted(self.documents.items()) if name == kind]

    @cached_property
    def activities(self) -> dict[str, Document]:
        """Activities by slug."""
        return {document["slug"]: document for document in self.of_kind("activity")}

    @cached_property
    def matrix(self) -> Matrix:
        functions = of_type(self.of_kind("function"), FunctionDocument)
        return build_matrix(
            typed(self[AREA], AreaDocument), functions, of_type(self.documents.values(), ActivityDocument)
        )


def data(name: str) -> Any:
    """One of the two files of reference: the facts of the source, and questions with their answers."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def strings(node: Any) -> Iterator[str]:
    """Every text in a document or a part of it, but for the line numbers that it cites."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for name, value in node.items():
            if name != "sources":
                yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def text(node: Any) -> str:
    """All that a document, or a part of it, says."""
    return "\n".join(strings(node))


def numbers(node: Any) -> set[int]:
    """Every number in a document, whether it stands as a value or in a text."""
    values = {int(number) for number in re.findall(r"\d+", text(node))}
    return values | {int(number) for number in re.findall(r"(?<=:)\d+", json.dumps(node, separators=(",", ":")))}


def called(document: Document) -> set[str]:
    """Every name that an entry goes by."""
    others = (document.get(name) for name in ("name", "short_name", "official_name", "full_name"))
    return {*filter(None, others), *(document.get("aliases") or ())}


def is_silent(node: Any) -> bool:
    """Whether a part says nothing at all: null throughout, never an empty list, 0 or a no."""
    return all(map(is_silent, node.values())) if isinstance(node, dict) else node is None


def cited(document: Document, source: str, about: str | None = None) -> set[int]:
    """The lines of a source that a document rests on, as a whole or in one property."""
    rows = [row for row in document.get("sources") or () if row["source"]["slug"] == source and row["lines"]]
    return {line for row in rows if about in (None, row["about"]) for line in lines(row["lines"])}


def lines(ranges: str) -> set[int]:
    """`72, 76-78` spelled out."""
    found: set[int] = set()
    for part in ranges.split(", "):
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found
