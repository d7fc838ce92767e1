"""One mail a month to each coordinator, with links that confirm one entry each, once, and only when pressed."""

import datetime as dt
import re
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from federations.models import Federation, Mandate
from samverkan.publishing.models import ConfirmationLink, Event, Revision
from tests.factories import ActivityFactory, FederationFactory, published, works_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine() -> Federation:
    return FederationFactory.create()


@pytest.fixture
def activity(mine: Federation) -> Activity:
    activity = ActivityFactory.create(
        slug="lotsen", name="Lotsen", owners=[mine], for_whom={}, way_in={}, verified_on="2007-23"
    )
    published(activity)
    Federation.objects.update(verified_on="2026-11")
    return activity


@pytest.fixture
def coordinator(mine: Federation, activity: Activity) -> Any:
    user = works_for("editor", mine)
    user.email = "samordnare@example.se"
    user.save()
    return user


def links() -> list[str]:
    return re.findall(rf"{settings.SITE_URL}(/bekrafta/\S+)", "\n".join(str(one.body) for one in mail.outbox))


def confirmed() -> int:
    return Event.objects.filter(op="verify").count()


def test_a_coordinator_gets_one_mail_with_what_is_overdue(coordinator: Any) -> None:
    call_command("send_reminders")
    [one] = mail.outbox
    assert one.to == ["samordnare@example.se"]
    assert "Lotsen (Verksamhet), senast bekräftad hösten 2007" in one.body
    assert len(links()) == 1


def test_the_same_month_brings_no_second_mail(coordinator: Any) -> None:
    call_command("send_reminders")
    call_command("send_reminders")
    assert len(mail.outbox) == 1
    call_command("send_reminders", again=True)
    assert len(mail.outbox) == 2
    ConfirmationLink.objects.update(sent_at=timezone.now() - dt.timedelta(days=28))
    call_command("send_reminders")
    assert len(mail.outbox) == 3


def test_a_dry_run_sends_nothing_and_makes_no_links(coordinator: Any, capsys: Any) -> None:
    call_command("send_reminders", dry_run=True)
    assert "samordnare: 1 poster" in capsys.readouterr().out
    assert (mail.outbox, ConfirmationLink.objects.count()) == ([], 0)


def test_only_ones_own_overdue_published_entries_are_in_it(coordinator: Any) -> None:
    foreign = ActivityFactory.create(name="Annans", owners=[FederationFactory.create()], for_whom={}, way_in={})
    fresh = ActivityFactory.create(
        name="Färsk", owners=list(Federation.objects.filter(scope__mandates__user=coordinator)),
        for_whom={}, way_in={}, verified_on=timezone.localdate().isoformat(),
    )  # fmt: skip
    published(foreign, fresh)
    ActivityFactory.create(name="Utkast", owners=list(Federation.objects.filter(scope__mandates__user=coordinator)))
    call_command("send_reminders")
    body = mail.outbox[0].body
    assert not [name for name in ("Annans", "Färsk", "Utkast") if name in body]


def test_a_failing_address_holds_up_no_other_and_leaves_no_links(coordinator: Any, mine: Federation) -> None:
    other = works_for("editor", mine, username="kollega")
    other.email = "kollega@example.se"
    other.save()
    sent = mail.EmailMultiAlternatives.send

    def send(one: Any) -> Any:
        if one.to == ["samordnare@example.se"]:
            raise OSError("nobody there")
        return sent(one)

    with mock.patch.object(mail.EmailMultiAlternatives, "send", send), pytest.raises(SystemExit):
        call_command("send_reminders")
    assert [one.to for one in mail.outbox] == [["kollega@example.se"]]
    assert set(ConfirmationLink.objects.values_list("user", flat=True)) == {other.pk}


def test_a_scanner_that_follows_every_link_confirms_nothing(client: Client, coordinator: Any) -> None:
    call_command("send_reminders")
    [link] = links()
    for _ in range(3):
        page = client.get(link)
        assert client.head(link).status_code == page.status_code == 200
    assert "Lotsen" in page.content.decode()
    assert confirmed() == 0


def test_the_button_confirms_that_one_entry_once_in_the_offices_name(client: Client, coordinator: Any) -> None:
    call_command("send_reminders")
    [link] = links()
    assert "Lotsen är bekräftad i dag" in client.post(link).content.decode()
    assert confirmed() == 1
    assert (client.post(link).status_code, client.get(link).status_code) == (410, 410)
    assert confirmed() == 1
    assert Revision.objects.get(number=2).author == coordinator


@pytest.mark.parametrize("fault", ["expired", "forged", "cut", "no role", "closed", "withdrawn", "elsewhere"])
def test_a_link_that_is_no_good_says_so_and_confirms_nothing(
    client: Client, coordinator: Any, activity: Activity, fault: str
) -> None:
    call_command("send_reminders")
    [link] = links()
    headers = {}
    if fault == "expired":
        ConfirmationLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    elif fault == "forged":
        link = link[:-3] + "xx/"
    elif fault == "cut":
        link = link[: len(link) // 2] + "/"
    elif fault == "no role":
        Mandate.objects.all().delete()
    elif fault == "closed":
        type(coordinator).objects.filter(pk=coordinator.pk).update(is_active=False)
    elif fault == "withdrawn":
        from samverkan.publishing.publish import withdraw
        from tests.factories import OFFICE

        withdraw([activity], OFFICE)
    else:
        headers = {"Origin": "https://annanstans.example"}
    page = client.post(link, headers=headers)
    assert page.status_code == 410
    assert "Länken går inte att använda" in page.content.decode()
    assert confirmed() == 0


def test_the_page_is_stored_nowhere_and_sets_no_cookie(client: Client, coordinator: Any) -> None:
    call_command("send_reminders")
    page = client.get(links()[0])
    assert (page["Cache-Control"], page["Referrer-Policy"], page["X-Robots-Tag"]) == (
        "no-store",
        "no-referrer",
        "noindex",
    )
    assert not page.cookies
