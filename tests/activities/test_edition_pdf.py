"""The printed edition: whole, findable, readable aloud, made once, and of nothing but what was published."""

import importlib
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from pypdf import PageObject, PdfReader

from activities.edition_pdf import Printable
from activities.models import Activity
from samverkan.publishing import printed
from samverkan.publishing.importer import import_catalogue
from samverkan.publishing.models import Edition, Publication
from samverkan.publishing.publish import Author
from tests.content.test_privacy import has_mobile_number, has_name
from tests.editions import frozen, redacted
from tests.factories import ActivityFactory, published


def why_not() -> str:
    """Why WeasyPrint cannot work here, if it cannot."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        return f"WeasyPrint eller dess bibliotek saknas: {error}".splitlines()[0]
    return ""


pytestmark = pytest.mark.django_db
needs_weasyprint = pytest.mark.skipif(bool(why_not()), reason=why_not())


@pytest.fixture(autouse=True)
def kept_in(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "utgavor"


# What it holds


@pytest.fixture(scope="module")
def book(django_db_setup: None, django_db_blocker: Any) -> Iterator[PdfReader]:
    """The source catalogue's edition, printed once for the tests of what it holds; a draft stands beside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_catalogue(django_settings.FIXTURES, Author("Redaktionen"), and_publish=True)
        lotsen = Activity.objects.get(slug="lotsen")
        Activity.objects.filter(pk=lotsen.pk).update(summary="Hemlig text i ett utkast.")
        ActivityFactory.create(name="Hemligt utkast", area=lotsen.area, function=lotsen.function)
        edition = frozen("Hösten", "Ett förord.")
        lotsen.refresh_from_db()
        published(lotsen)
        yield PdfReader(io.BytesIO(Printable.of(edition).make()))
        transaction.set_rollback(True)


def words(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


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


@needs_weasyprint
def test_it_is_tagged_and_says_its_language_and_title(book: PdfReader) -> None:
    root: Any = book.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data() or b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert book.metadata
    assert book.metadata.title == "Samverkanskatalogen, utgåva 1: Hösten"
    assert book.metadata.author == "Redaktionen i Provköping"


@needs_weasyprint
def test_the_matrix_is_a_table_to_a_screen_reader(book: PdfReader) -> None:
    root: Any = book.trailer["/Root"]
    kinds = list(tags(root["/StructTreeRoot"]))
    assert kinds.count("/Table") >= 1
    assert kinds.count("/TH") >= 6 + 9  # The headings of the columns and of the rows.
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/TD", "/Link"} <= set(kinds)


def tags(node: Any) -> Iterator[str]:
    waiting = [node]
    while waiting:
        item = waiting.pop().get_object()
        if isinstance(item, dict):
            yield str(item.get("/S"))
            below = item.get("/K")
            waiting += below if isinstance(below, list) else [below] if hasattr(below, "get_object") else []


@needs_weasyprint
def test_it_begins_with_cover_foreword_contents_and_matrix(book: PdfReader) -> None:
    cover, foreword, contents, matrix = (words(page) for page in book.pages[:4])
    assert all(part in cover for part in ("Samverkanskatalogen", "Utgåva 1", "Hösten", "22 november 2026"))
    assert "Sida" not in cover
    assert "Ett förord." in foreword
    assert f"{django_settings.SITE_URL}/utgavor/1/" in foreword
    assert contents.count("Lotsen") == 1
    for part in ("Borås", "Vårgårda", "Lotsen", "SARA", "ingen uppgift", "Special resurser"):
        assert part in matrix
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in book.pages]
    assert [width > height for width, height in sizes] == [number == 3 for number in range(len(sizes))]


@needs_weasyprint
def test_every_page_but_the_cover_has_its_number_and_the_edition_in_the_footer(book: PdfReader) -> None:
    total = len(book.pages)
    assert total > 20
    for number, page in enumerate(book.pages, start=1):
        if number > 1:
            assert f"Sida {number} av {total}" in words(page)
            assert "Utgåva 1, 22 november 2026" in words(page)


@needs_weasyprint
def test_bookmarks_and_contents_lead_to_every_entry(book: PdfReader) -> None:
    places = dict(bookmarks(book))
    contents = words(book.pages[2])
    held = Publication.objects.filter(kind__in=("activity", "financing_stream", "federation"), revision=1)
    names = list(held.values_list("name", flat=True))
    assert len(names) == 26
    for name in names:
        assert name in words(book.pages[places[name] - 1])
        leads_to = re.search(rf"{re.escape(name)} ?[. ]+ ?(\d+)", contents)
        assert leads_to, name
        assert int(leads_to[1]) == places[name]
    assert list(places)[-1] == "Källor"


