"""Splitting Swedish compounds by what the catalogue knows: arbet-s-träning, långtids-sjukskriv. On roots; pure."""

from collections.abc import Container, Iterator

from samverkan.language.analyser import root
from samverkan.search.sorted_texts import SortedTexts

_LINKS = ("", "s", "e", "o")  # What stands between the parts of a compound: arbet-s-träning, kvinn-o-jour.
_PART = 3  # The fewest letters of a part.


def parts_of(whole: str, known: Container[str]) -> Iterator[tuple[str, str]]:
    """The ways to read a root as a compound of two others that are known."""
    for cut in range(_PART, len(whole) - _PART + 1):
        last = whole[cut:]
        if last not in known:
            continue
        for link in _LINKS:
            first = root(whole[:cut].removesuffix(link)) if whole[:cut].endswith(link) else ""
            if len(first) >= _PART and first in known:
                yield first, last
                break


def known_end(whole: str, known: Container[str], shortest: int) -> str | None:
    """The longest known root among the endings of another: långtids-sjukskriv."""
    ends = (whole[cut:] for cut in range(_PART, len(whole) - shortest + 1))
    return next((end for end in ends if end in known), None)


def ending_with(last: str, known: SortedTexts) -> Iterator[int]:
    """The places of the known roots that are compounds whose last part is the root: what they are."""
    return (place for place in known.ending_with(last) if len(known[place]) >= _PART + len(last))
