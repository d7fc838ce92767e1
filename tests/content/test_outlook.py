"""All at once and one by one are one answer: over the source catalogue, and over one as large as an area's real one."""

import random
from itertools import product

import pytest

from activities.finder.circumstances import Circumstances, Contradiction
from federations.vocabulary import Situation
from samverkan.publishing.kinds import Document
from tests.activities.people import TODAY
from tests.activities.test_outlook import all_at_once, one_by_one
from tests.bench.national import national
from tests.content.catalogue import Catalogue

AGES = (None, 15, 18, 22, 29, 30, 64, 66)


def persons(homes: list[str | None], amount: int) -> list[Circumstances]:
    """People of every age in some places, who tell more and more; those who contradict themselves are left out."""
    chance, found = random.Random(7), list[Circumstances]()
    for number, (home, age) in enumerate(product(homes, AGES)):
        told: dict[str, bool] = {code: chance.random() < 0.5 for code in chance.sample(list(Situation), number % 9)}
        try:
            found.append(Circumstances(home, age, told, chance.choice((None, 2, 12)), chance.choice((None, 0, 1, 3))))
        except Contradiction:
            continue
    return found[:amount]


def test_of_the_source_catalogue(catalogue: Catalogue) -> None:
    documents = list(catalogue.documents.values())
    homes = [None, "annan", *(one["slug"] for one in catalogue.of_kind("municipality"))]
    some = persons(homes, 100)
    assert len(some) > 50
    for person in some:
        assert all_at_once(documents, person, TODAY) == one_by_one(documents, person, TODAY), person


@pytest.mark.parametrize("amount", [300])
def test_of_a_catalogue_like_a_country_s(catalogue: Catalogue, amount: int) -> None:
    kept = [one for one in catalogue.documents.values() if one["kind"] != "activity"]
    around, activities = national(catalogue.documents.values(), amount, spread=2)
    documents: list[Document] = [*kept, *around, *activities]
    verdicts = dict.fromkeys(("fits", "may_fit", "near", "elsewhere", "among_authorities"), 0)
    for person in persons([None, "ort-000", "ort-001", "ort-021"], 24):
        found = one_by_one(documents, person, TODAY)
        assert all_at_once(documents, person, TODAY) == found, person
        verdicts = {name: number + len(found[name]) for name, number in verdicts.items()}
    assert all(verdicts.values()), "every sort of answer is met"
