"""A kind as if its schema had further versions."""

import dataclasses
from collections.abc import Callable

import pytest

from samverkan.publishing import kinds, schemas
from samverkan.publishing.kinds import Document, Kind
from samverkan.remembered import forget

newest = schemas.newest


def as_if_in_version(
    monkeypatch: pytest.MonkeyPatch, name: str, upcasts: dict[int, Callable[[Document], Document]]
) -> Kind:
    """The kind in the version after the last that the functions bring up, for as long as the test lasts."""
    kind = dataclasses.replace(kinds.get(name), upcasts=upcasts)
    monkeypatch.setattr(schemas, "newest", lambda asked: max(upcasts) + 1 if asked == name else newest(asked))
    monkeypatch.setitem(kinds._kinds, name, kind)
    forget()  # Another release is another process.
    return kind
