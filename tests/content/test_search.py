"""The search over the real catalogue, judged on searches that nobody tuned it on."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from samverkan.publishing.models import Publication, Revision
from samverkan.search.finding import find
from tests import kept
from tests.content.judging import judged, measured
from tests.fixture_files import GLOSSARY, SOURCE_CATALOGUE


@pytest.fixture(scope="module")
def slugs(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[int, str]]:
    """The catalogue with its glossary, published once for this file: its activities by their keys."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept.published(SOURCE_CATALOGUE, GLOSSARY)
        current = Publication.objects.at(Revision.current_number()).of_kind("activity")
        yield dict(current.values_list("pk", "slug"))
        transaction.set_rollback(True)


def test_there_are_enough_searches_and_half_of_them_were_held_back() -> None:
    tuned, held = judged("tune"), judged("held")
    assert len(tuned) + len(held) >= 120
    assert abs(len(tuned) - len(held)) <= 1
    assert not {one.query for one in tuned} & {one.query for one in held}


@pytest.mark.django_db
def test_the_searches_held_back_are_answered_fully_and_precisely_with_the_best_first(slugs: dict[int, str]) -> None:
    number = Revision.current_number()

    def answer(query: str) -> list[str]:
        return [slugs[key] for key in find("activity", query, number, number).ranks]

    found = measured(judged("held"), answer)
    assert found.recall >= 0.95
    assert found.precision >= 0.9
    assert found.reciprocal_rank >= 0.9
