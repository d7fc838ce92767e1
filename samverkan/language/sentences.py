"""Sentences that hold words of the catalogue, which stay Swedish and say so wherever the page around them is not."""

from collections.abc import Iterable
from typing import Any, Self

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SWEDISH = "sv"


class Text(str):
    """A plain text for programs that looks as `html` in templates."""

    html: SafeString

    def __new__(cls, plain: str, html: SafeString) -> Self:
        made = super().__new__(cls, plain)
        made.html = html
        return made

    def __html__(self) -> SafeString:
        return self.html


def is_foreign() -> bool:
    """Whether the page is in another language than the catalogue."""
    return get_language() != SWEDISH


def attribute() -> SafeString:
    """What an element holds whose whole content is the catalogue's own words; "" on Swedish pages."""
    return mark_safe(f' lang="{SWEDISH}"') if is_foreign() else mark_safe("")


def own_attribute() -> SafeString:
    """What an element in the page's own language holds inside one of the catalogue's; "" on Swedish pages."""
    return format_html(' lang="{}"', get_language()) if is_foreign() else mark_safe("")


def quoted(words: str) -> str:
    """The catalogue's own words as part of a sentence."""
    if not words or not is_foreign():
        return words
    return Text(words, format_html('<span lang="{}">{}</span>', SWEDISH, words))


def say(sentence: str, **parts: Any) -> str:
    """A translated sentence with its parts, of which those that are quoted keep their language."""
    if not is_foreign():
        return sentence % parts
    shown = {name: conditional_escape(part) for name, part in parts.items()}
    return Text(sentence % parts, mark_safe(escape(sentence) % shown))


def joined(separator: str, words: Iterable[Any]) -> str:
    """Words in a row, each of which may be quoted."""
    row = [str(word) if not isinstance(word, str) else word for word in words]
    if not is_foreign():
        return separator.join(row)
    return Text(separator.join(row), mark_safe(escape(separator).join(map(conditional_escape, row))))


def listed(words: Iterable[Any]) -> str:
    """Words in a row within a sentence, the last after "och"."""
    *most, last = [*words] or [""]
    return say(_("%(most)s och %(last)s"), most=joined(", ", most), last=last) if most else last
