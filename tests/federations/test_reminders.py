"""One mail a month to each coordinator, with links that confirm one entry each, once, and only when pressed."""

import datetime as dt
import re
from smtplib import SMTPException
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import BadHeaderError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from federations.models import Federation, Mandate
from samverkan.desk.models import ConfirmationLink
from samverkan.publishing.models import Event, Revision
from samverkan.publishing.publish import withdraw
from tests.factories import OFFICE, ActivityFactory, FederationFactory, published, works_for

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


def press(client: Client, link: str, **headers: str) -> Any:
    """Open the page and press its button."""
    seen = client.get(link).context["publication"].revision_id
    return client.post(link, {"seen": seen}, headers=headers)


def confirmed() -> int:
    return Event.objects.filter(op="verify").count()


def test_a_coordinator_gets_one_mail_with_what_is_overdue(coordinator: Any) -> None:
    call_command("send_reminders")
    assert len(mail.outbox) == 1
    one: Any = mail.outbox[0]
    assert one.to == ["samordnare@example.se"]
    assert "Lotsen (Verksamhet), senast bekräftad hösten 2007" in one.body
    assert f"{settings.SITE_URL}/verksamheter/lotsen/" in one.body
    assert len(links()) == 1
    [(html, kind)] = one.alternatives
    assert kind == "text/html"
    assert links()[0] in html


def test_the_longest_waiting_comes_first(coordinator: Any, mine: Federation) -> None:
    said = {"Alfa": "2020", "Beta": "", "Gamma": "2005"}
    published(
        *(ActivityFactory.create(name=name, owners=[mine], verified_on=on, for_whom={}) for name, on in said.items())
    )
    call_command("send_reminders")
    body = mail.outbox[0].body
    assert sorted(["Lotsen (", *(f"{name} (" for name in said)], key=body.index) == [
        "Beta (",
        "Gamma (",
        "Lotsen (",
        "Alfa (",
    ]


def test_names_stand_in_the_mail_as_they_are_written(coordinator: Any, activity: Activity) -> None:
    Activity.objects.update(name="Mat & <b>arbete</b>")
    call_command("send_reminders")
    one: Any = mail.outbox[0]
    assert "Mat & <b>arbete</b>" in one.body
    assert "Mat &amp; &lt;b&gt;arbete&lt;/b&gt;" in one.alternatives[0][0]


def test_a_day_typed_in_a_draft_silences_no_reminder(coordinator: Any) -> None:
    Activity.objects.update(verified_on="2026-11-01")
    call_command("send_reminders")
    assert "Lotsen (Verksamhet), senast bekräftad hösten 2007" in mail.outbox[0].body


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}, {"is_staff": False}])
def test_who_has_no_address_or_is_not_let_in_gets_no_mail(coordinator: Any, change: dict[str, Any]) -> None:
    User.objects.filter(pk=coordinator.pk).update(**change)
    call_command("send_reminders")
    assert mail.outbox == []


def test_a_superuser_without_a_role_is_nobodys_coordinator(coordinator: Any) -> None:
    User.objects.create_superuser("admin", email="admin@example.se", password="ett-långt-lösenord")
    call_command("send_reminders")
    assert [one.to for one in mail.outbox] == [["samordnare@example.se"]]


def test_in_production_links_are_not_printed_on_the_screen(coordinator: Any, settings: Any) -> None:
    settings.PRODUCTION, settings.EMAIL_BACKEND = True, "django.core.mail.backends.console.EmailBackend"
    with pytest.raises(CommandError, match="Set EMAIL_URL"):
        call_command("send_reminders")
    assert not ConfirmationLink.objects.exists()


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
    assert "samordnare: 1 to confirm" in capsys.readouterr().out
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


@pytest.mark.parametrize("fault", [OSError("nobody there"), SMTPException("refused"), BadHeaderError("two lines")])
def test_a_failing_address_holds_up_no_other_and_leaves_no_links(
    coordinator: Any, mine: Federation, fault: Exception
) -> None:
    other = works_for("editor", mine, username="kollega")
    other.email = "kollega@example.se"
    other.save()
    sent = mail.EmailMultiAlternatives.send

    def send(one: Any) -> Any:
        if one.to == ["samordnare@example.se"]:
            raise fault
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
    assert "Lotsen är bekräftad i dag" in press(client, link).content.decode()
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
    seen = client.get(link).context["publication"].revision_id
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
        withdraw([activity], OFFICE)
    else:
        headers = {"Origin": "https://annanstans.example"}
    page = client.post(link, {"seen": seen}, headers=headers)
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
