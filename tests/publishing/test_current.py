"""Which publications are current at a revision stands in the index, and is what the log itself says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from activities.models import Activity
from samverkan.desk.confirming.confirm import confirm
from samverkan.publishing.index import reindex, rewrite_index
from samverkan.publishing.kinds import Key
from samverkan.publishing.models import ENDLESS, Current, Event, Publication, Revision
from samverkan.removal.redact import find, redact
from tests.factories import OFFICE, ActivityFactory, MunicipalityFactory, published
from tests.publishing.log import held, publish, replayed, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived_in(tmp_path: Any, settings: Any) -> None:
    """A log in which entries are published, changed, confirmed, withdrawn, revived, renamed and rid of words."""
    settings.DATA_DIR = tmp_path
    first = ActivityFactory.create(slug="forst", method="Fråga Ymer Ymersson.", for_whom={}, way_in={})
    second = ActivityFactory.create(slug="sedan", function=first.function, for_whom={}, way_in={})
    published(first)
    published(second)
    confirm([Activity.objects.get(slug="forst")], OFFICE)
    withdraw([first], OFFICE)
    first.function.name = "Nytt namn"
    first.function.save()
    publish([first.function], OFFICE)
    publish([Activity.objects.get(slug="forst")], OFFICE)
    redact(["Ymer Ymersson"], OFFICE, find(["Ymer Ymersson"]).times)
    withdraw([second], OFFICE)
    assert Revision.current_number() == 8


def latest(number: int) -> dict[Key, int]:
    """Each entry's latest publication up to a revision, by reading the log from its beginning."""
    found: dict[Key, int] = {}
    for event in Event.objects.filter(revision__lte=number).order_by("revision", "position"):
        if event.publication_id:
            found[event.kind, event.slug] = event.publication_id
    return found


def nothing() -> None:
    """The index as publishing wrote it."""


def begin_anew() -> None:
    Current.objects.all().delete()
    reindex()


def rewrite() -> None:
    rewrite_index(Publication.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("after", [nothing, begin_anew, rewrite])
@pytest.mark.usefixtures("lived_in")
def test_at_every_revision_the_index_holds_what_reading_the_log_tells(after: Callable[[], None]) -> None:
    after()
    for number in range(Revision.current_number() + 1):
        rows = Publication.objects.latest_at(number)
        assert {(row.kind, row.slug): row.pk for row in rows} == latest(number), f"r{number}"
        assert len(rows) == len(latest(number)), f"r{number} holds an entry twice"
        assert held(number) == replayed(number), f"r{number}"


@pytest.mark.usefixtures("lived_in")
def test_every_event_knows_what_the_entry_said_before_it() -> None:
    events: Any = Event.objects.with_before()
    for event in events:
        before = latest(event.revision_id - 1).get((event.kind, event.slug))
        assert event.before == before, event


def test_an_entry_has_one_current_publication_at_a_time_and_each_for_a_while() -> None:
    published(ActivityFactory.create(slug="lotsen"))
    row = Current.objects.get(slug="lotsen")
    assert (row.since, row.until) == (1, ENDLESS)
    spare = Current.objects.exclude(slug="lotsen").earliest("pk")
    with pytest.raises(IntegrityError, match=r"current_one_at_a_time|UNIQUE"), transaction.atomic():
        Current.objects.filter(pk=spare.pk).update(kind=row.kind, slug=row.slug)
    with pytest.raises(IntegrityError, match="current_for_a_while"), transaction.atomic():
        Current.objects.filter(pk=row.pk).update(until=row.since)


def asked_of_the_index(amount: int) -> int:
    """How often publishing entries anew and withdrawing them asks what is current or writes it."""
    towns = MunicipalityFactory.create_batch(amount)
    published(*towns)
    for town in towns:
        town.official_name = f"{town.name} stad"
        town.save()
    with CaptureQueriesContext(connection) as captured:
        publish(towns, OFFICE)
        withdraw(towns, OFFICE)
    return sum(f'"{Current._meta.db_table}"' in query["sql"] for query in captured)


def test_what_publishing_asks_and_writes_of_it_does_not_grow_with_the_entries() -> None:
    few = asked_of_the_index(2)
    assert few > 0
    assert asked_of_the_index(40) == few
