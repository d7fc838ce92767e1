"""Where an entry answers: a piece of its text with the words marked; pure."""

from collections.abc import Iterable, Set

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from samverkan.language.analyser import places_in

_AROUND = 90
Place = tuple[int, int]


def snippet(texts: Iterable[str], words: Set[str]) -> SafeString:
    """The piece that holds most of the words, of the first text that has most of them; "" where none has any."""
    best, most = ("", [(0, 0)]), 0
    for text in texts:
        text = " ".join(text.split())
        found = [(word, (start, end)) for word, start, end in places_in(text) if word in words]
        different = len({word for word, _place in found})
        if different > most:
            best, most = (text, _merged(place for _word, place in found)), different
    return _marked(*best) if most else mark_safe("")


def _merged(places: Iterable[Place]) -> list[Place]:
    """Places in order, of which none is inside another."""
    found: list[Place] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _marked(text: str, places: list[Place]) -> SafeString:
    first = max(
        (place for place, _end in places), key=lambda start: sum(start <= s < start + _AROUND for s, _ in places)
    )
    begin = text.rfind(" ", 0, max(0, first - _AROUND // 2)) + 1 if first > _AROUND // 2 else 0
    stop = min(len(text), first + 2 * _AROUND)
    stop = text.rfind(" ", first, stop) if stop < len(text) and " " in text[first:stop] else stop
    pieces, done = ["… " if begin else ""], begin
    for start, end in places:
        if start >= begin and end <= max(stop, first):
            pieces += [escape(text[done:start]), f"<mark>{escape(text[start:end])}</mark>"]
            done = end
    return mark_safe("".join([*pieces, escape(text[done:stop]), " …" if stop < len(text) else ""]))
