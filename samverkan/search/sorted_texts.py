"""Many short texts in little memory: in order, and written as one, so that the words of a country fit; pure."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import overload

_END = "\n"  # Of each; no text holds it.


class SortedTexts(Sequence[str]):
    """Different texts in the order of their characters."""

    def __init__(self, ordered: Iterable[str]) -> None:
        texts = list(ordered)
        self._all = _END.join([*texts, ""])
        self._starts = array("I", accumulate((len(text) + 1 for text in texts), initial=0))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return self._all[self._starts[place] : self._starts[place + 1] - 1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all.split(_END)[:-1])

    def place_of(self, text: str) -> int | None:
        """Where a text stands; None where it is not among them."""
        place = self._first_from(text)
        return place if place < len(self) and self[place] == text else None

    def beginning_with(self, first: str) -> range:
        """The places of those that begin so."""
        return range(self._first_from(first), self._first_from(f"{first}\U0010ffff"))

    def ending_with(self, last: str) -> Iterator[int]:
        """The places of those that end so."""
        found = self._all.find(f"{last}{_END}")
        while found >= 0:
            place = bisect_right(self._starts, found) - 1
            yield place
            found = self._all.find(f"{last}{_END}", self._starts[place + 1])

    def _first_from(self, text: str) -> int:
        return bisect_left(range(len(self)), text, key=self.__getitem__)


class Groups(Mapping[str, list[str]]):
    """Texts by what they share with others, such as a root: read as a mapping of lists."""

    def __init__(self, pairs: Iterable[tuple[str, int]], members: SortedTexts) -> None:
        """Of what is shared, and the place of a text among all the members."""
        ordered = sorted(pairs)
        self._members = members
        self._places = array("I", (place for _key, place in ordered))
        firsts = [at for at, (key, _place) in enumerate(ordered) if not at or ordered[at - 1][0] != key]
        self.shared = SortedTexts(ordered[at][0] for at in firsts)
        self._bounds = array("I", [*firsts, len(ordered)])

    def __getitem__(self, key: str) -> list[str]:
        place = self.shared.place_of(key)
        if place is None:
            raise KeyError(key)
        return self.at(place)

    def at(self, place: int) -> list[str]:
        """The texts that have what stands at a place of `shared`."""
        return [self._members[one] for one in self._places[self._bounds[place] : self._bounds[place + 1]]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.shared)

    def __len__(self) -> int:
        return len(self.shared)
