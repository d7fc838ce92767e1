"""What PDFs hold, for tests: their words, and their structure as a screen reader meets it."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words(page: PageObject) -> str:
    """The words of a page, the breaks of its lines forgotten; they are taken out once, since that takes time."""
    known: Any = page
    if not hasattr(known, "_words"):
        known._words = " ".join(page.extract_text().split())
    return str(known._words)


def all_words(book: PdfReader) -> str:
    return " ".join(words(page) for page in book.pages)


def elements(book: PdfReader, under: Any = None) -> Iterator[dict[str, Any]]:
    """The elements of the structure, or of a part of it, in reading order."""
    root: Any = book.trailer["/Root"]
    for item in _children(root["/StructTreeRoot"] if under is None else under):
        yield item
        yield from elements(book, item)


def _children(element: Any) -> list[Any]:
    below = element.get("/K", [])
    found = [item.get_object() for item in (below if isinstance(below, list) else [below])]
    return [item for item in found if isinstance(item, dict) and "/S" in item]


def tags(book: PdfReader, under: Any = None) -> list[str]:
    return [str(element["/S"]) for element in elements(book, under)]


def levels(book: PdfReader) -> list[int]:
    """The levels of the headings, in reading order."""
    return [int(tag[2:]) for tag in tags(book) if tag[:2] == "/H" and tag[2:].isdigit()]
