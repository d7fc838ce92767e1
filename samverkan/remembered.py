"""What a process remembers of the catalogue, so that work is done once for all that show it.

Bounded, and shared by all threads: what is made of a text by the text (`remembered`), what is made of a whole moment by
its revision (`ByMoment`). Whoever notices that words were removed (`publishing.moment`) lets it all be forgotten.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
MOST_MOMENTS = 3  # Now, a past one, and one that it is compared with.
_kept: list[Any] = []


def remembered(most: int) -> Callable[[Callable[..., T]], "_lru_cache_wrapper[T]"]:
    """Remember what a pure function answered, for as many different questions; nobody may change an answer."""

    def decorate(function: Callable[..., T]) -> "_lru_cache_wrapper[T]":
        kept = lru_cache(maxsize=most)(function)
        _kept.append(kept)
        return kept

    return decorate


class ByMoment(Generic[P, T]):
    """A function of a moment whose answers are kept; its last argument is the newest revision of all.

    What was made before the newest one goes as soon as anything later is asked for: a removal of words makes a
    revision, so that none of them stays.
    """

    def __init__(self, make: Callable[P, T]) -> None:
        self._make = make
        self._kept: OrderedDict[tuple[object, ...], T] = OrderedDict()
        self._looking, self._making = Lock(), Lock()
        _kept.append(self)

    def __call__(self, *key: P.args, **none: P.kwargs) -> T:
        found = self._found(key)
        if found is None:
            with self._making:  # Who has what is wanted waits for nobody who makes something else.
                found = self._found(key)
                if found is None:
                    found = self._make(*key, **none)
                    self._keep(key, found)
        return found

    @property
    def kept(self) -> list[tuple[object, ...]]:
        """What it remembers an answer to, the longest not asked for first."""
        with self._looking:
            return list(self._kept)

    def cache_clear(self) -> None:
        """Forget everything."""
        with self._looking:
            self._kept.clear()

    def _found(self, key: tuple[object, ...]) -> T | None:
        with self._looking:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: tuple[object, ...], made: T) -> None:
        with self._looking:
            for other in [one for one in self._kept if one[-1] != key[-1]]:
                del self._kept[other]
            self._kept[key] = made
            if len(self._kept) > MOST_MOMENTS:
                self._kept.popitem(last=False)


def forget() -> None:
    """Remember nothing any more."""
    for one in _kept:
        one.cache_clear()
