"""What a process remembers of the catalogue's words: each is worked on once, and nothing outlasts a removal."""

import gc

import pytest
from django.test import Client

from activities.models import Activity
from samverkan.language.marked_up import html_of
from samverkan.publishing import kinds, moment
from samverkan.publishing.models import Facet, Publication, Revision
from samverkan.publishing.publish import publish
from samverkan.remembered import remembered
from samverkan.removal.redact import find, redact
from tests.factories import OFFICE, ActivityFactory, published

pytestmark = pytest.mark.django_db
NAME = "Kajsa Kavat"
KEPT = (html_of, kinds.read)


@pytest.fixture
def lotsen() -> Activity:
    activity = ActivityFactory.create(
        slug="lotsen", described=True, verified_on="2007-23", summary=f"Ring {NAME} på måndagar."
    )
    published(activity)
    return activity


def show() -> str:
    return Client().get("/verksamheter/lotsen/").content.decode()


def is_remembered(words: str) -> bool:
    """Whether anything that the process holds for its pages tells the words."""
    held = [one for kept in KEPT for one in gc.get_referents(kept)]
    return any(words in str(one) for one in held)


def misses() -> list[int]:
    return [kept.cache_info().misses for kept in KEPT]


def test_texts_are_worked_on_once_for_all_pages_and_revisions(lotsen: Activity) -> None:
    first = show()
    before = misses()
    assert show() == first
    assert misses() == before
    other = ActivityFactory.create(slug="annat", area=lotsen.area, function=lotsen.function)
    publish([other], OFFICE)
    before = misses()
    assert NAME in show()
    assert misses() == before, "what was published beside it makes nobody read the same text again"


def test_removed_words_are_remembered_no_more_once_the_removal_is_seen(lotsen: Activity) -> None:
    show()
    assert is_remembered(NAME)
    redact([NAME], OFFICE, find([NAME]).times)
    assert NAME not in show()
    assert not is_remembered(NAME)


def test_who_still_reads_the_old_texts_while_they_are_removed_leaves_none(
    lotsen: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    show()
    redact([NAME], OFFICE, find([NAME]).times)
    show()
    html_of(f"Ring {NAME}")  # Of a request that began before.
    show()
    assert not is_remembered(NAME)
    html_of(f"Ring {NAME}")
    monkeypatch.setattr(moment.removals, "forgetting_until", 0.0)  # They must be done by now.
    show()
    assert not is_remembered(NAME)
    show()
    before = misses()
    show()
    assert misses() == before, "from then on texts are remembered again"


def test_no_more_is_remembered_than_was_said() -> None:
    twice = remembered(most=3)(lambda number: number * 2)
    assert [twice(number) for number in range(50)] == [number * 2 for number in range(50)]
    assert twice.cache_info().currsize == 3


def test_what_the_log_is_asked_stands_the_same_inside_another_question(lotsen: Activity) -> None:
    """Written questions keep to their own names, wherever Django puts them."""
    number = Revision.current_number()
    held = Publication.objects.at(number).of_kind("activity")
    inside = Facet.objects.filter(publication__in=held.with_facet("area", lotsen.area.slug)).values("publication")
    assert {row["publication"] for row in inside} == {held.get().pk}
    assert held.with_facet("area", lotsen.area.slug).with_verified(number).get().verified is not None
    assert list(held.with_facet("area")) == []
