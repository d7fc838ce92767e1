"""The entries that answer a text, the best first."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from samverkan.language.analyser import words_in
from samverkan.publishing.models import Publication, Token, apart
from samverkan.remembered import remembered
from samverkan.search import vocabulary
from samverkan.search.expansion import Query, Term, understood
from samverkan.search.likeness import look_alikes
from samverkan.search.vocabulary import Vocabulary

MOST = 10_000  # Entries that one search finds; databases take no more values in one question.
_FEW = 3
_NAMED = 20.0  # What it is worth to be called exactly what was asked.
_NEARLY_ALL = 0.6  # Where nothing answers all: of what the best answers, how much the others must.
Row = tuple[int, str, int]  # A publication, a word of it and its weight.


@dataclass(frozen=True)
class Found:
    """What answers a text: publications by their keys with their ranks, the best first."""

    query: Query
    ranks: dict[int, float]
    answers_all: bool = True  # Whether they answer all that was asked, or only most of it.


@remembered(most=4)  # Each may have found thousands.
def find(kind: str, text: str, number: int, newest: int) -> Found:
    """The entries of a kind that answer a text at a revision; for `newest` see `vocabulary.at`."""
    known = vocabulary.at(kind, number, newest)
    query = understood(text, known)
    words = query.words | ({query.whole} & known.words.keys())
    if not words:
        return Found(query, {})
    held = Publication.objects.at(number).of_kind(kind).values("pk")
    rows = Token.objects.filter(apart(publication__in=held), word__in=words)
    return ranked(query, rows.values_list("publication", "word", "weight"), known)


def nearest(kind: str, text: str, number: int, newest: int) -> tuple[int, ...]:
    """A few entries that hold words that look like those of a text, where nothing answers it."""
    known = vocabulary.at(kind, number, newest)
    alike = [near for word in words_in(text) for near in look_alikes(word, known)]
    return tuple(find(kind, " ".join(alike), number, newest).ranks)[:_FEW] if alike else ()


def ranked(query: Query, rows: Iterable[Row], known: Vocabulary) -> Found:
    """The entries that hold the rows, by how well they answer the query; pure."""
    held: dict[int, dict[str, int]] = {}
    for key, word, weight in rows:
        held.setdefault(key, {})[word] = weight
    worth = [_worth(term, known) for term in query.terms]
    answers: dict[int, tuple[float, float]] = {}
    for key, words in held.items():
        scores = [_score(term, words) for term in query.terms]
        covered = sum(value for value, score in zip(worth, scores, strict=True) if score)
        rank = sum(value * score for value, score in zip(worth, scores, strict=True))
        if covered:
            named = _NAMED if query.whole in words else 0.0
            answers[key] = covered, rank + named * max(worth)
    best = max((covered for covered, _rank in answers.values()), default=0.0)
    answers_all = not query.unknown and best >= sum(worth) - 1e-9
    least = best - 1e-9 if answers_all else best * _NEARLY_ALL
    kept = sorted((-covered, -rank, key) for key, (covered, rank) in answers.items() if covered >= least)
    return Found(query, {key: -rank for _covered, rank, key in kept[:MOST]}, answers_all)


def _score(term: Term, words: dict[str, int]) -> float:
    """How well an entry's words answer a term: the best of its ways, each as good as its weakest part."""
    return max(min(_best(part, words, term.least) for part in way) for way in term.ways)


def _best(part: dict[str, float], words: dict[str, int], least: int) -> float:
    return max(
        (words[word] * quality for word, quality in part.items() if word in words and words[word] >= least),
        default=0.0,
    )


def _worth(term: Term, known: Vocabulary) -> float:
    """What few entries speak of tells more of what the reader wants."""
    count = max((known.words[word][0] for word in term.words if word in known.words), default=0)
    return math.log(1 + (known.entries + 1) / (count + 0.5))
