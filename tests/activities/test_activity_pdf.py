"""One activity on one A4: with contact and address, of what was published alone, and printed once."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Contact, ContactUse
from activities.pdf import ActivitySheet
from samverkan.publishing.models import Publication
from samverkan.publishing.publish import withdraw
from tests.factories import OFFICE, ActivityFactory, published
from tests.pdfs import all_words, levels, opened

pytestmark = pytest.mark.django_db
PDF = "/verksamheter/lotsen/blad.pdf"


@pytest.fixture(autouse=True)
def kept_in(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.SITE_URL = "https://katalogen.example"


@pytest.fixture
def lotsen() -> Activity:
    lotsen = ActivityFactory.create(slug="lotsen", name="Lotsen", method="\n\n".join(["Ett stycke till."] * 30))
    ContactUse.objects.create(activity=lotsen, contact=Contact.objects.create(office="Kansliet", phone="033-35 51 41"))
    published(lotsen)
    return lotsen


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is printed, in place of Typst."""
    calls: list[str] = []

    def make(sheet: ActivitySheet) -> bytes:
        calls.append(sheet.address)
        return b"%PDF " + str(len(calls)).encode()

    monkeypatch.setattr(ActivitySheet, "make", make)
    return calls


@pytest.mark.usefixtures("lotsen")
def test_even_a_long_activity_is_one_a4_with_contact_and_address(client: Client) -> None:
    response = client.get(PDF)
    assert response["Content-Type"] == "application/pdf"
    [page] = opened(response.content).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    words = all_words(opened(response.content))
    for said in ("Lotsen", "033-35 51 41", "Ett stycke till", "https://katalogen.example/verksamheter/lotsen/"):
        assert said in words


@pytest.mark.usefixtures("lotsen")
def test_its_name_is_the_heading_of_all_others(client: Client) -> None:
    found = levels(opened(client.get(PDF).content))
    assert found[0] == 1
    assert set(found[1:]) == {2}


@pytest.mark.usefixtures("lotsen")
def test_it_is_printed_anew_when_its_confirmation_has_grown_old(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Publication.objects.get(slug="lotsen")
    row.confirmation = json.dumps({"on": "2026-11", "by": None, "inferred": False, "months": 12})
    states, warned = set(), []
    for day in (dt.date(2026, 12, 1), dt.date(2029, 1, 1)):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: day)
        sheet = ActivitySheet.of(row)
        states.add(sheet.state)
        told = all_words(opened(sheet.make()))
        assert "033-35 51 41 (2026)" in told
        warned.append("Ring innan du hänvisar någon hit." in told)
    assert warned == [False, True]
    assert len(states) == 2


def test_it_is_printed_once_and_anew_when_the_activity_has_changed(
    client: Client, lotsen: Activity, made: list[str]
) -> None:
    first = client.get(PDF)
    published(ActivityFactory.create())
    assert client.get(f"{PDF}?samtal=sara").content == first.content
    assert client.get(PDF, headers={"if-none-match": first["ETag"]}).status_code == 304
    lotsen.summary = "Nytt."
    lotsen.save()
    assert client.get(PDF).content == first.content
    published(lotsen)
    assert client.get(PDF).content != first.content
    assert client.get(f"{PDF}?vid=r1").status_code == 200
    assert made[-1] == "https://katalogen.example/verksamheter/lotsen/?vid=r1"


def test_what_is_withdrawn_or_unknown_has_no_sheet(client: Client, lotsen: Activity) -> None:
    withdraw([lotsen], OFFICE)
    assert client.get(PDF).status_code == 410
    assert client.get("/verksamheter/finns-inte/blad.pdf").status_code == 404
