"""Kept answers: their bytes in each encoding, and a store of them that is bounded in bytes and in number."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest

from samverkan.response_cache.encodings import IDENTITY, is_worth_packing, packed
from samverkan.response_cache.tip import Tip

Headers = list[tuple[str, str]]
LARGEST = 2 * 1024 * 1024  # Bytes of one answer; a larger one pushes out too many others.
EACH = 2_000  # Bytes that a kept answer costs beside its bodies: headers, keys, objects.
_OF_THE_BODY = ("content-type", "content-length", "content-encoding", "content-language", "content-disposition")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, as Django made it."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """A header's value by its name in small letters; "" where there is none."""
        return next((value for one, value in self.headers if one == name), "")

    @property
    def may_be_kept(self) -> bool:
        """Whether another reader who asks the same may be given it: it says what it is, and names nobody."""
        return (
            self.status == 200
            and bool(self.header("etag"))
            and "no-store" not in self.header("cache-control")
            and "cookie" not in self.header("vary").lower()
            and not self.header("set-cookie")
            and not self.header("content-encoding")
            and len(self.body) <= LARGEST
        )

    @property
    def may_be_packed(self) -> bool:
        """Whether the encoding may be chosen here."""
        return not self.header("content-encoding") and is_worth_packing(self.header("content-type"), len(self.body))

    def without(self, *names: str) -> "Answer":
        """The same without some headers."""
        return Answer(self.status, [row for row in self.headers if row[0] not in names], self.body)

    def packed(self, encoding: str) -> "Answer":
        """The same in an encoding: each has a validator of its own."""
        if not self.may_be_packed:
            return self
        headers = [(name, _tagged(value, encoding) if name == "etag" else value) for name, value in self.headers]
        headers = [row for row in headers if row[0] not in ("vary", "content-length")]
        headers.append(("vary", ", ".join(filter(None, (self.header("vary"), "Accept-Encoding")))))
        if encoding == IDENTITY:
            return Answer(self.status, headers, self.body)
        return Answer(self.status, [*headers, ("content-encoding", encoding)], packed(self.body, encoding))

    def unchanged(self) -> "Answer":
        """The same for who has it already."""
        return Answer(304, self.without(*_OF_THE_BODY).headers, b"")

    def is_known(self, condition: str) -> bool:
        """Whether an If-None-Match names this answer, weakly or strongly."""
        tag = self.header("etag")
        known = (part.strip().removeprefix("W/") for part in condition.split(","))
        return bool(tag) and (condition.strip() == "*" or tag in known)


def _tagged(tag: str, encoding: str) -> str:
    return f'{tag[:-1]}-{encoding}"' if encoding else tag


@dataclass(slots=True)
class Kept:
    """An answer at the catalogue's tip, ready in the encodings that were asked for, and how often it was."""

    tip: Tip
    answer: Answer
    ready: dict[str, tuple[Answer, Answer]] = field(default_factory=dict)
    made: float = field(default_factory=time.monotonic)
    hits: int = 0

    @property
    def size(self) -> int:
        """Bytes."""
        bodies = {id(whole.body): len(whole.body) for whole, _ in self.ready.values()}
        return EACH + len(self.answer.body) + sum(bodies.values())

    def make_ready(self, encoding: str) -> None:
        """Pack it, which takes a moment."""
        whole = self.answer.packed(encoding)
        self.ready[encoding] = (whole, whole.unchanged())


class Store:
    """Kept answers by what was asked; who has not been asked for longest goes first. For one thread."""

    def __init__(self, most_bytes: int, most: int = 5_000) -> None:
        self.most_bytes, self.most = most_bytes, most
        self.bytes = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Kept | None:
        """What is kept, of whatever tip."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer in place of an earlier one, or count anew what has grown."""
        before = self._kept.pop(key, None)
        self.bytes -= self._sizes.pop(key, 0)
        if before is not None and before is not kept:
            kept.hits += before.hits // 2  # What is asked for often stays known as such, and what was is forgotten.
        size = kept.size + len(str(key))
        self._kept[key], self._sizes[key] = kept, size
        self.bytes += size
        while self._kept and (self.bytes > self.most_bytes or len(self._kept) > self.most):
            oldest, _ = self._kept.popitem(last=False)
            self.bytes -= self._sizes.pop(oldest)

    def empty(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._sizes.clear()
        self.bytes = 0

    def most_asked(self, number: int, where: Callable[[Kept], bool]) -> Iterator[Hashable]:
        """The keys of what was asked for most, of what a condition holds for."""
        rows = ((kept.hits, index, key) for index, (key, kept) in enumerate(self._kept.items()) if where(kept))
        return (key for _hits, _index, key in nlargest(number, rows))
