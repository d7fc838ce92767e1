"""What a process has at hand of a kind's entries says what the index says of them, at every moment."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

import pytest

from samverkan.publishing.models import Facet, Publication, Revision
from samverkan.remembered import MOST_MOMENTS, ByMoment
from samverkan.search import shelf
from samverkan.search.shelf import bits, places
from tests.factories import ActivityFactory, MunicipalityFactory, published
from tests.publishing.log import OFFICE, withdraw


def test_a_set_tells_its_places_in_order() -> None:
    for some in ([], [0], [7, 8], [3, 4, 1999, 2000]):
        assert list(places(bits(some))) == some


@pytest.mark.django_db
def test_the_shelf_of_each_moment_holds_what_the_index_tells_of_it() -> None:
    vik = MunicipalityFactory.create(slug="vik")
    ended = ActivityFactory.create(name="Ö", placed_in=[vik], period_end="2010")
    published(ActivityFactory.create(name="A", stated_none=["placements"]), ended)
    published(ActivityFactory.create(name="Å", placed_in=[vik]))
    withdraw([ended], OFFICE)
    newest = Revision.current_number()
    for number in range(newest + 1):
        held = Publication.objects.at(number).of_kind("activity")
        found = shelf.at("activity", number, newest)
        assert list(found.keys) == list(held.in_swedish_order().values_list("pk", flat=True))
        facets = Facet.objects.filter(publication__in=held).exclude(name="refers")
        told = {
            (name, value, found.keys[place]) for (name, value), some in found.facets.items() for place in places(some)
        }
        assert told == set(facets.values_list("name", "value", "publication"))
        for day in (dt.date(2010, 12, 31), dt.date(2011, 1, 1)):
            keys = {found.keys[place] for place in places(found.held_on(day))}
            assert keys == set(held.held_on(day).values_list("pk", flat=True))


def test_what_is_remembered_of_a_moment_is_made_once_however_many_ask() -> None:
    made, let_go = [], Signal()

    @ByMoment
    def slow(number: int, newest: int) -> str:
        made.append(number)
        let_go.wait()
        return f"r{number}"

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(slow, 1, 1) for _ in range(4)]
        let_go.set()
        assert [one.result() for one in asked] == ["r1"] * 4
    assert made == [1]


def test_few_moments_are_remembered_and_none_from_before_the_newest_revision() -> None:
    made: list[tuple[int, int]] = []

    @ByMoment
    def made_of(number: int, newest: int) -> str:
        made.append((number, newest))
        return f"r{number}"

    for number in (*range(MOST_MOMENTS + 1), MOST_MOMENTS, 0):
        made_of(number, 9)
    assert made == [*((number, 9) for number in range(MOST_MOMENTS + 1)), (0, 9)], (
        "the one not asked for longest is forgotten"
    )
    made_of(9, 10)
    assert made_of.kept == [(9, 10)], "words may have been removed from what was made before"
