"""The pages in English: every word of ours translated, the catalogue's own marked as Swedish, one address for each."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import html5lib
import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from samverkan.pages.management.commands.collect_texts import collected
from samverkan.translations import FILE, compiled
from tests.factories import ActivityFactory, published
from tests.language import dotted, foreign_letters
from tests.pages import ERRORS, PAGES, fill

PLACE = (Path(settings.BASE_DIR) / "locale" / FILE).with_suffix(".po")
HELD = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>")


@pytest.fixture(scope="module")
def translations() -> polib.POFile:
    return polib.pofile(str(PLACE))


def test_every_text_has_one_translation_and_none_is_left_over(translations: polib.POFile) -> None:
    assert {entry.msgid: entry.msgid_plural for entry in translations} == collected()
    assert len(translations) == len({entry.msgid for entry in translations})
    assert translations.untranslated_entries() == translations.fuzzy_entries() == translations.obsolete_entries() == []


def test_a_translation_holds_what_its_text_holds(translations: polib.POFile) -> None:
    for entry in translations:
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert sorted(HELD.findall(text)) == sorted(HELD.findall(entry.msgid)), entry.msgid
            assert (text[0].isspace(), text[-1].isspace()) == (entry.msgid[0].isspace(), entry.msgid[-1].isspace())


def test_a_changed_translation_is_compiled_anew_and_an_unchanged_one_is_not(tmp_path: Path) -> None:
    source, words = (tmp_path / "källa" / FILE).with_suffix(".po"), (tmp_path / "mål" / FILE).with_suffix(".mo")
    source.parent.mkdir(parents=True)
    source.write_text('msgid "ja"\nmsgstr "yes"\n', encoding="utf-8")
    assert compiled(tmp_path / "källa", tmp_path / "mål") == tmp_path / "mål"
    first = words.stat()
    compiled(tmp_path / "källa", tmp_path / "mål")
    assert words.stat().st_ino == first.st_ino
    source.write_text('msgid "ja"\nmsgstr "aye"\n', encoding="utf-8")
    compiled(tmp_path / "källa", tmp_path / "mål")
    assert [entry.msgstr for entry in polib.mofile(str(words)) if entry.msgid == "ja"] == ["aye"]
    assert list(words.parent.iterdir()) == [words]


# The pages


@pytest.fixture
def in_dots(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Every translation as dots, so that any letter on a page comes from somewhere else."""
    dotted(tmp_path)
    settings.LOCALE_PATHS = [str(tmp_path)]
    trans_real._translations.clear()  # type: ignore[attr-defined]
    yield
    trans_real._translations.clear()  # type: ignore[attr-defined]


def written(address: str) -> list[str]:
    """What the reader wrote in an address, in whatever language."""
    parts = urlsplit(address)
    said = [word for _name, value in parse_qsl(parts.query) for word in value.split(",")]
    return [*said, *filter(None, parts.path.split("/"))]


@pytest.mark.django_db
def test_no_word_on_an_english_page_is_swedish_without_saying_so(client: Client, in_dots: None) -> None:
    fill()
    for address in (PAGES | ERRORS).values():
        body = client.get(f"/en{address}").content.decode()
        assert list(foreign_letters(body, written(address))) == [], address


@pytest.mark.django_db
def test_swedish_pages_say_no_language_but_their_own(client: Client) -> None:
    published(ActivityFactory.create(slug="lotsen", summary="En lots."))
    body = client.get("/verksamheter/lotsen/").content.decode()
    assert '<html lang="sv">' in body
    assert re.findall(r'lang="(\w+)"', body.replace('<html lang="sv">', "").replace("hreflang", "")) == ["en"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/verksamheter/?kommun=mark&q=arbete", "/hitta/?alder=30", "/om/?vid=r1"])
def test_the_switch_leads_to_the_same_question_in_the_other_language_and_back(client: Client, address: str) -> None:
    published(ActivityFactory.create())
    there = switch(client, address, "en")
    assert there == f"http://testserver/en{address}"
    assert switch(client, f"/en{address}", "sv") == f"http://testserver{address}"


def switch(client: Client, address: str, to: str) -> str:
    """Where the page's switch leads; each page names itself and the others for search engines."""
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    [link] = [link for link in tree.iter("a") if link.get("class") == "language"]
    assert (link.get("hreflang"), link.get("lang")) == (to, to)
    others = {one.get("hreflang"): one.get("href") for one in tree.iter("link") if one.get("hreflang")}
    assert others.keys() == {"sv", "en"}
    assert others[to] == link.get("href")
    return str(link.get("href"))


@pytest.mark.django_db
def test_links_of_an_english_page_stay_in_english(client: Client) -> None:
    published(ActivityFactory.create(slug="lotsen"))
    tree = html5lib.parse(client.get("/en/verksamheter/").content.decode(), namespaceHTMLElements=False)
    inside = [link.get("href") for link in tree.iter("a") if str(link.get("href")).startswith("/")]
    assert "/en/verksamheter/lotsen/" in inside
    assert [href for href in inside if not href.startswith("/en/") and not href.startswith("/api/")] == []


@pytest.mark.django_db
def test_each_language_is_kept_by_itself_and_known_again(client: Client) -> None:
    published(ActivityFactory.create(slug="lotsen"))
    swedish, english = client.get("/verksamheter/lotsen/"), client.get("/en/verksamheter/lotsen/")
    assert swedish["ETag"] != english["ETag"]
    for address, response in (("/verksamheter/lotsen/", swedish), ("/en/verksamheter/lotsen/", english)):
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_the_address_alone_chooses_the_language(client: Client) -> None:
    published(ActivityFactory.create())
    for header in ({}, {"accept-language": "en"}, {"cookie": "django_language=en"}):
        assert b'<html lang="sv">' in client.get("/", headers=header).content
        assert b'<html lang="en">' in client.get("/en/", headers={"accept-language": "sv"}).content


def test_dates_and_amounts_follow_the_language() -> None:
    from samverkan.plots.values import in_kronor
    from samverkan.publishing.edtf import Edtf

    said = {}
    for language in ("sv", "en"):
        with translation.override(language):
            said[language] = [
                str(Edtf.parse("2007-10-05")),
                str(Edtf.parse("2007-24")),
                str(Edtf.parse("195X")),
                in_kronor(-4_500_000),
            ]
    assert said == {
        "sv": ["5 oktober 2007", "vintern 2007/08", "1950-talet", "−4\u00a0500\u00a0000 kr"],
        "en": ["5 October 2007", "winter 2007/08", "the 1950s", "SEK −4,500,000"],
    }


def test_collecting_again_changes_nothing(tmp_path: Path) -> None:
    before = PLACE.read_bytes()
    call_command("collect_texts", verbosity=0)
    assert PLACE.read_bytes() == before
