"""A way back: any published version becomes a draft again, and what was withdrawn can return."""

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from federations.models import Scope
from samverkan.publishing.models import Publication, Revision
from tests.admin.test_review import act
from tests.factories import ActivityFactory, FederationFactory, PartnerFactory, an_area, published, works_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(client: Client) -> Activity:
    """Three versions: the first text, the second, and withdrawn."""
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", summary="Första texten", for_whom={}, way_in={})
    published(activity)
    Activity.objects.filter(pk=activity.pk).update(summary="Andra texten")
    published(activity)
    client.force_login(works_for("publisher", an_area()))
    return activity


def version(activity: Activity, number: int) -> str:
    return reverse("admin:activities_activity_version", args=[activity.pk, number])


def restore(client: Client, activity: Activity, number: int) -> str:
    seen = client.get(version(activity, number)).context["seen"]
    return client.post(version(activity, number), {"seen": seen}, follow=True).content.decode()


def test_every_version_is_listed(client: Client, activity: Activity) -> None:
    act(client, activity, "withdraw")
    page = client.get(reverse("admin:activities_activity_versions", args=[activity.pk])).content.decode()
    assert version(activity, 1) in page
    assert version(activity, 2) in page
    assert "r3, återkallad" in page


def test_a_version_is_shown_before_it_is_brought_back(client: Client, activity: Activity) -> None:
    page = client.get(version(activity, 1)).content.decode()
    assert "Första" in page
    assert "Andra" in page
    activity.refresh_from_db()
    assert activity.summary == "Andra texten"


def test_a_version_comes_back_as_a_draft_and_is_public_when_published(client: Client, activity: Activity) -> None:
    page = restore(client, activity, 1)
    assert "Opublicerade ändringar" in page
    assert Revision.objects.count() == 2
    assert "Andra texten" in client.get("/verksamheter/lotsen/").content.decode()
    act(client, activity, "publish")
    assert "Första texten" in client.get("/verksamheter/lotsen/").content.decode()
    first, _second, third = Publication.objects.filter(slug="lotsen").order_by("revision")
    assert third.body == first.body


def test_a_withdrawn_entry_returns_by_any_of_its_versions(client: Client, activity: Activity) -> None:
    act(client, activity, "withdraw")
    restore(client, activity, 1)
    assert client.get("/verksamheter/lotsen/").status_code == 410
    act(client, activity, "publish")
    assert "Första texten" in client.get("/verksamheter/lotsen/").content.decode()


def test_a_draft_that_changed_meanwhile_is_not_overwritten(client: Client, activity: Activity) -> None:
    seen = client.get(version(activity, 1)).context["seen"]
    Activity.objects.filter(pk=activity.pk).update(summary="Kollegans text")
    page = client.post(version(activity, 1), {"seen": seen}).content.decode()
    assert "har ändrats sedan du öppnade sidan" in page
    activity.refresh_from_db()
    assert activity.summary == "Kollegans text"


def test_an_old_version_brings_no_old_owners_back(client: Client, activity: Activity) -> None:
    newcomer = Scope.of(FederationFactory.create())
    activity.owners.add(newcomer)
    restore(client, activity, 1)
    assert newcomer in activity.owners.all()


def test_there_is_no_version_but_the_entrys_own_published_ones(client: Client, activity: Activity) -> None:
    act(client, activity, "withdraw")  # r3 has nothing to bring back.
    published(ActivityFactory.create(slug="annan"))  # r4 is another entry's,
    published(PartnerFactory.create(slug=activity.slug))  # and so is r5.
    assert Revision.current_number() == 5
    assert [number for number in (0, 3, 4, 5, 6) if client.get(version(activity, number)).status_code != 404] == []


def test_a_version_whose_references_are_gone_is_refused_and_nothing_changes(client: Client, activity: Activity) -> None:
    old = activity.function
    activity.function = type(old).objects.create(slug="ny", name="Ny", matrix_heading="Ny", position=9)
    activity.function.owners.set(old.owners.all())
    activity.save()
    old.delete()
    page = restore(client, activity, 1)
    assert "finns inte" in page
    activity.refresh_from_db()
    assert activity.function.slug == "ny"
