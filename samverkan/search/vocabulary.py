"""The words of a moment: by root, by parts, by their letters without å ä ö; pure but for `at`."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, F, Max, Value

from samverkan.language.analyser import MARKS, STOP_WORDS, plain, root, words_in
from samverkan.publishing import kinds
from samverkan.publishing.models import Publication, Token, apart
from samverkan.remembered import remembered
from samverkan.search import compounds

Names = tuple[tuple[str, ...], ...]  # What means the same: each a row of words.
_COLUMNS = ("word", "count", "most", "text")


class Vocabulary:
    """The words that entries hold, each with how many hold it and how much it says at most."""

    def __init__(self, words: Mapping[str, tuple[int, int]], synonyms: Iterable[Names] = (), entries: int = 0) -> None:
        self.words = words
        self.entries = max(entries, max((count for count, _weight in words.values()), default=1))
        self.by_root: dict[str, list[str]] = {}
        self.by_plain: dict[str, list[str]] = {}
        for word in (word for word in words if not word.startswith(MARKS) and word not in STOP_WORDS):
            self.by_root.setdefault(root(word), []).append(word)
            self.by_plain.setdefault(plain(word), []).append(word)
        self.plain_roots: dict[str, list[str]] = {}
        for one in self.by_root:
            self.plain_roots.setdefault(plain(one), []).append(one)
        self.synonyms: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for names in synonyms:
            for name in names:
                key = roots_of(name)
                self.synonyms.setdefault(key, set()).update(other for other in names if roots_of(other) != key)

    def most_weight(self, words: Iterable[str]) -> int:
        """How much any of the words says at most."""
        return max((self.words[word][1] for word in words if word in self.words), default=0)

    def ending_with(self, last: str) -> list[str]:
        """Words that are compounds whose last part has the root: what they are."""
        return [one for whole in compounds.ending_with(last, self.by_root) for one in self.by_root[whole]]

    def beginning_with(self, first: str) -> list[str]:
        """Words that begin as the letters do; to who writes without å ä ö those are as a and o."""
        letters = plain(first)
        found = [one for other, words in self.by_plain.items() if other.startswith(letters) for one in words]
        return found if letters == first else [one for one in found if one.startswith(first)]


def roots_of(name: Iterable[str]) -> tuple[str, ...]:
    """The roots of the words that tell something: names are the same with and without the small words."""
    return tuple(root(word) for word in name if word not in STOP_WORDS)


@remembered(most=4)
def at(kind: str, number: int, newest: int) -> Vocabulary:
    """The words of a kind's entries at a revision. The newest is part of the key: a removal of words makes one.

    One query: the words of the kind, beside the documents of the kinds that tell what means the same.
    """
    telling = {one.name: one.synonyms for one in kinds.every() if one.synonyms}
    held = Publication.objects.at(number)
    tokens = Token.objects.filter(apart(publication__in=held.of_kind(kind).values("pk"))).values("word")
    counted = tokens.annotate(count=Count("pk"), most=Max("weight"), text=Value("")).values_list(*_COLUMNS)
    documents = held.filter(kind__in=telling).annotate(word=F("kind"), count=Value(0), most=Value(0), text=F("body"))
    words: dict[str, tuple[int, int]] = {}
    synonyms: list[Names] = []
    for word, count, most, text in counted.union(documents.values_list(*_COLUMNS), all=True):
        if text:
            rows = telling[word](kinds.read(text))
            synonyms += (tuple(tuple(words_in(name)) for name in names) for names in rows)
        else:
            words[word] = count, most
    return Vocabulary(words, synonyms)
