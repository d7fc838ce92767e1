"""How the printed edition reaches its readers: made once, and kept."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from activities.editions.pdf import Printable
from samverkan.publishing.models import Edition
from tests.editions import frozen, redacted
from tests.factories import ActivityFactory, published
from tests.pdfs import opened, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_in(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "utgavor"


@pytest.fixture
def edition() -> Edition:
    published(ActivityFactory.create(slug="lotsen", name="Lotsen"))
    return frozen()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What is printed, in place of Typst."""
    calls: list[int] = []

    def make(printable: Printable) -> bytes:
        calls.append(printable.edition.number)
        return b"%PDF " + str(len(calls)).encode()

    monkeypatch.setattr(Printable, "make", make)
    return calls


PDF = "/utgavor/1/katalog.pdf"


def test_a_reader_gets_a_pdf_that_opens_in_the_browser_under_a_name_of_its_own(
    client: Client, edition: Edition
) -> None:
    response = client.get(PDF)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'inline; filename="samverkanskatalogen-utgava-1.pdf"'
    assert "Lotsen" in words(opened(response.content).pages[3])
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
