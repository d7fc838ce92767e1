"""Words of Swedish texts as the search compares them; pure, the same for what is written and what is asked."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from samverkan.language.forms import stem
from samverkan.remembered import remembered

NAME, PLACE, GROUP, TARGET, BODY = 8, 5, 4, 3, 1  # How much a word says of an entry, by where it stands.
# Before what is no word of the text itself: neighbours in a name written as one, all that a name says, a place.
TOGETHER, WHOLE, THERE = "+", "=", "@"
MARKS = (TOGETHER, WHOLE, THERE)
LONGEST = 80
_TOKEN = re.compile(r"[0-9a-zåäö]+")
_COMPOUND = re.compile(r"[0-9a-zåäö]+(?:[-–/][0-9a-zåäö]+)+")
_KEPT = {"å", "ä", "ö"}
_UNUSUAL = re.compile(r"[^\x00-\x7FåäöÅÄÖ]")
_PLAIN = str.maketrans("åäö", "aao")
_OTHER_LETTERS = str.maketrans({"æ": "ä", "ø": "ö", "ß": "s", "ł": "l"})
# What makes nouns and participles of verbs, after the stem: träning, sjukskrivning, kartläggning, samordnande.
_ENDINGS = _TOKEN.findall("isering ering iser ation ande ende else heter het are ing isk ik er or ar et in en an a e i")
_LOOSE_END = re.compile(r"(?<=[^aeiouyåäö])n\Z|(?<=(.))\1\Z")  # Sjukskriv-n, bedöm-n, kartläg-g.
_SHORTEST = 4  # Of what is left, so that few words that have nothing to do with each other become one.

STOP_WORDS = frozenset(
    _TOKEN.findall(
        """i och att det som en på för med av till den har de inte om ett men var jag min mig mitt mina du dig din ditt
        vi oss är kan hur vad vem vilka vilken vilket när där här hos från eller man ska skall vill få får finns någon
        något några bor söker behöver sig så vid in ut upp under efter också bara ha kunna skulle bli blir blivit varit
        vara alla andra annan sin sitt sina han hon hen dem dom ni er inom mot än då nu mer finnas gäller måste göra
        gör vart varför tar emot ta utan hittar hitta kommer komma går gå ger ges visa letar leta söka tack"""
    )
)
# Nearly everything in a catalogue of help is help: such words choose only where nothing else was asked.
WEAK_WORDS = frozenset(
    _TOKEN.findall(
        """hjälp hjälper stöd stödja person personer människa människor verksamhet verksamheter insats insatser projekt
        kontakt kontaktperson telefon telefonnummer ringa adress information ålder år kommun stad plats"""
    )
)


def folded(text: str) -> str:
    """Small letters without accents; å ä ö are letters of their own. As long as the text, so that places agree."""
    return _UNUSUAL.sub(lambda found: _letter(found[0]), unicodedata.normalize("NFC", text)).lower()


@remembered(most=5_000)
def _letter(character: str) -> str:
    small = character.lower()[:1]
    if small in _KEPT or small.isascii():
        return small
    small = small.translate(_OTHER_LETTERS)
    return small if small in _KEPT else unicodedata.normalize("NFD", small)[:1]


def plain(word: str) -> str:
    """The word as keyboards without å ä ö write it."""
    return word.translate(_PLAIN)


def words_in(text: str) -> list[str]:
    """The words of a text in their order."""
    return _TOKEN.findall(folded(text))


def places_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text, composed as NFC has it, with the places where it begins and ends; hyphens do not part it."""
    small = folded(text)
    taken = 0
    for found in re.finditer(rf"{_COMPOUND.pattern}|{_TOKEN.pattern}", small):
        yield joined(found[0]), *found.span()
        taken = found.end()
        if not _TOKEN.fullmatch(found[0]):
            for part in _TOKEN.finditer(small, found.start(), taken):
                yield part[0], *part.span()


def joined(text: str) -> str:
    """All the words of a text written as one: u-sam, u sam and usam are the same."""
    return "".join(words_in(text))


def weighed(text: str, weight: int) -> Iterator[tuple[str, int]]:
    """The words of a text with their weight, hyphened ones joined too, and what is known of names and places."""
    small = folded(text)
    words = _TOKEN.findall(small)
    yield from ((word[:LONGEST], weight) for word in words)
    yield from (("".join(_TOKEN.findall(found[0]))[:LONGEST], weight) for found in _COMPOUND.finditer(small))
    if weight >= NAME:
        yield from ((f"{TOGETHER}{one}{other}"[:LONGEST], weight) for one, other in pairwise(words))
    if weight >= NAME or weight == GROUP:
        yield whole(words), weight
    if weight == PLACE:
        yield from ((f"{THERE}{word}"[:LONGEST], weight) for word in words)


def whole(words: Iterable[str]) -> str:
    """All that a name says, as one word: its small words make no difference."""
    said = list(words)
    return f"{WHOLE}{''.join([word for word in said if word not in STOP_WORDS] or said)}"[:LONGEST]


@remembered(most=20_000)
def root(word: str) -> str:
    """What forms and derivations of a word share: sjukskriven, sjukskrivna, sjukskrivning, sjukskrivningar."""
    found = _tight(stem(word))
    for ending in _ENDINGS:
        if found.endswith(ending) and len(found) - len(ending) >= _SHORTEST:
            return _tight(found.removesuffix(ending))
    return found


def _tight(found: str) -> str:
    while (shorter := _LOOSE_END.sub("", found)) != found:
        found = shorter
    return found
