"""What a reader's words mean among the words of the catalogue; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from samverkan.language.analyser import (
    GROUP,
    NAME,
    STOP_WORDS,
    TARGET,
    THERE,
    TOGETHER,
    WEAK_WORDS,
    root,
    whole,
    words_in,
)
from samverkan.language.forms import stem
from samverkan.search.compounds import known_end, parts_of
from samverkan.search.likeness import nearest
from samverkan.search.vocabulary import Vocabulary

EXACT, FORM, SYNONYM, KIND_OF, PREFIX, PART_OF, MISSPELT = 1.0, 0.9, 0.7, 0.6, 0.5, 0.4, 0.6
_SHORTEST_WORD, _SHORTEST_PART, _SHORTEST_PREFIX, _MOST = 4, 4, 2, 200
_LONGEST_NAME = 6
_LONG_WORD, _LONG_END = 6, 7  # Letters that make it unlikely that an ending means something else.
Words = dict[str, float]  # Words of the catalogue with how well they answer, from 0 to 1.
Phrase = tuple[tuple[str, ...], int]  # Words that were asked for together, and the place of the first.
Way = tuple[Words, ...]  # Words that together answer: an entry must hold one of each.


@dataclass(frozen=True)
class Term:
    """Something that was asked for, and the ways in which an entry can answer it."""

    asked: str
    ways: tuple[Way, ...]
    least: int = 0  # Where a word must stand at least to count: a name that only is mentioned does not.

    @property
    def words(self) -> set[str]:
        return {word for way in self.ways for words in way for word in words}


@dataclass(frozen=True)
class Query:
    """All that was asked: what can be answered, what nobody speaks of, and words that were taken for others."""

    terms: tuple[Term, ...]
    whole: str  # All that was asked, as a name of an entry is written.
    unknown: tuple[str, ...] = ()
    instead: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> set[str]:
        return {word for term in self.terms for word in term.words}


def understood(text: str, vocabulary: Vocabulary) -> Query:
    """What a text asks for."""
    said = words_in(text)
    tokens = [token for token in said if token not in STOP_WORDS] or said
    beside = _beside(tokens, vocabulary)
    terms: list[Term] = []
    unknown: list[str] = []
    instead: dict[str, str] = {}
    for phrase, place in _telling(_phrases(tokens, vocabulary)):
        ways = list(_ways(phrase, vocabulary, is_last=place + len(phrase) == len(tokens)))
        if len(phrase) == 1 and (near := beside.get(place)):
            ways.append((dict.fromkeys(near, EXACT),))
        if not ways and not _is_known(phrase, vocabulary) and (guess := nearest(phrase[0], vocabulary)):
            instead[phrase[0]] = guess
            ways = [(_scaled(_placed(_forms(guess, vocabulary), vocabulary), MISSPELT),)]
        if ways:
            terms.append(_term(phrase, ways, vocabulary))
        elif not phrase[0].isdigit():
            unknown.append(" ".join(phrase))
    return Query(tuple(terms), whole(said), tuple(unknown), instead)


def _term(phrase: tuple[str, ...], ways: list[Way], vocabulary: Vocabulary) -> Term:
    is_name = len(phrase) == 1 and vocabulary.most_weight(_same(phrase[0], ways)) >= NAME
    return Term(" ".join(phrase), tuple(ways), TARGET if is_name else 0)


def _same(word: str, ways: list[Way]) -> list[str]:
    """Of what answers a word, the word itself in any form, not what is only derived from it."""
    answers = [one for way in ways for words in way for one in words]
    return [one for one in answers if one == TOGETHER + word or stem(one) == stem(word)]


def _beside(tokens: list[str], vocabulary: Vocabulary) -> dict[int, set[str]]:
    """By place, the words that a token makes together with its neighbours: u sam is usam."""
    found: dict[int, set[str]] = {}
    for place, (one, other) in enumerate(pairwise(tokens)):
        for both in (one + other, f"{TOGETHER}{one}{other}"):
            if both in vocabulary.words:
                found.setdefault(place, set()).add(both)
                found.setdefault(place + 1, set()).add(both)
    return found


def _telling(phrases: Iterable[Phrase]) -> list[Phrase]:
    """What says something, or all where nothing does."""
    every = list(phrases)
    return [one for one in every if len(one[0]) > 1 or one[0][0] not in WEAK_WORDS] or every


def _phrases(tokens: list[str], vocabulary: Vocabulary) -> Iterator[Phrase]:
    """The words that were asked for with their places; several that have a synonym together are one."""
    roots = [root(token) for token in tokens]
    longest = max([_LONGEST_NAME, *map(len, vocabulary.synonyms)])
    place = 0
    while place < len(tokens):
        sizes = range(min(longest, len(tokens) - place), 1, -1)
        size = next(
            (
                size
                for size in sizes
                if tuple(roots[place : place + size]) in vocabulary.synonyms
                or _is_group(tokens[place : place + size], vocabulary)
            ),
            1,
        )
        yield tuple(tokens[place : place + size]), place
        place += size


def _is_group(words: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether the words are all that the name of something says which entries share: a function, a stream."""
    return vocabulary.most_weight([whole(words)]) == GROUP


