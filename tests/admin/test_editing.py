"""Two editors, renames and publishing later: nobody's work is lost, nobody is surprised."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from federations.models import Mandate
from samverkan.publishing.documents import build, fingerprint
from samverkan.publishing.models import Publication, Revision
from tests.admin.test_review import act, change_address, form_data, review_address, seen
from tests.factories import ActivityFactory, FunctionFactory, PartnerFactory, published, works_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", for_whom={}, way_in={})
    published(activity)
    return activity


def test_the_later_stale_save_is_refused_told_who_changed_and_keeps_its_text(
    client: Client, admin_user: User, activity: Activity
) -> None:
    client.force_login(admin_user)
    stale = form_data(client, activity) | {"summary": "Den senares text"}
    client.post(change_address(activity), form_data(client, activity) | {"summary": "Den förres text"})
    page = client.post(change_address(activity), stale).content.decode()
    assert "har ändrats sedan du öppnade den (admin" in page
    assert "Den senares text" in page
    activity.refresh_from_db()
    assert activity.summary == "Den förres text"


def test_an_import_or_restore_also_makes_an_open_form_stale(
    client: Client, admin_user: User, activity: Activity
) -> None:
    client.force_login(admin_user)
    stale = form_data(client, activity) | {"summary": "Min text"}
    activity.refresh_from_db()
    activity.save()
    assert "har ändrats sedan" in client.post(change_address(activity), stale).content.decode()


@pytest.mark.parametrize("name", ["area", "function"])
def test_a_rename_shows_what_it_will_republish_before_it_does(
    admin_client: Client, activity: Activity, name: str
) -> None:
    entry = getattr(activity, name)
    entry.name = "Nytt namn"
    entry.save()
    address = reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_review", args=[entry.pk])
    assert "<li>Lotsen</li>" in admin_client.get(address).content.decode()
    assert "Nytt namn" not in body_at(1)
    data = {"action": "publish", "note": "", "seen": admin_client.get(address).context["form"]["seen"].value()}
    admin_client.post(address, data)
    assert "Nytt namn" in body_at(2)


def body_at(number: int) -> str:
    """The activity's published text at a revision."""
    return str(Publication.objects.at(number).get(slug="lotsen").body)


def schedule(client: Client, activity: Activity, when: dt.datetime) -> Any:
    local = timezone.localtime(when)
    data = {"action": "publish", "note": "Senare", "seen": seen(client, activity)}
    data |= {"due_at_0": local.strftime("%Y-%m-%d"), "due_at_1": local.strftime("%H:%M:%S")}
    return client.post(review_address(activity), data, follow=True)


def test_a_draft_can_be_left_to_be_published_later(admin_client: Client, admin_user: User, activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(summary="Framtidens text")
    schedule(admin_client, activity, timezone.now() + dt.timedelta(days=1))
    call_command("publish_due")
    assert Revision.objects.count() == 1
    Activity.objects.update(due_at=timezone.now() - dt.timedelta(minutes=1))
    call_command("publish_due")
    call_command("publish_due")
    revision = Revision.objects.get(number=2)
    assert (revision.note, revision.author) == ("Senare", admin_user)
    assert "Framtidens text" in body_at(2)


def test_a_faulty_draft_that_is_due_holds_up_no_other(admin_user: User, activity: Activity, capsys: Any) -> None:
    activity.summary = "Ny"
    activity.save()
    faulty = ActivityFactory.create(slug="a-felaktig", area=activity.area, function=FunctionFactory.create())
    faulty.partners.create(label="x", partner=PartnerFactory.create(name="Opublicerad"))
    for entry in Activity.objects.all():
        plan = {"due_by": admin_user, "due_fingerprint": fingerprint(build(entry))}
        Activity.objects.filter(pk=entry.pk).update(due_at=timezone.now() - dt.timedelta(minutes=1), **plan)
    with pytest.raises(SystemExit):
        call_command("publish_due")
    assert "som inte är publicerad" in capsys.readouterr().err
    assert Publication.objects.at(2).filter(slug="lotsen").exists()


def test_a_draft_changed_after_it_was_approved_does_not_go_out_by_itself(
    admin_client: Client, activity: Activity, capsys: Any
) -> None:
    Activity.objects.filter(pk=activity.pk).update(summary="Godkänd text")
    schedule(admin_client, activity, timezone.now() + dt.timedelta(days=1))
    Activity.objects.update(summary="Osedd text", due_at=timezone.now() - dt.timedelta(minutes=1))
    with pytest.raises(SystemExit):
        call_command("publish_due")
    assert "has changed since its time was set" in capsys.readouterr().err
    assert Revision.objects.count() == 1


def test_a_draft_goes_out_by_itself_only_while_its_approver_may_publish(
    client: Client, activity: Activity, capsys: Any
) -> None:
    user = works_for("publisher", activity.area)
    client.force_login(user)
    Activity.objects.filter(pk=activity.pk).update(summary="Ny")
    schedule(client, activity, timezone.now() + dt.timedelta(days=1))
    Activity.objects.update(due_at=timezone.now() - dt.timedelta(minutes=1))
    Mandate.objects.filter(user=user).update(role="editor")
    with pytest.raises(SystemExit):
        call_command("publish_due")
    assert Revision.objects.count() == 1
    Mandate.objects.filter(user=user).update(role="publisher")
    call_command("publish_due")
    assert Revision.objects.count() == 2


def test_publishing_at_once_lifts_the_planned_time(admin_client: Client, activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(summary="Ny", due_at=timezone.now() + dt.timedelta(days=1))
    act(admin_client, activity, "publish")
    activity.refresh_from_db()
    assert activity.due_at is None
