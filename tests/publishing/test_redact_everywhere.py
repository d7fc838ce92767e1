"""After words were removed no address of the catalogue has them, and nobody beside it is hindered or undone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from samverkan.publishing.documents import Refused
from samverkan.publishing.edition import freeze
from samverkan.publishing.index import rewrite_index
from samverkan.publishing.models import Editor, Event, Publication, Revision
from samverkan.publishing.publish import Author, withdraw
from samverkan.removal import redact as module
from samverkan.removal.redact import find, redact
from tests.api.asking import BASE, LISTS
from tests.factories import OFFICE, ActivityFactory, AreaFactory, PartnerFactory, published, works_for

NAME = "Ymer Ymersson"
SEEDS = ["/", "/andringar/", "/andringar.atom", "/utgavor/", "/hitta/?kommun=vik&alder=22", "/sitemap.xml", "/om/"]
SEEDS += [f"{BASE}/changes?limit=100", f"{BASE}/editions", *(f"{BASE}{path}" for path in LISTS)]
SEEDS += [f"{BASE}/activities/stodet", f"{BASE}/activities/borta", f"{BASE}/partners/kontoret", "/parter/kontoret/"]
LINKS = re.compile(r"(?:href|src)=\"([^\"]+)\"|<loc>([^<]+)</loc>|\"(?:href|url|self|next)\":\"([^\"]+)\"")


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    settings.LEDGER = tmp_path / "borttaget.ndjson"
    return tmp_path


def remove(*words: str, by: Author = OFFICE) -> None:
    redact(words, by, find(words).times)


def catalogue() -> None:
    """Entries of several kinds that have the name in some version, one of them withdrawn; and an edition."""
    partner = PartnerFactory.create(slug="kontoret", name=f"Kontoret {NAME}", description=f"Fråga {NAME}.")
    one = ActivityFactory.create(slug="stodet", name="Stödet", for_whom={}, way_in={}, summary=f"Ring {NAME}.")
    one.partners.create(label="Kontoret", partner=partner)
    gone = ActivityFactory.create(slug="borta", name=f"Hos {NAME}", for_whom={}, way_in={})
    published(one, gone, partner)
    freeze(f"Boken om {NAME}", timezone.localdate(), f"Tack, {NAME}!", OFFICE, seen=Revision.current_number())
    withdraw([gone], OFFICE, f"{NAME} har slutat.")
    one = Activity.objects.get(slug="stodet")
    one.summary = "Ring kansliet."
    one.save()
    published(one)


def addresses(client: Client) -> Iterator[tuple[str, str]]:
    """Every page and answer that can be reached by links, as it is now and as it was at each revision."""
    moments = [f"r{number}" for number in range(1, 5)]
    waiting, seen = [*SEEDS], set(SEEDS)
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code < 500, address
        if "pdf" in answer.get("Content-Type", ""):
            continue
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode(answer.charset)
        yield address, text
        found = {next(filter(None, groups)) for groups in LINKS.findall(text)}
        found |= {
            f"{address}?vid={moment}" for moment in moments if "?" not in address and not address.startswith(BASE)
        }
        found |= {f"{address}?at={moment}" for moment in moments if "?" not in address and address.startswith(BASE)}
        for link in found:
            path = urldefrag(urljoin(address, link.replace("&amp;", "&"))).url.removeprefix("http://testserver")
            if path.startswith("/") and not re.match(r"/(admin|static|foresla)|.*\.pdf|.*vid=.*&|.*&vid", path):
                waiting += [path] if path not in seen else []
                seen.add(path)


@pytest.mark.django_db
@pytest.mark.rehearsal
def test_no_address_of_the_catalogue_has_them(client: Client) -> None:
    catalogue()
    before = {address for address, text in addresses(client) if "ymersson" in text.casefold()}
    assert len(before) > 20
    remove(NAME)
    assert [address for address, text in addresses(client) if "ymersson" in text.casefold()] == []
    assert {address for address, _text in addresses(client)} >= before


@pytest.mark.django_db
def test_a_foreword_alone_takes_a_revision_that_every_page_can_show(client: Client) -> None:
    published(ActivityFactory.create(slug="stodet"))
    freeze("Våren", timezone.localdate(), f"Tack, {NAME}!", OFFICE, seen=Revision.current_number())
    number = Revision.current_number()
    remove(NAME)
    assert Revision.current_number() == number + 1
    assert not Event.objects.filter(revision=number + 1).exists()
    for _address, text in addresses(client):
        assert "ymersson" not in text.casefold()


@pytest.mark.django_db
def test_an_office_that_is_a_person_s_name_does_not_come_back_with_the_removal(client: Client) -> None:
    user = works_for("publisher", AreaFactory.create())
    Editor.objects.update_or_create(user=user, defaults={"office": f"{NAME}, Lotsen"})
    published(ActivityFactory.create(slug="stodet", method=NAME))
    remove(NAME, by=Author.of(user))
    assert Revision.objects.latest("number").office == "[borttaget], Lotsen"
    assert find([NAME]).places == ()


@pytest.mark.django_db
def test_a_code_or_an_address_is_no_place() -> None:
    one = ActivityFactory.create(slug="stodet", for_whom={}, method="Mot pain")
    one.criteria.create(text="Har ont", situations=["pain"])
    published(one)
    assert find(["pain"]).times == 2  # In the draft and in what is published.


@pytest.mark.django_db
def test_words_that_the_message_itself_has_are_refused(client: Client) -> None:
    published(ActivityFactory.create(slug="stodet", method="Allt är borttaget."))
    with pytest.raises(Refused, match="för vanliga"):
        remove("borttaget")
    assert Revision.current_number() == 1


@pytest.mark.django_db
def test_an_address_in_other_letters_is_the_name_s_all_the_same(client: Client) -> None:
    ActivityFactory.create(slug="hos-asa-oberg", method="Fråga Åsa Öberg.")
    assert "adressnamn" in str(find(["Åsa Öberg"]).faults[0])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_it_is_refused_while_somebody_saves_and_nobody_is_hindered_in_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    published(ActivityFactory.create(slug="stodet", method=NAME))
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("UPDATE activities_activity SET exit = 'Sparas just nu.'")
            with pytest.raises(Refused, match="sparar just nu"):
                remove(NAME)
            cursor.execute("ROLLBACK")

            def reading(keys: Any) -> None:
                rewrite_index(keys)
                cursor.execute("SET statement_timeout = '2s'")
                cursor.execute("SELECT body FROM publishing_publication WHERE slug = 'stodet'")
                assert NAME in cursor.fetchone()[0]

            monkeypatch.setattr(module, "rewrite_index", reading)
            remove(NAME)
            cursor.execute("SELECT body FROM publishing_publication WHERE slug = 'stodet'")
            assert NAME not in cursor.fetchone()[0]
    finally:
        other.close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_saves_meanwhile_waits_and_is_told_that_the_form_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    published(ActivityFactory.create(slug="stodet", method=NAME))
    other = connections["default"].copy()
    asked = "SELECT edit_version FROM activities_activity FOR UPDATE NOWAIT"

    def saving(keys: Any) -> None:
        rewrite_index(keys)
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
            with pytest.raises(OperationalError):
                cursor.execute(asked)

    try:
        began = Activity.objects.get().edit_version
        monkeypatch.setattr(module, "rewrite_index", saving)
        remove(NAME)
        with other.cursor() as cursor:
            cursor.execute(asked)
            assert cursor.fetchone()[0] > began
    finally:
        other.close()


@pytest.mark.django_db
def test_the_setting_that_unlocks_ends_with_the_removal() -> None:
    published(ActivityFactory.create(slug="stodet", method=NAME))
    remove(NAME)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Publication.objects.update(name="x")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW samverkan.redact")
            assert cursor.fetchone() == ("off",)
