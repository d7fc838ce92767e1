"""The log as a whole: its numbers, its moments, and what it held at each of them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from federations.models import Area, Municipality
from samverkan.publishing.documents import Refused, references
from samverkan.publishing.models import Entry, Publication, Revision
from tests.factories import AreaFactory, MunicipalityFactory, published
from tests.publishing.log import OFFICE, everything, held, publish, replayed, withdraw

pytestmark = pytest.mark.django_db
TOWNS = 2


def test_moments_strictly_increase_even_when_the_clock_jumps_back(monkeypatch: pytest.MonkeyPatch) -> None:
    area = AreaFactory.create()
    noon = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    for now in (noon, noon, noon - dt.timedelta(days=1), noon + dt.timedelta(seconds=1)):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        area.name += "!"
        area.save()
        published(area)
    tick = dt.timedelta(microseconds=1)
    moments = list(Revision.objects.values_list("moment", flat=True))
    assert moments == [noon, noon + tick, noon + 2 * tick, noon + dt.timedelta(seconds=1)]
    assert list(Revision.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


# A small world: an area that lists some municipalities, all owned by it. An act is its name, whom it is about
# (the area is number 0) and what it says.
some = st.sets(st.integers(0, TOWNS), min_size=1)
everyone = st.just(set(range(TOWNS + 1)))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.one_of(some, everyone), st.none()),
        st.tuples(st.just("withdraw"), st.one_of(some, everyone), st.none()),
        st.tuples(st.sampled_from(["rename", "describe", "confirm"]), some, st.sampled_from(["2007", "2008"])),
        st.tuples(st.just("list"), some, st.none()),
    ),
    max_size=12,
)


def world() -> list[Entry]:
    area = AreaFactory.create(slug="omrade")
    return [area, *(MunicipalityFactory.create(slug=f"ort-{i}", owners=[area]) for i in range(TOWNS))]


def act(entries: list[Entry], name: str, chosen: set[int], word: str) -> None:
    """Do it; what is refused must leave everything as it was."""
    targets = [entries[index] for index in sorted(chosen)]
    if name in {"publish", "withdraw"}:
        before = everything()
        try:
            (publish if name == "publish" else withdraw)(targets, OFFICE)
        except Refused:
            assert everything() == before
        return
    if name == "list":
        area = Area.objects.get()
        area.municipalities.all().delete()
        for entry in targets:
            if isinstance(entry, Municipality):
                area.municipalities.create(municipality=entry, position=entry.pk)
        return
    for entry in targets:
        if name == "rename":
            entry.name = f"{entry.slug} {word}"
        elif name == "confirm":
            entry.verified_on = word
        elif isinstance(entry, Municipality):
            entry.official_name = word
        entry.save()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(acts)
def test_at_every_revision_the_catalogue_is_the_replay_of_the_events_until_then(acts: list[Any]) -> None:
    with undone():
        entries, shown = world(), {0: held(0)}
        for name, chosen, word in [("publish", set(range(TOWNS + 1)), None), *acts]:
            act(entries, name, chosen, word)
            number = Revision.current_number()
            assert number - max(shown) in {0, 1}, "one act is at most one revision"
            shown.setdefault(number, held(number))

        assert list(Revision.objects.values_list("number", flat=True)) == list(range(1, len(shown)))
        for number, then in shown.items():
            assert held(number) == then == replayed(number), "what was said at a revision never changes"
            assert_names_agree(number)


def assert_names_agree(number: int) -> None:
    """No document refers to what is not there, or by another name than its own."""
    documents = [publication.document for publication in Publication.objects.at(number)]
    names = {(document["kind"], document["slug"]): document["name"] for document in documents}
    for document in documents:
        for reference in references(document):
            assert reference["name"] == names[reference["kind"], reference["slug"]]
