"""Words that are to be removed: found in any spelling of case, blanks and digits, as whole words, and never kept."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from samverkan.language.incoming import INVISIBLE

MARK = "[borttaget]"
SHORTEST, LONGEST = 3, 200  # Characters.
_ACCENTS = "\u0300-\u036f"  # Those that no letter has been composed with.
_WORD = rf"(?:[^\W_]|[{_ACCENTS}])"  # What words are made of; _ is Markdown's.
_STARTS, _ENDS = rf"(?<![^\W_])(?<![{_ACCENTS}])", rf"(?!{_WORD})"
_OUTER = re.compile(rf"^(?:(?!{_WORD}).)+|(?:(?!{_WORD}).)+$")
_OUTER_BUT_PLUS = re.compile(rf"^(?:(?!{_WORD})[^+])+|(?:(?!{_WORD}).)+$")
_BETWEEN = r"[\s\-\u2010-\u2015/().]*"  # What people write between the digits of a number.
_DIGITS = re.compile(rf"(?:\+{_BETWEEN})?[0-9](?:{_BETWEEN}[0-9])*")
_NUMBER_STARTS, _NUMBER_ENDS = re.compile(rf"(?<!\+){_STARTS}[0-9+]"), re.compile(rf"[0-9]{_ENDS}")
_NUMBER = re.compile(r"\+?[0-9]{6,}")
_LONG_RUN = re.compile(rf"[0-9](?:{_BETWEEN}[0-9]){{5}}")
_COUNTRY = re.compile(r"(?:\+|00)460?")
_GAP = re.compile(r"(?<![*_])[*_]*+\s[*_\s]*")  # Blanks, with the marks of Markdown beside them.
_CLUSTER = re.compile(rf"[\s*_{INVISIBLE}]+|[^{_ACCENTS}][{_ACCENTS}]*|[{_ACCENTS}]+", re.DOTALL)
_AROUND = 40  # Characters shown on each side of a match.


def normal(words: str) -> str:
    """The one form of all spellings: small letters, single blanks, no outer marks; a number as its digits alone."""
    text = _folded(words)
    inner = _OUTER.sub("", text)
    return _as_number(text) or _as_number(inner) or inner


def _folded(text: str) -> str:
    """The text as it is compared: small letters in their composed form, single blanks, nothing without width."""
    return _small(text).strip()


def _small(text: str) -> str:
    narrow = _GAP.sub(" ", re.sub(f"[{INVISIBLE}]", "", unicodedata.normalize("NFC", text)))
    return unicodedata.normalize("NFC", narrow.casefold())


def _as_number(text: str) -> str:
    """Its digits, in Sweden from the 0 on; "" where it is no number."""
    bare = _OUTER_BUT_PLUS.sub("", text)
    digits = re.sub(r"[^0-9+]", "", bare)
    return _national(digits) if _DIGITS.fullmatch(bare) and _NUMBER.fullmatch(digits) else ""


def _national(digits: str) -> str:
    return _COUNTRY.sub("0", digits) if _COUNTRY.match(digits) else digits


class Phrases:
    """One or several phrases, to be found in texts and taken out of them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.normal = tuple(dict.fromkeys(filter(None, map(normal, phrases))))
        self._numbers = [phrase for phrase in self.normal if _NUMBER.fullmatch(phrase)]
        self._words = [phrase for phrase in self.normal if phrase not in self._numbers]
        self._pattern = re.compile("|".join(map(_spellings, self.normal)) or r"(?!)")

    def count(self, text: str) -> int:
        """How often any of them stands in a text."""
        return len(self._spans(text))

    def without(self, text: str) -> str:
        """The text with a mark in their place."""
        for start, end in reversed(self._spans(text)):
            text = f"{text[:start]}{MARK}{text[end:]}"
        return text

    def excerpts(self, text: str) -> list[tuple[str, str, str]]:
        """Each match between what stands just before and after it."""
        return [
            (text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND])
            for start, end in self._spans(text)
        ]

    def out_of(self, value: Any) -> Any:
        """A value of JSON with the words taken out of every text in it, but for keys."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.out_of(item) for item in value]
        if isinstance(value, dict):
            return {key: self.out_of(item) for key, item in value.items()}
        return value

    def _may_stand(self, folded: str) -> bool:
        """Quickly found out, and of nearly every text not so."""
        return any(phrase in folded for phrase in self._words) or bool(self._numbers and _LONG_RUN.search(folded))

    def _spans(self, text: str) -> list[tuple[int, int]]:
        if not self._may_stand(_folded(text)):
            return []
        folded, places = _placed(text)
        return [(places[match.start()][0], places[match.end() - 1][1]) for match in self._pattern.finditer(folded)]


def _placed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and where in the text each of its characters comes from."""
    folded, places = "", []
    for cluster in _CLUSTER.finditer(text):
        plain = _small(cluster[0])
        folded += plain
        places += [cluster.span()] * len(plain)
    return folded, places


def _spellings(phrase: str) -> str:
    """A pattern for a phrase in its normal form; a name is also found with the s of the genitive."""
    if _NUMBER.fullmatch(phrase):
        national = re.fullmatch(r"0([1-9].*)", phrase)
        first = rf"(?:0|(?:\+|00){_BETWEEN}4{_BETWEEN}6{_BETWEEN}(?:0{_BETWEEN})?)" if national else ""
        digits = _BETWEEN.join(re.escape(digit) for digit in (national[1] if national else phrase))
        return rf"(?<!\+){_STARTS}{first}{_BETWEEN if first else ''}{digits}{_ENDS}"
    genitive = "s?" if phrase[-1].isalpha() else ""
    return rf"{_STARTS}{re.escape(phrase)}{genitive}{_ENDS}"


def candidates(text: str, length: int) -> Iterator[str]:
    """Every normal form of that many characters that may be a phrase in the text: between the bounds of words."""
    plain = _folded(text)
    for start in re.finditer(rf"{_STARTS}{_WORD}", plain):
        end = start.start() + length
        if end <= len(plain) and re.match(rf"{_WORD}(?:s?{_ENDS})", plain[end - 1 : end + 2]):
            yield plain[start.start() : end]
    for run in _DIGITS.finditer(plain):
        yield from _numbers(plain, run.span(), length)


def _numbers(plain: str, run: tuple[int, int], length: int) -> Iterator[str]:
    """The numbers that a run of digits may hold, since two may stand beside each other with little between."""
    ends = [at.end() for at in takewhile(lambda at: at.end() <= run[1], _NUMBER_ENDS.finditer(plain, run[0]))]
    for start in _NUMBER_STARTS.finditer(plain, *run):
        for end in ends[bisect(ends, start.start()) :]:
            number = _as_number(plain[start.start() : end])
            if len(number) == length:
                yield number
            if len(number) > length:
                break
