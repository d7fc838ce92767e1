"""What a printed document is made of: plain data, of which templates/print/blocks.typ lays out each type.

A text is a text wherever it stands; nothing in it is read as markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

from samverkan.language.marked_up import html_of

Inline = str | dict[str, Any]  # Words, or words that stand out.
Block = dict[str, Any]
Answer = str | list[Block] | None  # What a fact says: some words, blocks, or None where it is unknown.

UNKNOWN: Inline = {"type": "unknown", "body": ["uppgift saknas"]}
DEEPEST = 4  # Lists within lists, or emphasis within emphasis; what is deeper stands at this depth.
_LISTS, _EMPHASES = ("ul", "ol"), ("strong", "em")
_BLOCKS = ("p", "li", *_LISTS)


def strong(*body: Inline) -> Inline:
    """Words that matter more."""
    return {"type": "strong", "body": list(body)}


def em(*body: Inline) -> Inline:
    """Words with stress."""
    return {"type": "em", "body": list(body)}


def small(*body: Inline) -> Inline:
    """Words that matter less, with a space before them."""
    return {"type": "small", "body": [" ", *body]}


def whole(*body: Inline) -> Inline:
    """Words that are not divided at the end of a line, such as names of places."""
    return {"type": "whole", "body": list(body)}


def link(target: str, *body: Inline) -> Inline:
    """Words that lead to the entry of that name, and say on which page it is."""
    return {"type": "link", "target": target, "body": list(body)}


def address(url: str) -> Inline:
    """An address written out, that leads there."""
    return {"type": "address", "url": url}


def paragraph(*body: Inline) -> Block:
    """A paragraph."""
    return {"type": "paragraph", "body": list(body)}


def note(*body: Inline) -> Block:
    """A paragraph of less weight."""
    return {"type": "note", "body": list(body)}


def aside(body: list[Block]) -> Block:
    """Blocks of less weight, with space above them."""
    return {"type": "aside", "body": body}


def card(title: str, parts: Iterable[list[Block]]) -> Block:
    """Parts in one frame under a heading, none of which is divided between two pages."""
    return {"type": "card", "title": title, "parts": list(parts)}


def lead(text: str | None) -> list[Block]:
    """What something is in a few sentences, larger; nothing where there are none."""
    return [{"type": "lead", "body": prose(text)}] if text else []


def heading(text: str) -> Block:
    """The heading of a section within an entry."""
    return {"type": "heading", "text": text}


def points(items: Iterable[str | Sequence[Inline]], *, numbered: bool = False) -> list[Block]:
    """A list, each of whose items is some words."""
    bodies = [[paragraph(*([item] if isinstance(item, str) else item))] for item in items]
    return [_list(bodies, numbered)]


def bulleted(items: Iterable[list[Block]]) -> Block:
    """A list, each of whose items is blocks."""
    return _list(list(items), numbered=False)


def _list(items: list[list[Block]], numbered: bool) -> Block:
    return {"type": "list", "numbered": numbered, "items": items}


def known(items: Sequence[Any] | None, shown: Iterable[str | Sequence[Inline]]) -> Answer:
    """A list as it is shown, None where it is unknown, and words where it is known to be empty."""
    if items is None:
        return None
    return points(shown) if items else "inga"


def fact(term: str, answer: Answer) -> Block:
    """A term with its answer; what is unknown is said to be."""
    said = [paragraph(answer or UNKNOWN)] if not isinstance(answer, list) else answer
    return {"type": "fact", "term": term, "body": said or [paragraph(UNKNOWN)]}


def fact_if(term: str, answer: Answer) -> Iterator[Block]:
    """The same, or nothing where there is no answer."""
    if answer:
        yield fact(term, answer)


def table(head: Sequence[str], rows: Iterable[Sequence[Answer]]) -> Block:
    """A table with column headings."""
    cells = [[fact("", cell)["body"] for cell in row] for row in rows]
    return {"type": "table", "head": list(head), "rows": cells}


def entry(name: str, title: str, body: Iterable[Block]) -> Block:
    """An entry under its own heading; links lead to its name."""
    return {"type": "entry", "name": name, "title": title, "body": list(body)}


def prose(text: str | None) -> list[Block]:
    """Paragraphs, lists and emphasis of a text in Markdown, of the same clean HTML as the pages show."""
    reader = _Reader()
    reader.feed(html_of(text))
    reader.close()
    return reader.blocks


class _Reader(HTMLParser):
    """Reads the HTML of `html_of`, which nests properly."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._into: list[list[Any]] = [self.blocks]  # Whose blocks are read now, the innermost last.
        self._words: list[list[Inline]] = [[]]  # The same of words within a paragraph.
        self._lists = self._emphases = 0  # How many are open.

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _BLOCKS:
            self._end_paragraph()
        self._lists += tag in _LISTS
        self._emphases += tag in _EMPHASES
        if tag == "br":
            self._words[-1].append({"type": "break"})
        elif tag in _EMPHASES and self._emphases <= DEEPEST:
            self._words.append([])
        elif tag in (*_LISTS, "li") and self._lists <= DEEPEST:
            made: Any = [] if tag == "li" else _list([], tag == "ol")
            self._into[-1].append(made)
            self._into.append(made if tag == "li" else made["items"])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in _EMPHASES and self._emphases <= DEEPEST:
            body = self._words.pop()
            self._words[-1].append({"type": tag, "body": body})
        elif tag in (*_LISTS, "li") and self._lists <= DEEPEST:
            self._into.pop()
        self._lists -= tag in _LISTS
        self._emphases -= tag in _EMPHASES

    def handle_data(self, data: str) -> None:
        after_break = self._words[-1] and self._words[-1][-1] == {"type": "break"}
        self._words[-1].append(data.replace("\n", "" if after_break else " "))

    def close(self) -> None:
        super().close()
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        words, self._words = self._words[0], [[]]
        if any(not isinstance(word, str) or word.strip() for word in words):
            self._into[-1].append(paragraph(*words))
