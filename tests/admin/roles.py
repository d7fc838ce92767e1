"""Two federations and an activity of one of them, and how the tests of roles ask about them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from federations.models import Federation
from samverkan.desk.models import Review
from samverkan.publishing.models import Entry, Publication
from tests.factories import ActivityFactory, AreaFactory, FederationFactory, published

SEEN, REFUSED, HIDDEN = 200, 403, 404


@pytest.fixture
def mine() -> Federation:
    return FederationFactory.create(slug="mitt", name="Mitt förbund", area=AreaFactory.create(slug="omrade"))


@pytest.fixture
def others() -> Federation:
    return FederationFactory.create(slug="annans", name="Annans förbund")


@pytest.fixture
def my_activity(mine: Federation) -> Activity:
    activity = ActivityFactory.create(slug="min", name="Min verksamhet", owners=[mine], for_whom={}, way_in={})
    published(activity)
    return activity


def address(entry: Entry, page: str = "change", *args: Any) -> str:
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_{page}", args=[entry.pk, *args])


def stands(entry: Entry) -> tuple[Any, ...]:
    rows: Any = type(entry)._default_manager
    return (
        rows.filter(pk=entry.pk).values_list().get(),
        Publication.objects.count(),
        Review.objects.count(),
    )


def act(client: Client, entry: Entry, action: str) -> Any:
    page = client.get(address(entry, "review"))
    seen = page.context["form"]["seen"].value() if page.status_code == SEEN else "x"
    return client.post(address(entry, "review"), {"action": action, "note": "Därför att", "seen": seen})
