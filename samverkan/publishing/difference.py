"""What differs between two documents: which sections, which fields in Swedish words, and which of the words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from django.utils.translation import override

from samverkan.language.sentences import SWEDISH
from samverkan.publishing import kinds
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas import Schema, fragment, reference_of, titled
from samverkan.publishing.schemas.walk import Leaf, leaves_of

UNKNOWN = "uppgift saknas"
ALIKE = 0.5  # How much of two rows must agree for them to be one row that has changed.
MOST_ROW_PAIRS = 2_500  # Beyond this many comparisons rows are told as removed and added.
# difflib grows quadratically: beyond this many words, or pairs of equal words, what differs is marked as one whole.
MOST_WORDS = 2_000
MOST_WORD_PAIRS = 40_000
KEPT = 0.3  # Where less than this share of the shorter text remains, the words in common are chance.
_WORD = re.compile(r"\s*(?:\w+(?:[-–:./@]\w+)*|[^\w\s])\s*")


@dataclass(frozen=True)
class Part:
    """Some words of one side; marked where the other side lacks them."""

    text: str
    marked: bool


Side = tuple[Part, ...]


@dataclass(frozen=True)
class Change:
    """One field that differs: its path, its Swedish label, and both sides in words.

    `pairs` are the sides as they stand beside each other, row by row; "" where a side has no such row.
    """

    path: str
    label: str
    before: str
    after: str
    pairs: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @cached_property
    def rows(self) -> list[tuple[Side, Side]]:
        """Both sides, row by row, with the words marked that only one of them has."""
        return [marked(before, after) for before, after in self.pairs or ((self.before, self.after),)]


def sections(a: Document | None, b: Document | None) -> list[str]:
    """The titles of the documents' parts that differ, in the schema's order."""
    document = b or a
    if document is None:
        return []
    parts = kinds.get(document["kind"]).schema["properties"].items()
    before, after = a or {}, b or {}
    return [titled(node, name) for name, node in parts if _differs(before.get(name), after.get(name), node)]


def difference(a: Document | None, b: Document | None) -> list[Change]:
    """The fields in which two documents of one entry differ, in the schema's order; None stands for no document."""
    document = b or a
    if document is None:
        return []
    kind = kinds.get(document["kind"])
    return list(_changes(leaves_of(kind.name, kind.version), a or {}, b or {}))


def _differs(before: Any, after: Any, node: Schema) -> bool:
    return bool(before != after and "const" not in node)


def _changes(places: Iterable[Leaf], a: Document, b: Document) -> Iterator[Change]:
    for leaf in places:
        before, after = leaf.of(a), leaf.of(b)
        if not _differs(before, after, leaf.node):
            continue
        label = " – ".join(titled(node, name) for name, node in zip(leaf.path, leaf.nodes, strict=True))
        if isinstance(before, list) and isinstance(after, list) and before and after:
            yield _list_change(leaf.node, before, after, ".".join(leaf.path), label)
        else:
            words = in_words(leaf.node, before), in_words(leaf.node, after)
            yield Change(".".join(leaf.path), label, *words)


def _list_change(node: Schema, before: list[Any], after: list[Any], path: str, label: str) -> Change:
    """Of a list only the rows that differ; the whole of it where only their order does."""
    gone = [item for item in before if item not in after]
    new = [item for item in after if item not in before]
    if not gone and not new:
        return Change(path, label, in_words(node, before), in_words(node, after))
    items = node.get("items", {})
    pairs = tuple(
        ("" if old is None else in_words(items, old), "" if young is None else in_words(items, young))
        for old, young in _same_rows(items, gone, new)
    )
    return Change(path, label, in_words(node, gone), in_words(node, new), pairs)


# Rows: which of the new ones is an old one that has changed?


