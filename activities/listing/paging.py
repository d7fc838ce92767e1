"""A long list a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from django.http import QueryDict

from activities.filters import PAGE, filled

ROWS = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some of the rows, how many there are in all, and the queries of the pages beside."""

    rows: list[T]
    total: int
    number: int
    last: int
    before: str
    after: str


def page_among(rows: Sequence[T], query: QueryDict) -> Page[T]:
    """The page that an address asks for of rows in their order; the first where there is no such page."""
    number = _asked(query)
    if (number - 1) * ROWS >= len(rows):
        number = 1
    return _page(list(rows[(number - 1) * ROWS : number * ROWS]), len(rows), number, query)


def _asked(query: QueryDict) -> int:
    asked = query.get(PAGE, "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def _page(shown: list[T], total: int, number: int, query: QueryDict) -> Page[T]:
    last = max(1, ceil(total / ROWS))
    before, after = (_at(query, other) if 1 <= other <= last else "" for other in (number - 1, number + 1))
    return Page(shown, total, number, last, before, after)


def _at(query: QueryDict, number: int) -> str:
    """The query that asks for another page of the same list."""
    asked = filled(query)
    asked[PAGE] = str(number)
    return asked.urlencode()