@needs_weasyprint
def test_entries_stand_by_function_in_the_matrix_s_order_then_money_federations_and_sources(book: PdfReader) -> None:
    top = [str(item.title) for item in book.outline if not isinstance(item, list)]
    functions = [row.document for row in Publication.objects.filter(kind="function")]
    ordered = [row["name"] for row in sorted(functions, key=lambda row: row["position"])]
    before, after = ["Förord", "Innehåll", "Matrisen för Sjuhärad"], ["Finansiering", "Samordningsförbund", "Källor"]
    assert top == [*before, *ordered, *after]


@needs_weasyprint
def test_it_holds_no_draft_nothing_later_and_no_person(book: PdfReader) -> None:
    text = " ".join(words(page) for page in book.pages)
    assert "emlig" not in text
    assert "Vägledning, coachning och sysselsättning" in text
    assert not has_name(text)
    assert not has_mobile_number(text)
    assert "<" not in text


@needs_weasyprint
def test_what_is_unknown_is_said_and_an_old_number_carries_its_year(book: PdfReader) -> None:
    lotsen = " ".join(words(page) for page in book.pages[page_of(book, "Lotsen") - 1 : page_of(book, "Lotsen") + 2])
    assert "uppgift saknas" in lotsen
    assert "033-35 51 41 (2007)" in lotsen
    assert "Bekräftad hösten 2007" in lotsen


# How it is served


@pytest.fixture
def edition() -> Edition:
    published(ActivityFactory.create(slug="lotsen", name="Lotsen"))
    return frozen()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What is printed, in place of WeasyPrint."""
    calls: list[int] = []

    def make(printable: Printable) -> bytes:
        calls.append(printable.edition.number)
        return b"%PDF " + str(len(calls)).encode()

    monkeypatch.setattr(Printable, "make", make)
    return calls


PDF = "/utgavor/1/katalog.pdf"


@needs_weasyprint
def test_a_reader_gets_a_pdf_that_opens_in_the_browser_under_a_name_of_its_own(
    client: Client, edition: Edition
) -> None:
    response = client.get(PDF)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="samverkanskatalogen-utgava-1.pdf"'
    assert "Lotsen" in words(PdfReader(io.BytesIO(response.content)).pages[3])
    assert not response.cookies


def test_it_is_printed_once_for_everybody_and_whatever_is_published_later(
    client: Client, edition: Edition, made: list[int]
) -> None:
    first = client.get(PDF)
    published(ActivityFactory.create())
    assert client.get(PDF).content == first.content
    assert made == [1]
    assert client.get(PDF, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.head(PDF)["ETag"] == first["ETag"]


def test_each_edition_is_printed_for_itself(client: Client, edition: Edition, made: list[int]) -> None:
    published(ActivityFactory.create())
    frozen()
    assert client.get("/utgavor/2/katalog.pdf")["ETag"] != client.get(PDF)["ETag"]
    assert made == [2, 1]


@pytest.mark.parametrize("change", ["words removed", "build"])
def test_it_is_printed_anew_when_what_it_is_made_of_has_changed(
    client: Client, edition: Edition, made: list[int], settings: LazySettings, kept_in: Path, change: str
) -> None:
    first = client.get(PDF)
    if change == "build":
        settings.BUILD = "nästa"
    else:
        redacted()
    second = client.get(PDF, headers={"if-none-match": first["ETag"]})
    assert (second.status_code, second.content) == (200, b"%PDF 2")
    assert [file.read_bytes() for file in kept_in.glob("*.pdf")] == [second.content]


@pytest.mark.parametrize("missing", ["weasyprint", "weasyprint.urls"])
def test_without_weasyprint_the_page_says_what_to_install(
    client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    response = client.get(PDF)
    page = response.content.decode()
    assert response.status_code == 503
    assert "weasyprint" in page
    assert "libpango" in page
    assert 'href="/utgavor/1/"' in page
    assert (response["Retry-After"], response["Cache-Control"]) == ("3600", "no-store")
    assert not response.has_header("ETag")


def test_without_its_libraries_too(client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    response = client.get(PDF)
    assert response.status_code == 503
    assert "cannot load" not in response.content.decode()


def test_what_is_printed_already_is_served_without_weasyprint(
    client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    printable = Printable.of(edition)
    printed.kept("utgava-1", printable.state, lambda: b"%PDF")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert client.get(PDF).content == b"%PDF"
