"""The facts that were read from the source: each a value, with the lines that say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SLUGS = {
    "000": "regionalt-maldokument",
    "001": "samverkan-i-sjuharad",
    "002": "om-samverkan",
    "003": "frisam-utvarderingen",
    "004": "uppdrag-samverkan",
}


@dataclass(frozen=True)
class Fact:
    """A leaf of the facts: where it stands there, what it says, and which lines of which source say so."""

    path: str
    value: Any
    source: str = ""
    lines: tuple[int, ...] = ()

    @property
    def slug(self) -> str | None:
        """The catalogue's entry for the source, where it has one."""
        return SLUGS.get(self.source)


def walk(node: Any, path: str = "") -> Iterator[Fact]:
    """Every leaf, none left out; a list without objects is one leaf, and so is what carries a source of its own."""
    if isinstance(node, dict) and "value" in node:
        yield Fact(path, node["value"], *_cited(node.get("source")))
    elif isinstance(node, dict) and isinstance(node.get("source"), str):
        yield Fact(path, {name: value for name, value in node.items() if name != "source"}, *_cited(node["source"]))
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from walk(value, f"{path}.{name}".lstrip("."))
    elif isinstance(node, list) and any(isinstance(item, dict) for item in node):
        for index, item in enumerate(node):
            yield from walk(item, f"{path}.{_named(item, index)}")
    else:
        yield Fact(path, node)


def _named(item: Any, index: int) -> str:
    names = (item.get(name) for name in ("key", "name")) if isinstance(item, dict) else ()
    return next((name for name in names if isinstance(name, str)), str(index))


def _cited(reference: str | None) -> tuple[str, tuple[int, ...]]:
    """`001_….txt:84-90` as the source's number and its lines."""
    if reference is None:
        return "", ()
    file, _, span = reference.partition(":")
    first, _, last = span.partition("-")
    return file[:3], tuple(range(int(first), int(last or first) + 1))
