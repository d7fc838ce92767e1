"""A coordinator's day with one activity: edit, review, preview, publish, withdraw, discard."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from samverkan.publishing.models import Editor, Publication, Revision
from tests.admin.forms import unchanged
from tests.factories import (
    ActivityFactory,
    FinancingStreamFactory,
    MunicipalityFactory,
    PartnerFactory,
    an_area,
    published,
    works_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    activity = ActivityFactory.create(
        slug="lotsen", name="Lotsen", described=True, placed_in=[MunicipalityFactory.create()], for_whom={}, way_in={}
    )
    published(activity)
    return activity


@pytest.fixture
def coordinator(client: Client) -> User:
    user = works_for("publisher", an_area())
    Editor.objects.create(user=user, office="Kansliet")
    client.force_login(user)
    return user


def change_address(activity: Activity) -> str:
    return reverse("admin:activities_activity_change", args=[activity.pk])


def review_address(activity: Activity) -> str:
    return reverse("admin:activities_activity_review", args=[activity.pk])


def form_data(client: Client, activity: Activity) -> dict[str, Any]:
    return unchanged(client, change_address(activity))


def seen(client: Client, activity: Activity) -> str:
    return str(client.get(review_address(activity)).context["form"]["seen"].value())


def act(client: Client, activity: Activity, action: str, note: str = "") -> Any:
    data = {"action": action, "note": note, "seen": seen(client, activity)}
    return client.post(review_address(activity), data, follow=True)


def test_saving_unchanged_makes_no_unpublished_changes(client: Client, coordinator: User, activity: Activity) -> None:
    response = client.post(change_address(activity), form_data(client, activity) | {"_review": "1"}, follow=True)
    assert response.redirect_chain, response.context["errors"]
    assert "Utkastet säger detsamma som katalogen" in response.content.decode()


def test_an_edit_is_shown_by_field_and_public_only_after_publishing(
    client: Client, coordinator: User, activity: Activity
) -> None:
    data = form_data(client, activity) | {"summary": "Ny text", "_review": "1"}
    page = client.post(change_address(activity), data, follow=True).content.decode()
    assert "Opublicerade ändringar" in page
    assert "Kort sagt" in page
    assert "Ny text" not in client.get("/verksamheter/lotsen/").content.decode()
    act(client, activity, "publish", "Förtydligat")
    assert "Ny text" in client.get("/verksamheter/lotsen/").content.decode()
    assert "Ny text" not in client.get("/verksamheter/lotsen/?vid=r1").content.decode()
    revision = Revision.objects.get(number=2)
    assert (revision.office, revision.note, revision.author) == ("Kansliet", "Förtydligat", coordinator)


def test_the_list_says_which_entries_have_unpublished_changes(
    client: Client, coordinator: User, activity: Activity
) -> None:
    address = reverse("admin:activities_activity_changelist")
    assert "Opublicerade ändringar" not in client.get(address).content.decode()
    client.post(change_address(activity), form_data(client, activity) | {"summary": "Ny text"})
    assert "Opublicerade ändringar" in client.get(address).content.decode()


def test_the_preview_is_the_public_page_of_the_draft(client: Client, coordinator: User, activity: Activity) -> None:
    client.post(change_address(activity), form_data(client, activity) | {"summary": "Ny text"})
    response = client.get(reverse("admin:activities_activity_preview", args=[activity.pk]))
    assert "Ny text" in response.content.decode()
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


def test_discarding_the_draft_returns_to_what_the_catalogue_says(
    client: Client, coordinator: User, activity: Activity
) -> None:
    client.post(change_address(activity), form_data(client, activity) | {"summary": "Ny text"})
    act(client, activity, "discard")
    activity.refresh_from_db()
    assert activity.summary != "Ny text"
    assert Revision.objects.count() == 1


def test_withdrawing_takes_the_entry_out_and_publishing_brings_it_back(
    client: Client, coordinator: User, activity: Activity
) -> None:
    act(client, activity, "withdraw", "Upphört")
    assert client.get("/verksamheter/lotsen/").status_code == 410
    act(client, activity, "publish")
    assert client.get("/verksamheter/lotsen/").status_code == 200


def test_what_was_changed_after_the_review_is_not_published_unseen(
    client: Client, coordinator: User, activity: Activity
) -> None:
    old = seen(client, activity)
    activity.summary = "Någon annans text"
    activity.save()
    response = client.post(review_address(activity), {"action": "publish", "note": "", "seen": old})
    assert "har ändrats sedan du öppnade sidan" in response.content.decode()
    assert Revision.objects.count() == 1


def test_a_fault_is_told_and_nothing_is_published(client: Client, coordinator: User, activity: Activity) -> None:
    activity.partners.create(label="Ny part", partner=PartnerFactory.create(name="Opublicerad"))
    page = act(client, activity, "publish").content.decode()
    assert "som inte är publicerad" in page
    assert Revision.objects.count() == 1


def test_an_entry_that_was_published_cannot_be_deleted_nor_change_its_address(
    client: Client, coordinator: User, activity: Activity
) -> None:
    delete = reverse("admin:activities_activity_delete", args=[activity.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    client.post(change_address(activity), form_data(client, activity) | {"slug": "annan"})
    activity.refresh_from_db()
    assert activity.slug == "lotsen"


def test_a_user_without_the_right_neither_sees_nor_publishes(client: Client, activity: Activity) -> None:
    client.force_login(User.objects.create_user("praktikant", is_staff=True))
    assert client.get(change_address(activity)).status_code == 403
    assert client.post(review_address(activity), {"action": "withdraw", "seen": "x"}).status_code == 404
    assert Publication.objects.filter(slug="lotsen").count() == 1


def test_the_review_needs_a_login(client: Client, activity: Activity) -> None:
    assert client.get(review_address(activity)).status_code == 302


def test_rows_added_in_the_form_go_last(client: Client, coordinator: User, activity: Activity) -> None:
    place = MunicipalityFactory.create()
    data = form_data(client, activity)
    data |= {"placements-TOTAL_FORMS": 2, "placements-1-municipality": place.pk, "placements-1-label": "Sist"}
    client.post(change_address(activity), data)
    assert [placement.label for placement in activity.placements.all()][-1] == "Sist"


def test_shares_that_do_not_sum_to_100_are_refused_with_the_sum(admin_client: Client) -> None:
    stream = FinancingStreamFactory.create()
    address = reverse("admin:financing_financingstream_change", args=[stream.pk])
    data: dict[str, Any] = {"name": stream.name, "slug": stream.slug, "owners": [stream.owners.get().pk]}
    for prefix in ("contribution_shares", "federations", "federations-citation-content_type-object_id"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    data |= {"contribution_shares-TOTAL_FORMS": 2}
    for index, percent in enumerate((50, 25)):
        row = f"contribution_shares-{index}"
        data |= {f"{row}-payer_kind": "state", f"{row}-payer": "Staten", f"{row}-percent": percent}
    page = admin_client.post(address, data).content.decode()
    assert "tillsammans 75 procent" in page
    assert not stream.contribution_shares.exists()


def test_the_log_can_be_read_in_the_admin(admin_client: Client, activity: Activity) -> None:
    assert admin_client.get(reverse("admin:publishing_revision_changelist")).status_code == 200


def test_the_log_cannot_be_changed_in_the_admin(admin_client: Client, activity: Activity) -> None:
    address = reverse("admin:publishing_revision_change", args=[1])
    assert admin_client.get(address).status_code == 200
    assert admin_client.post(address, {"note": "x"}).status_code == 403
    assert admin_client.post(reverse("admin:publishing_revision_delete", args=[1]), {"post": "yes"}).status_code == 403
