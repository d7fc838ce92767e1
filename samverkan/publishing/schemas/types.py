"""What documents hold, written from the schemas here by `manage write_types`: change those instead."""

from typing import TypedDict


class Reference(TypedDict):
    kind: str
    slug: str
    name: str


class Source(TypedDict):
    source: Reference
    about: str
    lines: str | None


class Verified(TypedDict):
    on: str
    by: str | None
    inferred: bool
    months: int
