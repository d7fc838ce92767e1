"""What differs between two documents, in a reader's words."""

from typing import Any

import pytest

from samverkan.publishing.difference import Change, difference, in_words
from samverkan.publishing.documents import build
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas import expanded
from tests.factories import ActivityFactory

pytestmark = pytest.mark.django_db
HERE = {"municipality": {"kind": "municipality", "slug": "har", "name": "Här"}, "label": "Lotsen"}
THERE = {"municipality": {"kind": "municipality", "slug": "dar", "name": "Där"}, "label": "Lotsen"}


@pytest.fixture
def document() -> Document:
    return build(ActivityFactory.create(slug="lotsen", name="Lotsen"))


def nested(document: Document, name: str, **fields: Any) -> Document:
    return document | {name: document[name] | fields}


def test_equal_documents_do_not_differ(document: Document) -> None:
    assert difference(document, dict(document)) == []


def test_no_document_at_all_does_not_differ() -> None:
    assert difference(None, None) == []


def test_a_changed_value_is_told_with_both_sides(document: Document) -> None:
    assert difference(document, document | {"name": "SARA"}) == [Change("name", "Namn", "Lotsen", "SARA")]


def test_a_change_in_a_nested_object_is_told_by_its_own_field(document: Document) -> None:
    before = nested(document, "target_group", age_min=18, age_max=29)
    after = nested(document, "target_group", age_min=20, age_max=29)
    assert difference(before, after) == [Change("target_group.age_min", "Målgrupp – Lägsta ålder", "18", "20")]


def test_the_unknown_that_becomes_known_and_back(document: Document) -> None:
    known = document | {"free_of_charge": True, "aliases": []}
    assert difference(document, known) == [
        Change("aliases", "Kallas även", "uppgift saknas", "inga"),
        Change("free_of_charge", "Kostnadsfritt", "uppgift saknas", "ja"),
    ]
    assert [(change.before, change.after) for change in difference(known, document)] == [
        ("inga", "uppgift saknas"),
        ("ja", "uppgift saknas"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([HERE], [HERE, THERE], ("inga", "Kommun: Där; Etikett i matrisen: Lotsen")),
        ([HERE, THERE], [THERE], ("Kommun: Här; Etikett i matrisen: Lotsen", "inga")),
        (
            [HERE],
            [HERE | {"label": "Ny"}],
            ("Kommun: Här; Etikett i matrisen: Lotsen", "Kommun: Här; Etikett i matrisen: Ny"),
        ),
        (None, [HERE], ("uppgift saknas", "Kommun: Här; Etikett i matrisen: Lotsen")),
        ([HERE], [], ("Kommun: Här; Etikett i matrisen: Lotsen", "inga")),
    ],
)
def test_of_a_list_only_the_rows_that_were_added_or_removed_are_told(
    document: Document, before: Any, after: Any, told: tuple[str, str]
) -> None:
    [change] = difference(document | {"placements": before}, document | {"placements": after})
    assert (change.path, change.label) == ("placements", "Placeringar")
    assert (change.before, change.after) == told


def test_a_new_order_alone_is_told_with_the_whole_list(document: Document) -> None:
    [change] = difference(document | {"aliases": ["A", "B"]}, document | {"aliases": ["B", "A"]})
    assert (change.before, change.after) == ("A\nB", "B\nA")


def test_a_reference_is_told_by_its_name(document: Document) -> None:
    other = document | {"part_of": {"kind": "activity", "slug": "x", "name": "Helheten"}}
    assert difference(document, other) == [Change("part_of", "Ingår i", "uppgift saknas", "Helheten")]


def test_the_first_version_tells_all_that_it_says_and_a_withdrawal_all_that_it_takes_away(document: Document) -> None:
    first = difference(None, document)
    assert {change.before for change in first} == {"uppgift saknas"}
    assert [change.label for change in first] == ["Adressnamn", "Namn", "Område", "Funktion", "Ägare"]
    assert [(change.label, change.before, change.after) for change in difference(document, None)] == [
        (change.label, change.after, change.before) for change in first
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "uppgift saknas"),
        (True, "ja"),
        (False, "nej"),
        (0, "0"),
        ("Text", "Text"),
        ([], "inga"),
        (["a", "b"], "a\nb"),
        ([True, None], "ja\nuppgift saknas"),
    ],
)
def test_plain_values_in_words(value: Any, words: str) -> None:
    assert in_words({}, value) == words


def test_of_an_object_only_what_is_known_is_told() -> None:
    node = expanded("activity.1.json")["properties"]["period"]
    assert in_words(node, {"start": "2007", "end": None, "months": 24, "extendable": False}) == (
        "Start: 2007; Längd i månader: 24; Kan förlängas: nej"
    )
