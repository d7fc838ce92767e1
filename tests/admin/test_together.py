"""Several drafts are reviewed on one page and published as one revision, all of them or none."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from federations.models import Federation, Scope
from samverkan.publishing.models import Publication, Revision
from tests.factories import ActivityFactory, FederationFactory, PartnerFactory, published, works_for

pytestmark = pytest.mark.django_db
PAGE = "/admin/granska/"


@pytest.fixture
def mine() -> Federation:
    return FederationFactory.create(slug="mitt")


@pytest.fixture
def drafts(mine: Federation) -> list[Activity]:
    made = [
        ActivityFactory.create(slug=slug, name=slug.title(), owners=[mine], for_whom={}, way_in={})
        for slug in ("ett", "tva", "tre")
    ]
    published(*made)
    for entry in made[:2]:
        Activity.objects.filter(pk=entry.pk).update(summary="Ny text", working_fingerprint="annat")
    return made


def form(client: Client, *keys: str, **changes: Any) -> dict[str, Any]:
    seen = {f"seen {draft.key}": draft.seen for draft in client.get(PAGE).context["drafts"]}
    return {"post": list(keys), "note": "Tillsammans", **seen, **changes}


def test_the_page_shows_each_unpublished_draft_with_its_difference(
    client: Client, mine: Federation, drafts: list[Activity]
) -> None:
    client.force_login(works_for("publisher", mine))
    page = client.get(PAGE)
    assert [draft.key for draft in page.context["drafts"]] == ["activity/ett", "activity/tva"]
    assert page.content.decode().count("Ny text") >= 2


def test_the_ticked_drafts_become_one_revision(client: Client, mine: Federation, drafts: list[Activity]) -> None:
    client.force_login(works_for("publisher", mine))
    client.post(PAGE, form(client, "activity/ett", "activity/tva"))
    assert Revision.objects.get(number=2).note == "Tillsammans"
    assert set(Publication.objects.filter(revision=2).values_list("slug", flat=True)) == {"ett", "tva"}


def test_the_list_of_a_kind_leads_there_with_those_chosen(
    client: Client, mine: Federation, drafts: list[Activity]
) -> None:
    client.force_login(works_for("publisher", mine))
    data = {"action": "review_together", "_selected_action": [drafts[1].pk]}
    page = client.post(reverse("admin:activities_activity_changelist"), data, follow=True)
    assert [draft.key for draft in page.context["drafts"]] == ["activity/tva"]


@pytest.mark.parametrize("fault", ["changed", "foreign", "no such kind", "four eyes", "faulty", "none"])
def test_one_fault_and_nothing_is_published(
    client: Client, mine: Federation, drafts: list[Activity], fault: str
) -> None:
    foreign = ActivityFactory.create(slug="annans", owners=[FederationFactory.create()])
    client.force_login(works_for("publisher", mine))
    data = form(client, "activity/ett", "activity/tva")
    if fault == "changed":
        Activity.objects.filter(slug="tva").update(summary="Osedd text")
    if fault == "foreign":
        data["post"].append(f"activity/{foreign.slug}")
    if fault == "no such kind":
        data["post"].append("ingenting/ett")
    if fault == "four eyes":
        Scope.objects.filter(federation=mine).update(four_eyes=True)
    if fault == "faulty":
        drafts[1].partners.create(label="x", partner=PartnerFactory.create())
        data = form(client, "activity/ett", "activity/tva")
    if fault == "none":
        data["post"] = []
    page = client.post(PAGE, data)
    assert page.context["messages"]
    assert Revision.objects.count() == 1


def test_an_editor_sees_the_drafts_but_cannot_publish_them(
    client: Client, mine: Federation, drafts: list[Activity]
) -> None:
    client.force_login(works_for("editor", mine))
    data = form(client, "activity/ett")
    page = client.post(PAGE, data).content.decode()
    assert "finns inte bland dem du kan publicera" in page
    assert "En publicist behöver publicera det" in page
    assert Revision.objects.count() == 1


def test_where_nothing_waits_the_page_says_so(client: Client, mine: Federation) -> None:
    client.force_login(works_for("publisher", published_scope(mine)))
    assert "Det finns inga utkast" in client.get(PAGE).content.decode()


def published_scope(federation: Federation) -> Federation:
    published(federation)
    return federation
