"""Objects of HSDS: their ids and their form, where what is unknown is left out."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

Thing = dict[str, Any]

# Never changed: every id that a partner has stored is made from it.
NAMESPACE = uuid.UUID("6f0b7a52-6a8e-5c0d-9d3e-2a1f5f3c7b10")


@lru_cache(maxsize=65_536)
def identifier(kind: str, *parts: str) -> str:
    """The UUID v5 of an entry (kind and slug) or of a part of one: the same in every installation, for ever."""
    return str(uuid.uuid5(NAMESPACE, "/".join((kind, *parts))))


def thing(**fields: Any) -> Thing:
    """An object without what is unknown: HSDS has no null, and an empty list would say that there is none."""
    return {name: value for name, value in fields.items() if value is not None and value != []}


def paragraphs(*texts: str | None) -> str | None:
    """The known texts as one, or nothing."""
    return "\n\n".join(text for text in texts if text) or None


@dataclass(frozen=True)
class Surroundings:
    """What a mapping needs beside the document: the address of an entry's page and municipalities' codes by slug."""

    page: Callable[[str, str], str]
    codes: dict[str, str] = field(default_factory=dict)
