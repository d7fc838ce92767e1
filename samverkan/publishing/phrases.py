"""Words that are to be removed: found in any spelling of case, blanks and digits, as whole words, and never kept."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

MARK = "[borttaget]"
SHORTEST, LONGEST = 3, 200  # Characters.
_BETWEEN = r"[\s\-\u2010-\u2015/().]*"  # What people write between the digits of a number.
_NUMBER = re.compile(r"\+?[0-9](?:[\s\-\u2010-\u2015/().]*[0-9]){5,}")
_AROUND = 40  # Characters shown on each side of a match.


def normal(words: str) -> str:
    """The one form of all spellings: small letters, single blanks, no outer marks; a number as its digits alone."""
    text = " ".join(unicodedata.normalize("NFC", words).casefold().split())
    text = re.sub(r"^[^\w+]+|\W+$", "", text)
    return re.sub(r"[^0-9+]", "", text) if _NUMBER.fullmatch(text) else text


class Phrases:
    """One or several phrases, to be found in texts and taken out of them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.normal = tuple(dict.fromkeys(filter(None, map(normal, phrases))))
        self._pattern = re.compile("|".join(map(_spellings, self.normal)) or r"(?!)", re.IGNORECASE)

    def count(self, text: str) -> int:
        """How often any of them stands in a text."""
        return sum(1 for _match in self._pattern.finditer(text))

    def without(self, text: str) -> str:
        """The text with a mark in their place."""
        return self._pattern.sub(MARK, text)

    def excerpts(self, text: str) -> list[tuple[str, str, str]]:
        """Each match between what stands just before and after it."""
        found = []
        for match in self._pattern.finditer(text):
            start, end = match.span()
            found.append((text[max(0, start - _AROUND) : start], match[0], text[end : end + _AROUND]))
        return found

    def out_of(self, value: Any) -> Any:
        """A value of JSON with the words taken out of every text in it, but for keys."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.out_of(item) for item in value]
        if isinstance(value, dict):
            return {key: self.out_of(item) for key, item in value.items()}
        return value


def _spellings(phrase: str) -> str:
    """A pattern for a phrase in its normal form; a name is also found with the s of the genitive."""
    if re.fullmatch(r"\+?[0-9]{6,}", phrase):
        return rf"(?<![\w+]){_BETWEEN.join(re.escape(character) for character in phrase)}(?!\w)"
    words = (
        "|".join(dict.fromkeys(re.escape(unicodedata.normalize(form, word)) for form in ("NFC", "NFD")))
        for word in phrase.split()
    )
    genitive = "s?" if phrase[-1].isalpha() else ""
    joined = r"\s+".join(f"(?:{word})" for word in words)  # Also what is written with combining accents.
    return rf"(?<!\w){joined}{genitive}(?![\w\u0300-\u036f])"


def candidates(text: str, length: int) -> Iterator[str]:
    """Every normal form of that many characters that may be a phrase in the text: between the bounds of words."""
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    for start in re.finditer(r"(?<!\w)\w", plain):
        end = start.start() + length
        if end <= len(plain) and re.match(r"\ws?(?!\w)|\w(?!\w)", plain[end - 1 :]):
            yield plain[start.start() : end]
    for number in _NUMBER.finditer(plain):
        digits = normal(number[0])
        if len(digits) == length:
            yield digits
