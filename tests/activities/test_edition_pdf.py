"""The printed edition: whole, findable, readable aloud, and of nothing but what was published."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from pypdf import PdfReader

from activities.editions.pdf import Printable
from activities.models import Activity
from federations.models import Federation
from samverkan.publishing.models import Publication
from tests import kept
from tests.content.test_privacy import has_mobile_number, has_name
from tests.editions import frozen
from tests.factories import ActivityFactory, BudgetFactory, published
from tests.fixture_files import SOURCE_CATALOGUE
from tests.pdfs import all_words, elements, levels, opened, tags, words

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def book(django_db_setup: None, django_db_blocker: Any) -> Iterator[PdfReader]:
    """The source catalogue's edition, printed once for the tests of what it holds; a draft stands beside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept.published(SOURCE_CATALOGUE)
        federation = Federation.objects.get(slug="bms")
        budget = BudgetFactory.create(name="Årets pengar", federation=federation)
        budget.years.create(year=2008, amount_kr=1_500_000)
        published(budget)
        lotsen = Activity.objects.get(slug="lotsen")
        Activity.objects.filter(pk=lotsen.pk).update(summary="Hemlig text i ett utkast.")
        ActivityFactory.create(name="Hemligt utkast", area=lotsen.area, function=lotsen.function)
        edition = frozen("Hösten", "Ett förord.")
        lotsen.refresh_from_db()
        published(lotsen)
        yield opened(Printable.of(edition).make())
        transaction.set_rollback(True)


def page_of(book: PdfReader, heading: str) -> int:
    """The number of the page on which a bookmark leads; 1 is the cover."""
    return next(number for title, number in bookmarks(book) if title == heading)


def bookmarks(book: PdfReader, level: Any = None) -> Iterator[tuple[str, int]]:
    for item in book.outline if level is None else level:
        if isinstance(item, list):
            yield from bookmarks(book, item)
        else:
            number = book.get_destination_page_number(item)
            assert number is not None
            yield str(item.title), number + 1


def test_it_is_tagged_and_says_its_language_and_title(book: PdfReader) -> None:
    root: Any = book.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data() or b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert book.metadata
    assert book.metadata.title == "Samverkanskatalogen, utgåva 1: Hösten"
    assert book.metadata.author == "Redaktionen i Provköping"


def test_the_matrix_is_a_table_to_a_screen_reader(book: PdfReader) -> None:
    matrix = next(element for element in elements(book) if element["/S"] == "/Table")
    [row, *rows] = [tags(book, element) for element in elements(book, matrix) if element["/S"] == "/TR"]
    assert row.count("/TH") == 1 + 5
    assert [cells.count("/TD") for cells in rows] == [1 + 5] * 9


def test_whoever_listens_hears_headings_without_a_gap_lists_tables_and_links(book: PdfReader) -> None:
    found = levels(book)
    assert found[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(found))
    assert {"/Title", "/H1", "/H2", "/H3", "/TOC", "/TOCI", "/L", "/LI", "/LBody", "/TH", "/TD", "/Link"} <= set(
        tags(book)
    )
    tables = [element for element in elements(book) if element["/S"] == "/Table"]
    assert all("/TH" in tags(book, table) for table in tables)
    links: list[Any] = [note.get_object() for page in book.pages for note in page.get("/Annots", ())]
    assert len(links) > 50
    assert all(link["/Contents"] for link in links)
    pictures = [element for element in elements(book) if element["/S"] in ("/Figure", "/Formula")]
    assert all(picture.get("/Alt") for picture in pictures)  # There are none: lines and colours say nothing alone.


def test_it_begins_with_cover_foreword_contents_and_matrix(book: PdfReader) -> None:
    cover, foreword, contents, matrix = (words(page) for page in book.pages[:4])
    assert all(part in cover for part in ("Samverkanskatalogen", "Utgåva 1", "Hösten", "22 november 2026"))
    assert "Sida" not in cover
    assert "Ett förord." in foreword
    assert f"{settings.SITE_URL}/utgavor/1/" in foreword
    assert contents.count("Lotsen") == 1
    for part in ("Borås", "Vårgårda", "Lotsen", "SARA", "ingen uppgift", "Special resurser"):
        assert part in matrix
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in book.pages]
    assert [width > height for width, height in sizes] == [number == 3 for number in range(len(sizes))]


def test_every_page_but_the_cover_has_its_number_and_the_edition_in_the_footer(book: PdfReader) -> None:
    total = len(book.pages)
    assert total > 20
    for number, page in enumerate(book.pages, start=1):
        if number > 1:
            assert f"Sida {number} av {total}" in words(page)
            assert "Utgåva 1, 22 november 2026" in words(page)


def test_bookmarks_and_contents_lead_to_every_entry(book: PdfReader) -> None:
    places = dict(bookmarks(book))
    contents = words(book.pages[2])
    held = Publication.objects.filter(
        kind__in=("activity", "financing_stream", "agreement", "budget", "federation"), revision__lte=2
    )
    names = list(held.values_list("name", flat=True))
    assert len(names) == 26 + 2 + 1
    for name in names:
        assert name in words(book.pages[places[name] - 1])
        leads_to = re.search(rf"{re.escape(name)} ?[. ]+ ?(\d+)", contents)
        assert leads_to, name
        assert int(leads_to[1]) == places[name]
    assert places["Källor"] == len(book.pages)


def test_entries_stand_by_function_in_the_matrix_s_order_then_money_federations_and_sources(book: PdfReader) -> None:
    top = [str(item.title) for item in book.outline if not isinstance(item, list)]
    functions = [row.document for row in Publication.objects.filter(kind="function")]
    ordered = [row["name"] for row in sorted(functions, key=lambda row: row["position"])]
    before = ["Förord", "Innehåll", "Matrisen för Sjuhärad"]
    after = ["Finansiering", "Överenskommelser", "Budgetar", "Samordningsförbund", "Källor"]
    assert top == [*before, *ordered, *after]
    assert re.search(r"2008 1\s500\s000", words(book.pages[page_of(book, "Årets pengar") - 1]))


def test_it_holds_no_draft_nothing_later_and_no_person(book: PdfReader) -> None:
    text = all_words(book)
    assert "emlig" not in text
    assert "Vägledning, coachning och sysselsättning" in text
    assert not has_name(text)
    assert not has_mobile_number(text)
    assert "<" not in text


def test_what_is_unknown_is_said_and_an_old_number_carries_its_year(book: PdfReader) -> None:
    lotsen = " ".join(words(page) for page in book.pages[page_of(book, "Lotsen") - 1 : page_of(book, "Lotsen") + 2])
    assert "uppgift saknas" in lotsen
    assert "033-35 51 41 (2007)" in lotsen
    assert "Bekräftad hösten 2007" in lotsen
