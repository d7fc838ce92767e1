"""The words of a moment: by root, by parts, by their letters without å ä ö; pure but for `at`."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Sum, TextField, Value, When

from samverkan.language.analyser import MARKS, STOP_WORDS, plain, root, words_in
from samverkan.publishing import kinds
from samverkan.publishing.models import Publication, Token, Word, Written, apart
from samverkan.remembered import remembered
from samverkan.search import compounds
from samverkan.search.sorted_texts import Groups, SortedTexts

Names = tuple[tuple[str, ...], ...]  # What means the same: each a row of words.
_COLUMNS = ("word", "root", "count", "most", "until")
_NO_WORD = 0  # The weight of what is no word.
Row = tuple[str, str, int, int]  # A word, its root, how many entries hold it, and how much it says at most.


class Words(Mapping[str, tuple[int, int]]):
    """How many entries hold a word, and how much it says at most."""

    def __init__(self, rows: list[Row]) -> None:
        self.texts = SortedTexts(row[0] for row in rows)
        self._counts, self._most = array("I", (row[2] for row in rows)), array("B", (row[3] for row in rows))

    def __getitem__(self, word: str) -> tuple[int, int]:
        place = self.texts.place_of(word)
        if place is None:
            raise KeyError(word)
        return self._counts[place], self._most[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


class Vocabulary:
    """The words that entries hold, and which publications these are."""

    def __init__(self, rows: Iterable[Row], synonyms: Iterable[Names] = (), held: Iterable[int] = ()) -> None:
        ordered = sorted(rows)
        self.words = Words(ordered)
        texts = self.words.texts
        said = [
            (place, row)
            for place, row in enumerate(ordered)
            if not row[0].startswith(MARKS) and row[0] not in STOP_WORDS
        ]
        self.by_root = Groups(((row[1], place) for place, row in said), texts)
        self.by_plain = Groups(((plain(row[0]), place) for place, row in said), texts)
        known = self.by_root.shared
        self.plain_roots = Groups(((plain(one), place) for place, one in enumerate(known)), known)
        self.held = bytearray()  # By the key of a publication, whether it is one of them.
        for key in held:
            self.held.extend(bytes(max(0, key + 1 - len(self.held))))
            self.held[key] = 1
        self.entries = max((row[2] for row in ordered), default=1)
        self.synonyms: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for names in synonyms:
            for name in names:
                roots = roots_of(name)
                self.synonyms.setdefault(roots, set()).update(other for other in names if roots_of(other) != roots)

    def most_weight(self, words: Iterable[str]) -> int:
        """How much any of the words says at most."""
        return max((self.words[word][1] for word in words if word in self.words), default=0)

    def ending_with(self, last: str) -> list[str]:
        """Words that are compounds whose last part has the root: what they are."""
        return [one for place in compounds.ending_with(last, self.by_root.shared) for one in self.by_root.at(place)]

    def beginning_with(self, first: str) -> list[str]:
        """Words that begin as the letters do; to who writes without å ä ö those are as a and o."""
        letters = plain(first)
        found = [one for place in self.by_plain.shared.beginning_with(letters) for one in self.by_plain.at(place)]
        return found if letters == first else [one for one in found if one.startswith(first)]


def roots_of(name: Iterable[str]) -> tuple[str, ...]:
    """The roots of the words that tell something: names are the same with and without the small words."""
    return tuple(root(word) for word in name if word not in STOP_WORDS)


@remembered(most=2)
def at(kind: str, number: int, newest: int) -> Vocabulary:
    """The words of a kind's entries at a revision. The newest is part of the key: a removal of words makes one.

    One query: the words, beside what is held, with the documents of the kinds that tell what means the same.
    """
    if number == newest and (read := _read(kind, number, _counted_already(kind))):
        return read
    return _read(kind, number, _counted_now(kind, number)) or Vocabulary([])


def _read(kind: str, number: int, counted: QuerySet[Any, Any]) -> Vocabulary | None:
    """The vocabulary with the counted words; None where they are those of a later revision."""
    telling = {one.name: one.synonyms for one in kinds.every() if one.synonyms}
    shown = Publication.objects.at(number).filter(Q(kind=kind) | Q(kind__in=telling)).order_by()
    text = Case(When(kind__in=telling, then=F("body")), default=Value(""), output_field=TextField())
    beside = shown.values_list(text, "kind", "pk", Value(_NO_WORD), Value(number))
    rows: list[Row] = []
    held: list[int] = []
    synonyms: list[Names] = []
    for word, also, count, most, until in rows_of(counted.union(beside, all=True)):
        if until != number:
            return None
        if most != _NO_WORD:
            rows.append((word, also or root(word), count, most))
            continue
        if also == kind:
            held.append(count)
        if word:
            names = telling[also](kinds.read(word))
            synonyms += (tuple(tuple(words_in(name)) for name in row) for row in names)
    return Vocabulary(rows, synonyms, held)


def _counted_already(kind: str) -> QuerySet[Any, Any]:
    """The words of the newest revision, counted as it was published, with its number."""
    log_ends = Written("(SELECT MAX(number) FROM publishing_revision)", gives=IntegerField())
    counted = Word.objects.filter(kind=kind, entries__gt=0).values("word", "root").order_by()
    return counted.annotate(count=Sum("entries"), most=Max("weight"), until=log_ends).values_list(*_COLUMNS)


def _counted_now(kind: str, number: int) -> QuerySet[Any, Any]:
    """The words of any revision; their roots are still to be found."""
    held = Publication.objects.at(number).of_kind(kind).values("pk")
    tokens = Token.objects.filter(apart(publication__in=held)).values("word").order_by()
    counted = tokens.annotate(root=Value(""), count=Count("pk"), most=Max("weight"), until=Value(number))
    return counted.values_list(*_COLUMNS)


def rows_of(asked: QuerySet[Any, Any]) -> list[Any]:
    """The answer as the database gives it: many thousand rows cost a third of what they do one by one."""
    with connection.cursor() as cursor:
        cursor.execute(*asked.query.sql_with_params())
        found: list[Any] = cursor.fetchall()
    return found
