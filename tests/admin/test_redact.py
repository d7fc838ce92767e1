"""The page where words are removed: for superusers, with every place shown first, and without a trace afterwards."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from samverkan.publishing.models import Publication
from samverkan.removal.models import Removal
from tests.factories import ActivityFactory, published, works_for

pytestmark = pytest.mark.django_db
NAME = "Ymer Ymersson"


@pytest.fixture(autouse=True)
def stodet(settings: Any, tmp_path: Path) -> Activity:
    settings.DATA_DIR = tmp_path
    settings.LEDGER = tmp_path / "borttaget.ndjson"
    one = ActivityFactory.create(slug="stodet", method=f"Ring {NAME}.", purpose=f"Hos <b>{NAME}</b>")
    published(one)
    return one


@pytest.fixture
def head(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chef"))
    return client


ADDRESS = "/admin/publishing/removal/add/"


@pytest.mark.parametrize("role", ["editor", "publisher", "manager"])
def test_a_coordinator_of_a_scope_finds_no_such_page(client: Client, stodet: Activity, role: str) -> None:
    client.force_login(works_for(role, stodet.area))
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, {"words": NAME, "times": "2"}).status_code == 404
    line = Removal.objects.create(op="redact", digest="x", length=1, office="Kontoret", at=timezone.now())
    assert client.get(reverse("admin:publishing_removal_changelist")).status_code == 404
    assert client.get(reverse("admin:publishing_removal_change", args=[line.pk])).status_code == 404
    assert "Borttag" not in client.get("/admin/").content.decode()
    assert NAME in Publication.objects.get(slug="stodet").document["method"]


def test_every_place_is_shown_before_anything_is_done(head: Client) -> None:
    page = head.post(ADDRESS, {"words": NAME}).content.decode()
    assert "Orden står på 4 ställen" in page  # Twice in the draft, twice in what is published.
    assert f"Ring <mark>{NAME}</mark>." in page
    assert f"&lt;b&gt;<mark>{NAME}</mark>&lt;/b&gt;" in page
    assert Removal.objects.count() == 0


def test_they_are_removed_when_the_number_of_places_is_repeated(head: Client) -> None:
    answer = head.post(ADDRESS, {"words": NAME, "times": "4"}, follow=True)
    assert "Orden är borttagna på 4 ställen" in answer.content.decode()
    assert NAME not in answer.content.decode()
    assert Publication.objects.get(slug="stodet").document["method"] == "Ring [borttaget]."
    assert not LogEntry.objects.filter(change_message__contains="Ymer").exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"words": ""}, "Skriv orden som ska tas bort."),
        ({"words": "ab"}, "3 till 200 tecken"),
        ({"words": NAME, "times": "3"}, "Se efter igen"),
        ({"words": NAME, "times": "fyra"}, "Skriv antalet med siffror."),
        ({"words": "Ingen Alls", "times": "1"}, "ingenstans"),
        ({"words": "Ingen Alls"}, "ingenstans"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_words_stay_in_the_form(
    head: Client, typed: dict[str, str], told: str
) -> None:
    page = head.post(ADDRESS, typed).content.decode()
    assert told in page
    assert typed["words"] in page
    assert Removal.objects.count() == 0


def test_words_are_never_taken_from_the_address(head: Client) -> None:
    assert NAME not in head.get(ADDRESS, {"words": NAME, "times": "4"}).content.decode()
    assert Removal.objects.count() == 0


def test_the_page_is_kept_nowhere(head: Client) -> None:
    assert "no-store" in head.post(ADDRESS, {"words": NAME})["Cache-Control"]


def test_what_remains_can_be_read_but_neither_changed_nor_deleted(head: Client) -> None:
    head.post(ADDRESS, {"words": NAME, "times": "4"})
    line = Removal.objects.get()
    assert "ord borttagna" in head.get(reverse("admin:publishing_removal_changelist")).content.decode()
    page = head.get(reverse("admin:publishing_removal_change", args=[line.pk])).content.decode()
    assert line.digest not in page
    assert head.post(reverse("admin:publishing_removal_delete", args=[line.pk]), {"post": "yes"}).status_code == 403
    assert Removal.objects.exists()
