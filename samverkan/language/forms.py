"""What the forms of a Swedish word have in common, computed in Python so that both databases agree."""

import re

import snowballstemmer

from samverkan.remembered import remembered

_stemmer = snowballstemmer.stemmer("swedish")


# What Snowball leaves: förbundet, sjukskrivn(a) and tjänstemän.
_REST = [(re.compile(r"(?<=[^aeiouyåäö])n\Z"), ""), (re.compile(r"män\Z"), "man")]
_DEFINITE = re.compile(r"(?<=\w{4})et\Z")


def snowball(word: str) -> str:
    """The stem that Snowball gives a word in small letters."""
    found: str = _stemmer.stemWord(word)
    return found


@remembered(most=20_000)
def stem(word: str) -> str:
    """What the forms of a Swedish word have in common."""
    word = word.casefold()
    found = snowball(word)
    if found in (word, word.removesuffix("s")):
        found = _DEFINITE.sub("", found)
    for pattern, instead in _REST:
        found = pattern.sub(instead, found)
    return found
