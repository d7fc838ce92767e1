"""What a process remembers of the catalogue's words, so that work on them is done once for all that show them.

Bounded, and shared by all threads. Whoever notices that words were removed (`publishing.moment`) lets it all be
forgotten.
"""

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
_kept: list["_lru_cache_wrapper[Any]"] = []


def remembered(most: int) -> Callable[[Callable[..., T]], "_lru_cache_wrapper[T]"]:
    """Remember what a pure function answered, for as many different questions; nobody may change an answer."""

    def decorate(function: Callable[..., T]) -> "_lru_cache_wrapper[T]":
        kept = lru_cache(maxsize=most)(function)
        _kept.append(kept)
        return kept

    return decorate


def forget() -> None:
    """Remember nothing any more."""
    for one in _kept:
        one.cache_clear()