def _ways(phrase: tuple[str, ...], vocabulary: Vocabulary, is_last: bool) -> Iterator[Way]:
    if len(phrase) > 1 and _is_group(phrase, vocabulary):
        yield ({whole(phrase): EXACT},)
        return
    own = tuple(_forms(word, vocabulary) for word in phrase)
    found = own_found = all(own)
    if found:
        yield own if len(own) > 1 else (_placed(own[0], vocabulary),)
    for other in sorted(vocabulary.synonyms.get(tuple(map(root, phrase)), ())):
        way = tuple(_scaled(_forms(word, vocabulary), SYNONYM) for word in other if word not in STOP_WORDS)
        if way and all(way) and (len(way) == 1 or not own_found):  # Several words may stand far apart.
            found = True
            yield way
    if not found and not _is_known(phrase, vocabulary):
        yield from _weaker(phrase[0], vocabulary, is_last)


def _is_known(phrase: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether the words mean something even where no entry speaks of it: then they were not meant as others."""
    return tuple(map(root, phrase)) in vocabulary.synonyms


def _forms(word: str, vocabulary: Vocabulary) -> Words:
    """The word as it stands and without å ä ö, its forms, and compounds that are a kind of it."""
    known = [one for one in (word, *vocabulary.by_plain.get(word, ())) if one in vocabulary.words]
    found: Words = {}
    if len(word) >= _SHORTEST_WORD and not word.isdigit():
        own = dict.fromkeys(map(root, known)) or vocabulary.plain_roots.get(root(word), [root(word)])
        for one in own:
            if len(one) >= _SHORTEST_PART or len(word) >= _LONG_WORD:
                found |= dict.fromkeys(vocabulary.ending_with(one), KIND_OF)
        for one in own:
            found |= dict.fromkeys(vocabulary.by_root.get(one, ()), FORM)
    if (together := TOGETHER + word) in vocabulary.words:
        found[together] = EXACT
    return found | dict.fromkeys(known, EXACT)


def _placed(words: Words, vocabulary: Vocabulary) -> Words:
    """The name of a place means what is there, not what only speaks of it."""
    there = {THERE + word: quality for word, quality in words.items() if THERE + word in vocabulary.words}
    return there or words


def _weaker(word: str, vocabulary: Vocabulary, is_last: bool) -> Iterator[Way]:
    """What else a word can mean that the catalogue does not have: the first of these that finds something."""
    own = root(word)
    begun = vocabulary.beginning_with(word) if len(word) >= (_SHORTEST_PREFIX if is_last else _SHORTEST_WORD) else []
    compounds = vocabulary.beginning_with(own) if len(own) >= _SHORTEST_PART else []
    if begun:
        yield (_placed(_likeliest(begun, PREFIX, vocabulary), vocabulary),)
    elif compounds:
        yield (_likeliest(compounds, PART_OF, vocabulary),)
    else:
        yield from _parts(own, vocabulary)


def _parts(own: str, vocabulary: Vocabulary) -> Iterator[Way]:
    """A compound that the catalogue does not have by its parts, or else by its last one."""
    ways = [
        tuple(_scaled(_forms(part, vocabulary), PART_OF) for part in two if part not in WEAK_WORDS)
        for two in parts_of(own, vocabulary.by_root)
    ]
    if found := [way for way in ways if way and all(way)]:
        yield from found
    elif head := known_end(own, vocabulary.by_root, _LONG_END):
        yield (_scaled(_forms(head, vocabulary), PART_OF),)


def _likeliest(words: list[str], quality: float, vocabulary: Vocabulary) -> Words:
    """As many as a database takes, those that say most first."""
    by_weight = sorted(words, key=lambda one: (-vocabulary.words[one][1], -vocabulary.words[one][0], one))
    return dict.fromkeys(by_weight[:_MOST], quality)


def _scaled(words: Words, by: float) -> Words:
    return {word: quality * by for word, quality in words.items()}
