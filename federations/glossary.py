"""The glossary as pages use it: the terms of a moment, and which words of a text they explain."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from federations.schemas.types import TermDocument
from samverkan.language.forms import stem
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import typed
from samverkan.remembered import remembered

_WORD = re.compile(r"(?<![&#\w])\w+")  # Not the name of a sign, as in &amp;.
_BETWEEN = re.compile(r"[\s-]{1,2}")  # What may stand between the words of a term.


@dataclass(frozen=True)
class Hit:
    """Words of a text, from its character `start` to `end`, and the term that explains them."""

    start: int
    end: int
    term: TermDocument


@dataclass(frozen=True)
class _Name:
    """One name of a term: its words as written, and what their forms have in common."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    term: TermDocument

    def fits(self, text: str, tokens: list[re.Match[str]]) -> bool:
        """Whether these words of the text are a form of the name; its capitals must be there: DELTA is not delta."""
        return (
            len(tokens) == len(self.words)
            and tuple(stem(token[0]) for token in tokens) == self.stems
            and all(_has_capitals(token[0], word) for token, word in zip(tokens, self.words, strict=True))
            and all(_BETWEEN.fullmatch(text, one.end(), other.start()) for one, other in pairwise(tokens))
        )


def _has_capitals(token: str, word: str) -> bool:
    return all(letter.isupper() for letter, wanted in zip(token, word, strict=False) if wanted.isupper())


class Glossary:
    """Finds terms in texts; of terms that begin alike the longest is found."""

    def __init__(self, terms: Iterable[TermDocument]) -> None:
        names = [_name(called, term) for term in terms for called in (term["name"], *(term["synonyms"] or ()))]
        self._by_first: dict[str, list[_Name]] = {}
        for name in sorted(names, key=lambda name: -len(name.words)):
            if name.words:
                self._by_first.setdefault(name.stems[0], []).append(name)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every term of the text in its order."""
        return _hits(self, text)

    def find(self, text: str) -> Iterator[Hit]:
        """The same, looked for anew."""
        tokens = list(_WORD.finditer(text))
        place = 0
        while place < len(tokens):
            found = next(
                (
                    (name, tokens[place : place + len(name.words)])
                    for name in self._by_first.get(stem(tokens[place][0]), ())
                    if name.fits(text, tokens[place : place + len(name.words)])
                ),
                None,
            )
            if found:
                yield Hit(found[1][0].start(), found[1][-1].end(), found[0].term)
            place += len(found[1]) if found else 1


@remembered(most=4_000)
def _hits(terms: Glossary, text: str) -> tuple[Hit, ...]:
    return tuple(terms.find(text))


def _name(called: str, term: TermDocument) -> _Name:
    words = tuple(_WORD.findall(called))
    return _Name(words, tuple(stem(word) for word in words), term)


@remembered(most=4)
def at(number: int, newest: int) -> Glossary:
    """The glossary as it was at a revision. The newest is part of the key: a removal of words makes one."""
    return Glossary(
        typed(row.document, TermDocument) for row in Publication.objects.at(number).of_kind("term").in_swedish_order()
    )
