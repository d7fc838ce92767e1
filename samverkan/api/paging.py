"""The paging of lists: which page, how many on it, and how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from samverkan.api.parameters import LIMIT_DEFAULT

T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Paging:
    """A page of a list, counted from 1."""

    page: int
    limit: int

    @classmethod
    def of(cls, asked: dict[str, Any], limit: str = "limit") -> "Paging":
        """What an address asks for, by the name that it has for how many."""
        return cls(asked.get("page", 1), asked.get(limit, LIMIT_DEFAULT))

    @property
    def first(self) -> int:
        """How many stand before it."""
        return (self.page - 1) * self.limit

    def cut(self, every: Sequence[T]) -> Sequence[T]:
        """The page's part of a whole list."""
        return every[self.first : self.first + self.limit]

    def read(self, found: QuerySet[M]) -> tuple[list[M], int]:
        """The page's rows, and how many there are in all: counted only where the page does not show it."""
        rows = list(found[self.first : self.first + self.limit])
        is_last = len(rows) < self.limit and (rows or self.page == 1)
        return rows, self.first + len(rows) if is_last else found.count()

    def head(self, revision: int, total: int) -> dict[str, int]:
        """What stands before the results."""
        return {"revision": revision, "page": self.page, "limit": self.limit, "total": total}
