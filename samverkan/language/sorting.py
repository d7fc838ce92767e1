"""Swedish alphabetical order, computed in Python so that both databases agree."""

import unicodedata

_ORDER = " 0123456789abcdefghijklmnopqrstuvwxyzåäö"
_RANK = {ord(character): f"{rank:02x}" for rank, character in enumerate(_ORDER, start=1)}
_FOLD = {"æ": "ä", "ø": "ö", "ß": "ss", "ð": "d", "þ": "th", "œ": "oe", "ł": "l"}


class _Folded(dict[int, str]):
    """What each character counts as, found out the first time that it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFD", character)[0]
        folded = character if character in "åäö" else _FOLD.get(character, plain if ord(plain) in _RANK else " ")
        self[code] = folded
        return folded


_folded = _Folded()


def sort_key(text: str) -> str:
    """A key of hexadecimal digits that sorts as Swedish does: å ä ö last, W after V, accents ignored."""
    letters = unicodedata.normalize("NFC", text.casefold()).translate(_folded)
    return " ".join(letters.split()).translate(_RANK)
