"""“Stämmer fortfarande” in the admin: one click for whoever may edit, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from federations.models import Federation
from samverkan.publishing.models import Event, Revision
from tests.admin.roles import address
from tests.factories import ActivityFactory, FederationFactory, published, works_for

pytestmark = pytest.mark.django_db


def test_an_editor_confirms_with_one_click(client: Client, mine: Federation, my_activity: Activity) -> None:
    client.force_login(works_for("editor", mine))
    assert "Stämmer fortfarande" in client.get(address(my_activity)).content.decode()
    page = client.post(address(my_activity, "confirm"), follow=True).content.decode()
    assert "En post är bekräftad, nästa gång senast" in page
    assert Event.objects.get(op="verify").slug == my_activity.slug


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
    assert "2 poster är bekräftade" in page
    assert Event.objects.filter(op="verify", revision=Revision.current_number()).count() == 2


def test_another_scopes_entry_cannot_be_confirmed(client: Client, mine: Federation, my_activity: Activity) -> None:
    client.force_login(works_for("manager", FederationFactory.create()))
    assert client.post(address(my_activity, "confirm")).status_code == 404
    data = {"action": "confirm_selected", "_selected_action": [my_activity.pk]}
    client.post(reverse("admin:activities_activity_changelist"), data)
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
