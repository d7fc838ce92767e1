"""The first page is a short list of what to do now: seven at most, the oldest first, no sort hidden by another."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from activities.models import Activity
from samverkan.desk.to_do import Pile, Task, shortest
from samverkan.publishing import kinds
from tests.factories import ActivityFactory, FederationFactory, published, works_for


def pile(title: str, *years: int) -> Pile:
    return Pile(title, tuple(Task(f"{title} {year}", "/", dt.date(year, 1, 1)) for year in years))


def test_the_list_is_short_and_the_oldest_comes_first() -> None:
    shown = shortest([pile("a", *range(2000, 2020)), pile("b", 1999)])
    assert len(shown) == 7
    assert [task.since.year for _pile, task in shown if task.since] == [1999, 2000, 2001, 2002, 2003, 2004, 2005]


def test_a_large_pile_hides_no_small_one() -> None:
    shown = shortest([pile("stor", *range(1900, 1950)), pile("ny", 2026), pile("nyast", 2027)])
    assert {one.title for one, _task in shown} == {"stor", "ny", "nyast"}


def test_what_waits_for_ever_comes_first() -> None:
    shown = shortest([Pile("alltid", (Task("utan dag", "/"),)), pile("gammal", 1900)])
    assert [one.title for one, _task in shown] == ["alltid", "gammal"]


@pytest.mark.django_db
def test_each_thing_to_do_is_one_click_away(client: Client) -> None:
    mine = FederationFactory.create()
    activity = ActivityFactory.create(name="Lotsen", owners=[mine], for_whom={}, way_in={}, verified_on="2026-11")
    published(activity)
    Activity.objects.update(working_fingerprint="annat")
    client.force_login(works_for("publisher", mine))
    [(_pile, task)] = [
        pair for pair in client.get("/admin/").context["todo"] if pair[0].title == "Opublicerade ändringar"
    ]
    assert client.get(task.url).status_code == 200
    assert task.what in client.get("/admin/att-gora/").content.decode()


@pytest.mark.django_db
def test_nothing_to_do_is_said(client: Client) -> None:
    client.force_login(works_for("publisher", FederationFactory.create(verified_on="2026-11")))
    published(*FederationFactory._meta.model.objects.all())
    assert "Inget väntar" in client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_the_first_page_asks_as_few_questions_of_many_entries_as_of_few(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    mine = FederationFactory.create()
    client.force_login(works_for("publisher", mine))
    counts = []
    for _ in range(2):
        made = [ActivityFactory.create(owners=[mine], for_whom={}, way_in={}) for _number in range(5)]
        published(*made)
        Activity.objects.update(working_fingerprint="annat")
        with django_assert_max_num_queries(20 * len(kinds.every())) as asked:
            client.get("/admin/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
