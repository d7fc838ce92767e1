"""Readers are told when nobody has confirmed an entry in time, from the day on which its time has run out."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Contact, ContactUse
from samverkan.desk.confirming.confirm import confirm
from samverkan.publishing.models import Entry
from tests.factories import OFFICE, ActivityFactory, FederationFactory, FinancingStreamFactory, published

pytestmark = pytest.mark.django_db
LAST_DAY = dt.date(2026, 11, 30)
SAID: Any = {"slug": "post", "verified_on": "2025-11", "verified_months": 12}


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dict[str, dt.date]:
    clock = {"day": LAST_DAY}
    monkeypatch.setattr(timezone, "localdate", lambda *args: clock["day"])
    return clock


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("factory", "address"),
    [
        (ActivityFactory, "/verksamheter/post/"),
        (FederationFactory, "/forbund/post/"),
        (FinancingStreamFactory, "/finansiering/post/"),
    ],
)
def test_a_page_says_from_the_next_day_that_it_should_have_been_confirmed(
    client: Client, today: dict[str, dt.date], factory: Any, address: str
) -> None:
    entry: Entry = factory.create(**SAID)
    published(entry)
    page = text(client, address)
    assert "Skulle ha bekräftats" not in page
    assert "Ska bekräftas på nytt senast november 2026." in page
    tag = client.get(address)["ETag"]
    today["day"] = LAST_DAY + dt.timedelta(days=1)
    assert "Skulle ha bekräftats på nytt senast november 2026." in text(client, address)
    assert client.get(address)["ETag"] != tag
    confirm([entry], OFFICE)
    page = text(client, address)
    assert "Skulle ha bekräftats" not in page
    assert "Ska bekräftas på nytt senast 1 december 2027." in page


def test_only_whom_one_sends_people_to_is_to_be_called_first(client: Client, today: dict[str, dt.date]) -> None:
    published(ActivityFactory.create(slug="verksamhet"), FederationFactory.create(slug="forbund"))
    assert "Uppgifterna är inte bekräftade.</strong> Ring innan" in text(client, "/verksamheter/verksamhet/")
    page = text(client, "/forbund/forbund/")
    assert "Uppgifterna är inte bekräftade.</strong>" in page
    assert "Ring innan" not in page


def test_a_phone_number_is_good_for_longer_than_the_rest(client: Client, today: dict[str, dt.date]) -> None:
    activity = ActivityFactory.create(**SAID)
    ContactUse.objects.create(activity=activity, contact=Contact.objects.create(office="Lotsen", phone="033-35 51 41"))
    published(activity)
    today["day"] = dt.date(2027, 11, 1)
    page = text(client, "/verksamheter/post/")
    assert "Skulle ha bekräftats" in page
    assert 'href="tel:033355141"' in page
    today["day"] = dt.date(2027, 12, 1)
    assert "tel:" not in text(client, "/verksamheter/post/")


def test_the_list_marks_what_waits_and_nothing_else(client: Client, today: dict[str, dt.date]) -> None:
    published(
        ActivityFactory.create(name="Färsk", verified_on="2026-11-01"),
        ActivityFactory.create(name="Gammal", verified_on="2007-23"),
        ActivityFactory.create(name="Aldrig"),
    )
    page = text(client, "/verksamheter/")
    assert page.count("Inte bekräftad sedan hösten 2007.") == 1
    assert page.count("Inte bekräftad.") == 1
