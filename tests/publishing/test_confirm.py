"""Confirming tells that an entry still holds; it makes an event, no version, and publishes no draft."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import Activity
from samverkan.desk.confirming.confirm import confirm, overdue
from samverkan.publishing.confirmation import due, due_day, is_overdue
from samverkan.publishing.documents import Refused
from samverkan.publishing.models import Event, Publication, Revision
from samverkan.publishing.schemas.types import Verified
from tests.factories import OFFICE, ActivityFactory, FederationFactory, published, works_for
from tests.publishing.log import held, ops, publish, withdraw


@pytest.fixture
def activity(db: None) -> Activity:
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", summary="Publicerad", for_whom={}, way_in={})
    published(activity)
    return activity


def said(on: str, months: int = 12) -> Verified:
    return {"on": on, "by": None, "inferred": False, "months": months}


def test_a_confirmation_is_an_event_without_a_version(activity: Activity) -> None:
    revision = confirm([activity], OFFICE)
    assert revision
    [event] = Event.objects.filter(revision=revision)
    assert (event.op, event.slug, event.publication) == ("verify", "lotsen", None)
    assert event.verified == said(timezone.localdate().isoformat()) | {"by": OFFICE.office}
    assert Publication.objects.filter(slug="lotsen").count() == 1
    activity.refresh_from_db()
    assert activity.verified == event.verified


def test_a_draft_stays_a_draft(activity: Activity) -> None:
    Activity.objects.update(summary="Utkast")
    activity.refresh_from_db()
    confirm([activity], OFFICE)
    current = Publication.objects.at(Revision.current_number()).get(slug="lotsen")
    assert current.document["summary"] == "Publicerad"
    activity.refresh_from_db()
    assert activity.summary == "Utkast"


def test_confirming_twice_a_day_is_no_news(activity: Activity) -> None:
    assert confirm([activity], OFFICE)
    activity.refresh_from_db()
    assert confirm([activity], OFFICE) is None


def test_several_entries_are_one_revision(activity: Activity) -> None:
    other = ActivityFactory.create(for_whom={}, way_in={})
    published(other)
    revision = confirm([activity, other], OFFICE)
    assert Event.objects.filter(revision=revision).count() == 2


def test_an_open_form_becomes_stale_so_that_it_cannot_bring_the_old_day_back(activity: Activity) -> None:
    before = activity.edit_version
    confirm([activity], OFFICE)
    activity.refresh_from_db()
    assert activity.edit_version > before


def test_what_is_not_in_the_catalogue_cannot_be_confirmed_and_nothing_else_is(activity: Activity) -> None:
    draft = ActivityFactory.create(name="Bara ett utkast")
    with pytest.raises(Refused, match="Bara ett utkast: finns inte i katalogen"):
        confirm([activity, draft], OFFICE)
    assert Revision.objects.count() == 1
    activity.refresh_from_db()
    assert activity.verified is None


@pytest.mark.parametrize(
    ("on", "months", "day"),
    [
        ("2026-11-23", 12, dt.date(2027, 11, 23)),
        ("2026-11-23", 3, dt.date(2027, 2, 23)),
        ("2026-11-30", 3, dt.date(2027, 2, 28)),
        ("2007-23", 12, dt.date(2008, 11, 30)),
        ("2007", 16, dt.date(2009, 4, 30)),
    ],
)
def test_a_confirmation_is_good_for_its_months_counted_from_the_last_day_it_can_mean(
    on: str, months: int, day: dt.date
) -> None:
    assert due_day(said(on, months)) == day
    assert not is_overdue(said(on, months), day)
    assert is_overdue(said(on, months), day + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("on", "months", "words"),
    [("2026-11-23", 12, "23 november 2027"), ("2007-02", 12, "februari 2008"), ("2007-04", 3, "juli 2007")],
)
def test_until_when_is_said_as_exactly_as_the_confirmation_was_dated(on: str, months: int, words: str) -> None:
    until = due(said(on, months))
    assert until
    assert until.words == words
    assert (until.latest + dt.timedelta(days=1)).day == (24 if len(on) == 10 else 1)


def test_a_changed_interval_alone_is_told_when_it_is_published(activity: Activity) -> None:
    confirm([activity], OFFICE)
    activity.verified_months = 3
    activity.save()
    assert ops(publish([activity], OFFICE)) == [("verify", "lotsen")]
    assert held(Revision.current_number())["activity", "lotsen"][1]["months"] == 3


def test_what_is_withdrawn_cannot_be_confirmed(activity: Activity) -> None:
    withdraw([activity], OFFICE)
    with pytest.raises(Refused, match="Lotsen: finns inte i katalogen"):
        confirm([activity], OFFICE)


def test_what_waits_is_the_users_own_and_costs_no_query_an_entry(
    activity: Activity, django_assert_num_queries: Any
) -> None:
    mine = FederationFactory.create(verified_on="2026-11")
    user = works_for("editor", mine)
    published(mine, *(ActivityFactory.create(owners=[mine], for_whom={}, way_in={}) for _ in range(2)))
    today = dt.date(2026, 11, 23)
    with CaptureQueriesContext(connection) as asked:
        waiting = overdue(user, today)
    assert activity.slug not in [one.entry.slug for one in waiting]
    assert len(waiting) == 2
    published(*(ActivityFactory.create(owners=[mine], for_whom={}, way_in={}) for _ in range(5)))
    with django_assert_num_queries(len(asked) - 1):  # What the account may do was asked for once.
        assert len(overdue(user, today)) == 7


def test_what_was_never_confirmed_always_waits() -> None:
    assert is_overdue(None, dt.date(1, 1, 1))
