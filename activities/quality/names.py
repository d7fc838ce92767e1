"""Names in texts: when two of them are the same, and which ones a sentence speaks of. Work grows with the text only."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def same(name: str) -> str:
    """The name without case, punctuation and double spaces."""
    return " ".join(_WORD.findall(name.casefold()))


def loosely(name: str) -> str:
    """The name as different people spell it: joined or not, in capitals or not, with or without an s in the joint."""
    return same(name).replace(" ", "").replace("s", "")


def without_brackets(name: str) -> str:
    """The name before what stands in brackets after it."""
    return re.sub(r"\s*\([^)]*\)", "", name).strip() or name


def called(document: Mapping[str, Any]) -> list[str]:
    """Every name that an entry goes by, the labels in the matrix too, as they are spelled."""
    names = [document.get(name) for name in ("name", "short_name", "full_name", "official_name")]
    labels = [placement["label"] for placement in document.get("placements") or ()]
    periods = [period["name"] for period in document.get("names") or ()]
    return list(dict.fromkeys(filter(None, [*names, *(document.get("aliases") or ()), *labels, *periods])))


def sentences(text: str) -> Iterator[str]:
    """The sentences and list items of a text."""
    for part in _SENTENCE.split(text):
        if sentence := part.strip(" -\t"):
            yield sentence


class Mentions(Generic[K]):
    """Finds names in texts, the longest first: in "Samordningsförbundet Mark" the federation, not the municipality.

    Names are kept as a tree of words, so a text is read once, however many names there are. Capitals count: "mark"
    is no municipality. A word may end in a genitive s.
    """

    def __init__(self) -> None:
        self._root: dict[Any, Any] = {}

    def add(self, names: Iterable[str], key: K) -> None:
        """Let the names stand for the key; of two entries of one name the first keeps it."""
        for name in names:
            node = self._root
            for word in _WORD.findall(name):
                node = node.setdefault(word, {})
            if node is not self._root:
                node.setdefault(None, key)

    def __call__(self, text: str) -> list[K]:
        """What the text names, each once, in the order of its first mention."""
        words = _WORD.findall(text)
        found: dict[K, None] = {}
        place = 0
        while place < len(words):
            length, key = self._longest(self._root, words, place)
            if length:
                found[key] = None
            place += max(length, 1)
        return list(found)

    def _longest(self, node: dict[Any, Any], words: list[str], place: int) -> tuple[int, Any]:
        """How many words the longest name has that begins here, and whose it is; 0 for none."""
        best = (0, node.get(None))
        if place < len(words):
            for form in dict.fromkeys((words[place], words[place].removesuffix("s"))):
                length, key = self._longest(node[form], words, place + 1) if form in node else (0, None)
                if key is not None and (best[1] is None or length + 1 > best[0]):
                    best = (length + 1, key)
        return best
