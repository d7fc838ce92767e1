"""“Stämmer fortfarande” in the admin: one click for whoever may edit, and for nobody else."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from federations.models import Federation
from samverkan.publishing.models import Event, Revision
from tests.admin.forms import unchanged
from tests.admin.roles import address
from tests.factories import ActivityFactory, FederationFactory, PartnerFactory, published, works_for
from tests.publishing.log import body_of

pytestmark = pytest.mark.django_db


def test_an_editor_confirms_with_one_click_and_is_told_what_and_until_when(
    client: Client, mine: Federation, my_activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2026, 11, 23))
    client.force_login(works_for("editor", mine))
    assert "Stämmer fortfarande" in client.get(address(my_activity)).content.decode()
    page = client.post(address(my_activity, "confirm"), follow=True).content.decode()
    assert "Min verksamhet är bekräftad, nästa gång senast 23 november 2027." in page
    assert Event.objects.get(op="verify").slug == my_activity.slug


def test_a_draft_is_not_confirmed_and_that_is_said(client: Client, mine: Federation, my_activity: Activity) -> None:
    Activity.objects.update(summary="Utkast", working_fingerprint="annat")
    client.force_login(works_for("editor", mine))
    page = client.post(address(my_activity, "confirm"), follow=True).content.decode()
    assert "Utkastet är kvar som det var." in page
    assert "Opublicerade ändringar" in page
    assert body_of(my_activity)["summary"] is None


def test_a_chosen_interval_holds_from_the_next_confirmation(
    client: Client, mine: Federation, my_activity: Activity
) -> None:
    client.force_login(works_for("editor", mine))
    client.post(address(my_activity), unchanged(client, address(my_activity)) | {"verified_months": "3"})
    client.post(address(my_activity, "confirm"))
    assert Event.objects.get(op="verify").verified_months == 3
    wrong = client.post(address(my_activity), unchanged(client, address(my_activity)) | {"verified_months": "17"})
    assert "16" in str(wrong.context["errors"])


def test_looking_confirms_nothing(client: Client, mine: Federation, my_activity: Activity) -> None:
    client.force_login(works_for("editor", mine))
    assert client.get(address(my_activity, "confirm")).status_code == 405
    assert Revision.objects.count() == 1


def test_several_are_confirmed_from_the_list(client: Client, mine: Federation, my_activity: Activity) -> None:
    other = ActivityFactory.create(owners=[mine], for_whom={}, way_in={})
    published(other)
    client.force_login(works_for("editor", mine))
    data = {"action": "confirm_selected", "_selected_action": [my_activity.pk, other.pk]}
    page = client.post(reverse("admin:activities_activity_changelist"), data, follow=True).content.decode()
    assert f"2 poster är bekräftade (Min verksamhet, {other.name})" in page
    assert Event.objects.filter(op="verify", revision=Revision.current_number()).count() == 2


def test_another_scopes_entry_cannot_be_confirmed(client: Client, mine: Federation, my_activity: Activity) -> None:
    client.force_login(works_for("manager", FederationFactory.create()))
    assert client.post(address(my_activity, "confirm")).status_code == 404
    data = {"action": "confirm_selected", "_selected_action": [my_activity.pk]}
    client.post(reverse("admin:activities_activity_changelist"), data)
    assert Revision.objects.count() == 1


def test_who_may_see_an_entry_but_not_edit_it_cannot_confirm_it(client: Client, mine: Federation) -> None:
    partner = PartnerFactory.create(owners=[mine])  # A shared register, kept by managers.
    published(partner)
    client.force_login(works_for("publisher", mine))
    assert "Stämmer fortfarande" not in client.get(address(partner)).content.decode()
    assert client.post(address(partner, "confirm")).status_code == 403
    data = {"action": "confirm_selected", "_selected_action": [partner.pk]}
    assert client.post(reverse("admin:federations_partner_changelist"), data).status_code == 403
    assert Revision.objects.count() == 1


def test_a_draft_has_no_such_button(client: Client, mine: Federation) -> None:
    draft = ActivityFactory.create(owners=[mine])
    client.force_login(works_for("editor", mine))
    assert "Stämmer fortfarande" not in client.get(address(draft)).content.decode()
    assert "finns inte i katalogen" in client.post(address(draft, "confirm"), follow=True).content.decode()


def test_what_is_overdue_waits_on_the_first_page_until_it_is_confirmed(
    client: Client, mine: Federation, my_activity: Activity
) -> None:
    client.force_login(works_for("editor", mine))
    waits = f"Stämmer {my_activity.name} fortfarande?"
    assert waits in client.get("/admin/").content.decode()
    client.post(address(my_activity, "confirm"))
    assert waits not in client.get("/admin/").content.decode()
