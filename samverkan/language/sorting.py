"""Swedish alphabetical order, computed in Python so that both databases agree."""

import unicodedata

_ORDER = " 0123456789abcdefghijklmnopqrstuvwxyzåäö"
_RANK = {character: f"{rank:02x}" for rank, character in enumerate(_ORDER, start=1)}
_FOLD = {"æ": "ä", "ø": "ö", "ß": "ss", "ð": "d", "þ": "th", "œ": "oe", "ł": "l"}


def sort_key(text: str) -> str:
    """A key of hexadecimal digits that sorts as Swedish does: å ä ö last, W after V, accents ignored."""
    return "".join(_RANK.get(character, "") for character in " ".join(_folded(text).split()))


def _folded(text: str) -> str:
    result = []
    for character in unicodedata.normalize("NFC", text.casefold()):
        if character in "åäö":
            result.append(character)
        elif character in _FOLD:
            result.append(_FOLD[character])
        else:
            plain = unicodedata.normalize("NFD", character)[0]
            result.append(plain if plain in _RANK else " ")
    return "".join(result)
