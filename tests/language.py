"""What of a page is neither translated nor marked as the catalogue's own words."""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import html5lib
import polib

from samverkan.pages.management.commands.collect_texts import collected
from samverkan.translations import FILE

DOT = "·"
SVG = "{http://www.w3.org/2000/svg}svg"
_HELD = re.compile(r"(%\(\w+\)[sd]|%[sd%]|<[^>]*>)")
_LETTERS = re.compile(r"[^\W\d_]")
_READ_ALOUD = ("alt", "aria-label", "title", "placeholder", "content")  # data-label repeats a heading.
_NEVER_READ = {"script", "style", "meta", "link", "code", "title"}  # A title names what the page is about.
# What has no language: addresses, names of standards and of ourselves, and months, whose words Django has.
_NAMES = re.compile(
    "|".join(
        (
            r"https?://\S+",
            r"[\w.]+@[\w.]+",
            *("Samverkanskatalogen", "Samverkans", "katalogen", "OpenAPI 3.1", "Open Referral HSDS 3.1", "DCAT-AP-SE"),
            *filter(None, month_name),
        )
    )
)


def _in_dots(text: str) -> str:
    return "".join(part if _HELD.fullmatch(part) else _LETTERS.sub(DOT, part) for part in _HELD.split(text))


def dotted(folder: Path) -> None:
    """Translations in which every letter is a dot: any letter on a page then comes from somewhere else."""
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for text, plural in collected().items():
        one, many = _in_dots(text), _in_dots(plural)
        held: dict[str, Any] = (
            {"msgid_plural": plural, "msgstr_plural": {0: one, 1: many}} if plural else {"msgstr": one}
        )
        file.append(polib.POEntry(msgid=text, **held))
    place = (folder / FILE).with_suffix(".mo")
    place.parent.mkdir(parents=True, exist_ok=True)
    file.save_as_mofile(str(place))


def foreign_letters(html: str, written: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Texts with letters that stand outside what is marked as Swedish, each with its element or attribute.

    `written` is what the reader wrote, in whatever language.
    """
    parser: Any = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)  # No mark where no element can stand.
    tree = parser.parse(html)
    for place, text in _of(tree, ""):
        left = _NAMES.sub("", text)
        for words in sorted(written, key=len, reverse=True):
            left = left.replace(words, "")
        if _LETTERS.search(left):
            yield place, text


def _of(node: Any, inherited: str) -> Iterator[tuple[str, str]]:
    language = node.get("lang") or inherited
    if not isinstance(node.tag, str) or node.tag == SVG:
        return  # A plot's words stand in the table beside it.
    if (node.tag == "meta" and node.get("name") == "description") or node.tag != "meta":
        for name in _READ_ALOUD:
            if language != "sv" and _LETTERS.search(node.get(name) or ""):
                yield f"{node.tag}@{name}", node.get(name)
    if node.tag not in _NEVER_READ and language != "sv" and _LETTERS.search(node.text or ""):
        yield node.tag, " ".join(node.text.split())
    for child in node:
        yield from _of(child, language)
        if language != "sv" and _LETTERS.search(child.tail or ""):
            yield node.tag, " ".join(child.tail.split())