def _same_rows(node: Schema, gone: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Old rows beside what became of them, most alike first served; then the rows that are only new."""
    met: dict[int, int] = {}
    if len(gone) * len(new) <= MOST_ROW_PAIRS:
        scores = ((_alike(node, a, b), -i, -j) for i, a in enumerate(gone) for j, b in enumerate(new))
        for score, i, j in sorted(scores, reverse=True):
            if score >= ALIKE and -i not in met and -j not in met.values():
                met[-i] = -j
    for i, row in enumerate(gone):
        yield row, new[met[i]] if i in met else None
    for j, row in enumerate(new):
        if j not in met.values():
            yield None, row


def _alike(node: Schema, a: Any, b: Any) -> float:
    """From 0 to 1, how far two values say the same."""
    if a == b:
        return 1.0
    if reference_of(node):
        return float(bool(a and b) and kinds.key_of(a) == kinds.key_of(b))
    if isinstance(a, dict) and isinstance(b, dict):
        return _alike_objects(node, a, b)
    if isinstance(a, str) and isinstance(b, str):
        one, other = Counter(a.split()), Counter(b.split())
        return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
    return 0.0


def _alike_objects(node: Schema, a: Document, b: Document) -> float:
    """Over what either knows; rows that point at different entries are different rows, whatever else they share."""
    scores = []
    for name, child in node["properties"].items():
        old, young = a.get(name), b.get(name)
        if old is None and young is None:
            continue
        score = _alike(child, old, young)
        if reference_of(child) and old and young and not score:
            return 0.0
        scores.append(score)
    return sum(scores) / len(scores) if scores else 0.0


# Words


def marked(before: str, after: str) -> tuple[Side, Side]:
    """Two texts with the words marked that the other lacks; a side that is empty or unknown has nothing to mark."""
    if {before, after} & {"", UNKNOWN}:
        return _whole(before), _whole(after)
    a, b = _WORD.findall(before), _WORD.findall(after)
    blocks = _without_chance(_common([_sense(word) for word in a], [_sense(word) for word in b]), a, b)
    kept = sum(size for _i, _j, size in blocks)
    if kept < KEPT * min(len(a), len(b)) or kept == len(a) == len(b):
        return _whole(before), _whole(after)
    return (
        _parts(a, [(i, i + size) for i, _j, size in blocks]),
        _parts(b, [(j, j + size) for _i, j, size in blocks]),
    )


def _whole(text: str) -> Side:
    return (Part(text, text != UNKNOWN),) if text else ()


def _sense(word: str) -> str:
    """What makes two words the same: the word, and the lines that end after it."""
    return word.strip() + "\n" * word.count("\n")


Blocks = list[tuple[int, int, int]]  # Where in the one, where in the other, how many words.


def _common(a: list[str], b: list[str]) -> Blocks:
    """What both texts have in common, in order: their beginning, their end and, unless it costs too much, between."""
    start = _shared(a, b)
    end = _shared(a[start:][::-1], b[start:][::-1])
    one, other = a[start : len(a) - end], b[start : len(b) - end]
    blocks = [(0, 0, start)]
    counts = Counter(other)
    if max(len(one), len(other)) <= MOST_WORDS and sum(counts[word] for word in one) <= MOST_WORD_PAIRS:
        found = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        blocks += [(start + i, start + j, size) for i, j, size in found]
    blocks.append((len(a) - end, len(b) - end, end))
    return [block for block in blocks if block[2]]


def _shared(a: list[str], b: list[str]) -> int:
    """How many words two texts begin with alike."""
    return next((i for i, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def _without_chance(blocks: Blocks, a: list[str], b: list[str]) -> Blocks:
    """Leave out an ”och” that happens to stand on both sides between longer changes: it would only cut them up."""
    kept: Blocks = []
    end = (len(a), len(b), 0)
    for (i, j, size), (next_i, next_j, _size) in pairwise([*blocks, end]):
        last_i, last_j, last = kept[-1] if kept else (0, 0, 0)
        ahead = max(_letters(a[last_i + last : i]), _letters(b[last_j + last : j]))
        behind = max(_letters(a[i + size : next_i]), _letters(b[j + size : next_j]))
        if _letters(a[i : i + size]) > min(ahead, behind):
            kept.append((i, j, size))
    return kept


def _letters(words: list[str]) -> int:
    return sum(map(len, words))


def _parts(words: list[str], kept: list[tuple[int, int]]) -> Side:
    """A side in runs of words, marked between what is kept; the spaces around a run stay outside its mark."""
    runs: list[Part] = []
    place = 0
    for start, end in [*kept, (len(words), len(words))]:
        alone = "".join(words[place:start])
        core = alone.strip()
        before, after = alone[: len(alone) - len(alone.lstrip())], alone[len(alone.rstrip()) :] if core else ""
        runs += [Part(before, False), Part(core, True), Part(after, False), Part("".join(words[start:end]), False)]
        place = end
    joined: list[Part] = []
    for part in runs:
        if part.text and joined and not joined[-1].marked and not part.marked:
            joined[-1] = Part(joined[-1].text + part.text, False)
        elif part.text:
            joined.append(part)
    return tuple(joined)


# Values in words


def in_words(node: Schema, value: Any) -> str:
    """A value of a schema node as a reader would say it, in Swedish as the rest of the document."""
    with override(SWEDISH):
        return _in_words(node, value)


def _in_words(node: Schema, value: Any) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return "\n".join(_in_words(node.get("items", {}), item) for item in value) if value else "inga"
    if isinstance(value, dict):
        if reference_of(node) or "properties" not in node:
            return str(value.get("name", value))
        parts = ((titled(child, name), child, value.get(name)) for name, child in node["properties"].items())
        return "; ".join(f"{title}: {_in_words(child, part)}" for title, child, part in parts if part is not None)
    if node.get("pattern") == _edtf_pattern():
        return Edtf.parse(value).words
    return kinds.word(value) if "enum" in node else str(value)


@cache
def _edtf_pattern() -> str:
    return str(fragment("common.json", "edtf")["pattern"])
