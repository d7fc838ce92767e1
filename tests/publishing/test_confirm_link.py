"""A reminder's link confirms what its reader saw, once, for our own page alone, and stands in no log."""

import logging
from io import StringIO
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from activities.models import Activity
from samverkan.desk.confirming import link as confirm_link
from samverkan.desk.entries.forms import stale_message
from samverkan.desk.models import ConfirmationLink
from samverkan.logs import WithoutSecrets
from samverkan.publishing.models import Event
from tests.factories import ActivityFactory, FederationFactory, published, works_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    mine = FederationFactory.create()
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", owners=[mine], for_whom={}, way_in={})
    published(activity)
    works_for("editor", mine)
    return activity


@pytest.fixture
def link(activity: Activity) -> str:
    made = confirm_link.make(activity, User.objects.get())
    return "/" + confirm_link.address(made).split("/", 3)[3]


def press(client: Client, link: str, **headers: str) -> Any:
    seen = client.get(link).context["publication"].revision_id
    return client.post(link, {"seen": seen}, headers=headers)


def confirmed() -> int:
    return Event.objects.filter(op="verify").count()


def test_what_was_published_since_the_page_was_opened_is_shown_first(
    client: Client, link: str, activity: Activity
) -> None:
    seen = client.get(link).context["publication"].revision_id
    activity.summary = "Nytt sedan dess."
    activity.save()
    published(activity)
    page = client.post(link, {"seen": seen})
    assert page.status_code == 409
    assert "Nytt sedan dess." in page.content.decode()
    assert confirmed() == 0
    assert press(client, link).status_code == 200
    assert confirmed() == 1


def test_the_page_shows_what_is_published_and_never_the_draft(client: Client, link: str) -> None:
    Activity.objects.update(summary="Bara ett utkast.", name="Utkastets namn")
    page = client.get(link).content.decode()
    assert "Stämmer uppgifterna om Lotsen fortfarande?" in page
    assert "utkast" not in page.lower()


def test_of_two_presses_at_once_one_counts(client: Client, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one is through when this one has read the link but not yet taken it."""
    read = confirm_link._entry

    def late(found: ConfirmationLink) -> Any:
        ConfirmationLink.objects.update(used_at=found.expires_at)
        return read(found)

    seen = client.get(link).context["publication"].revision_id
    monkeypatch.setattr(confirm_link, "_entry", late)
    assert client.post(link, {"seen": seen}).status_code == 410
    assert confirmed() == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),  # As browsers do under no-referrer.
        ({"Origin": "http://testserver", "Referer": "http://testserver/bekrafta/"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 410),
        ({"Origin": "https://annanstans.example"}, 410),
        ({"Origin": "http://testserver.annanstans.example"}, 410),
        ({"Referer": "https://annanstans.example/http://testserver/"}, 410),
        ({"Origin": "http://[sned"}, 410),
    ],
)
def test_only_our_own_page_has_the_button(client: Client, link: str, headers: dict[str, str], status: int) -> None:
    assert press(client, link, **headers).status_code == status
    assert confirmed() == (status == 200)


def test_who_meanwhile_has_the_form_open_is_told_who_confirmed(client: Client, link: str, activity: Activity) -> None:
    press(client, link)
    assert LogEntry.objects.get().user.get_username() == "samordnare"
    assert "samordnare: Bekräftad i r2" in stale_message(activity)


def test_no_log_tells_the_link_even_when_the_page_fails(
    client: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("the disk is full")

    client.raise_request_exception = False
    seen = client.get(link).context["publication"].revision_id
    monkeypatch.setattr(confirm_link, "confirm", fail)
    written = StringIO()
    [handler] = [one for one in logging.getLogger("django.request").handlers if one.get_name() == "console"]
    assert isinstance(handler, logging.StreamHandler)
    monkeypatch.setattr(handler, "stream", written)
    assert client.post(link, {"seen": seen}).status_code == 500
    assert "the disk is full" in written.getvalue()
    assert "/bekrafta/…" in written.getvalue()
    assert link.split("/")[2] not in written.getvalue()
    assert ConfirmationLink.objects.get().used_at is None


def test_every_line_loses_its_token_however_it_is_written() -> None:
    token = "Im5vbmNlIg:1xVKPR:H_RZw8-x"
    lines = [
        logging.makeLogRecord({"msg": "%s: %s", "args": ("Gone", f"/bekrafta/{token}/")}),
        logging.makeLogRecord({"msg": f'"POST /bekrafta/{token}/ HTTP/1.1" 200'}),
    ]
    for line in lines:
        assert WithoutSecrets().filter(line)
        assert token not in line.getMessage()
        assert "/bekrafta/…/" in line.getMessage()
