"""The entries that answer a text, the best first."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from samverkan.language.analyser import words_in
from samverkan.publishing.models import Token
from samverkan.remembered import remembered
from samverkan.search import vocabulary
from samverkan.search.expansion import Query, Term, Words, understood
from samverkan.search.likeness import look_alikes
from samverkan.search.vocabulary import Vocabulary

MOST = 10_000  # Entries that one search finds; databases take no more values in one question.
_FEW = 3
_NAMED = 20.0  # What it is worth to be called exactly what was asked.
_NEARLY_ALL = 0.6  # Where nothing answers all: of what the best answers, how much the others must.
Row = tuple[str, int, int]  # A word, a publication that holds it and its weight there.


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
    rows = Token.objects.filter(word__in=words).values_list("word", "publication", "weight")
    return ranked(query, vocabulary.rows_of(rows), known)


def nearest(kind: str, text: str, number: int, newest: int) -> tuple[int, ...]:
    """A few entries that hold words that look like those of a text, where nothing answers it."""
    known = vocabulary.at(kind, number, newest)
    alike = [near for word in words_in(text) for near in look_alikes(word, known)]
    return tuple(find(kind, " ".join(alike), number, newest).ranks)[:_FEW] if alike else ()


def ranked(query: Query, rows: Iterable[Row], known: Vocabulary) -> Found:
    """The entries that hold the rows, by how well they answer the query; pure.

    What all entries hold has as many rows as there are entries, so little is done for each of them.
    """
    weights = _weights(rows, known.held)
    worth, scores = [_worth(term, known) for term in query.terms], [_scores(term, weights) for term in query.terms]
    named, keys = weights[query.whole], list(set().union(*scores))
    alike: defaultdict[tuple[float | bool | None, ...], list[int]] = defaultdict(list)
    answers = zip(*(map(one.get, keys) for one in scores), map(named.__contains__, keys), strict=True)
    for key, answer in zip(keys, answers, strict=True):
        alike[answer].append(key)
    places: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for (*each, is_named), some in alike.items():
        covered = sum(value for value, score in zip(worth, each, strict=True) if score)
        rank = sum(value * (score or 0.0) for value, score in zip(worth, each, strict=True))
        places[covered, rank + (_NAMED * max(worth) if is_named else 0.0)] += some
    best = max((covered for covered, _rank in places), default=0.0)
    answers_all = not query.unknown and best >= sum(worth) - 1e-9
    least = best - 1e-9 if answers_all else best * _NEARLY_ALL
    kept = (place for place in sorted(places, reverse=True) if place[0] >= least)
    found = ((key, rank) for covered, rank in kept for key in sorted(places[covered, rank]))
    return Found(query, dict(islice(found, MOST)), answers_all)


def _weights(rows: Iterable[Row], held: bytearray) -> defaultdict[str, dict[int, int]]:
    """By word, the publications that hold it with its weight there, of those that are current."""
    weights: defaultdict[str, dict[int, int]] = defaultdict(dict)
    most = len(held)
    for word, key, weight in rows:
        if key < most and held[key]:
            weights[word][key] = weight
    return weights


def _scores(term: Term, weights: dict[str, dict[int, int]]) -> dict[int, float]:
    """How well entries answer a term: the best of its ways, each as good as its weakest part."""
    best: dict[int, float] = {}
    for way in term.ways:
        first, *others = (_holding(part, weights, term.least) for part in way)
        for other in others:
            first = {key: min(score, other[key]) for key, score in first.items() if key in other}
        best = _better(best, first)
    return best


def _holding(part: Words, weights: dict[str, dict[int, int]], least: int) -> dict[int, float]:
    """The entries that hold any of some words, by the one that says most."""
    best: dict[int, float] = {}
    for word, quality in part.items():
        scores = {key: weight * quality for key, weight in weights[word].items() if weight >= least}
        best = _better(best, scores)
    return best


def _better(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    """Each entry with the better of two scores."""
    if not one or not other:
        return one or other
    return one | {key: score for key, score in other.items() if score > one.get(key, 0.0)}


def _worth(term: Term, known: Vocabulary) -> float:
    """What few entries speak of tells more of what the reader wants."""
    count = max((known.words[word][0] for word in term.words if word in known.words), default=0)
    return math.log(1 + (known.entries + 1) / (count + 0.5))
