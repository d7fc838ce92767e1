"""What differs between two documents, in a reader's words."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.publishing.difference import Change, Side, difference, in_words, marked, sections
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
    node = expanded("activity")["properties"]["period"]
    assert in_words(node, {"start": "2007", "end": None, "months": 24, "extendable": False}) == (
        "Start: 2007; Längd i månader: 24; Kan förlängas: nej"
    )


def test_the_sections_that_differ_are_told_by_their_titles_in_the_documents_order(document: Document) -> None:
    other = nested(document | {"contacts": [], "name": "SARA"}, "target_group", age_min=18, age_max=29)
    assert sections(document, other) == ["Namn", "Målgrupp", "Kontakter"]
    assert sections(document, dict(document)) == []
    assert sections(None, None) == []


# Words and rows, marked with brackets


def shown(side: Side) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in side)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Ring oss i dag.", "Ring oss genast i dag.", ("Ring oss i dag.", "Ring oss [genast] i dag.")),
        ("Ring oss nu i dag.", "Ring oss i dag.", ("Ring oss [nu] i dag.", "Ring oss i dag.")),
        ("Tel 033-35 51 41", "Tel 033-35 51 42", ("Tel 033-35 51 [41]", "Tel 033-35 51 [42]")),
        ("18", "20", ("[18]", "[20]")),
        (
            "Helt annat, och slut",
            "Något nytt, och sedan hem",
            ("[Helt annat, och slut]", "[Något nytt, och sedan hem]"),
        ),
        (
            "den lilla röda stugan och huset ner till sjön",
            "den stora villan och lilla båten ner till sjön",
            ("den [lilla röda stugan och huset] ner till sjön", "den [stora villan och lilla båten] ner till sjön"),
        ),
        (
            "Ett stycke.\nTvå stycken",
            "Ett stycke. Två stycken",
            ("Ett stycke[.]\nTvå stycken", "Ett stycke[.] Två stycken"),
        ),
        ("a  b", "a b", ("[a  b]", "[a b]")),
        ("uppgift saknas", "Ny text", ("uppgift saknas", "[Ny text]")),
        ("Gammal text", "uppgift saknas", ("[Gammal text]", "uppgift saknas")),
        ("", "Ny rad", ("", "[Ny rad]")),
    ],
)
def test_the_words_that_only_one_side_has_are_marked(before: str, after: str, told: tuple[str, str]) -> None:
    one, other = marked(before, after)
    assert (shown(one), shown(other)) == told


texts = st.lists(st.sampled_from(["ett", "två", "tre.", "och", "03-14", "\n", "\n\n", "–"]), min_size=1).map(" ".join)


@settings(deadline=None, derandomize=True, database=None)
@given(texts.map(str.strip), texts.map(str.strip))
def test_both_sides_keep_every_letter_and_agree_on_what_is_not_marked(before: str, after: str) -> None:
    sides = marked(before, after)
    assert ["".join(part.text for part in side) for side in sides] == [before, after]
    if before and after:
        kept = ["".join(part.text for part in side if not part.marked).split() for side in sides]
        assert kept[0] == kept[1]
        assert (before == after) or any(part.marked for side in sides for part in side)


@pytest.mark.parametrize("words", [["ord"] * 5_000, [f"ord{number}" for number in range(5_000)]])
def test_a_very_long_text_is_marked_whole(words: list[str]) -> None:
    middle = " ".join(words)
    before, after = marked(f"a {middle} b", f"c {middle} d")
    assert (shown(before), shown(after)) == (f"[a {middle} b]", f"[c {middle} d]")


def rows(document: Document, name: str, before: Any, after: Any) -> list[tuple[str, str]]:
    [change] = difference(document | {name: before}, document | {name: after})
    return [(shown(one), shown(other)) for one, other in change.rows]


def test_of_a_row_that_is_the_same_place_only_the_changed_words_are_marked(document: Document) -> None:
    assert rows(document, "placements", [HERE, THERE], [THERE, HERE | {"label": "Lotsen Väst"}]) == [
        ("Kommun: Här; Etikett i matrisen: Lotsen", "Kommun: Här; Etikett i matrisen: Lotsen [Väst]")
    ]


def test_rows_in_different_places_are_never_one_row_that_changed(document: Document) -> None:
    assert rows(document, "placements", [HERE], [THERE]) == [
        ("[Kommun: Här; Etikett i matrisen: Lotsen]", ""),
        ("", "[Kommun: Där; Etikett i matrisen: Lotsen]"),
    ]


def test_lines_are_paired_with_what_they_became_and_the_rest_is_removed_or_added(document: Document) -> None:
    before = ["Ring Lotsen först", "Kom på besök", "Oförändrad"]
    after = ["Oförändrad", "Fyll i blanketten", "Ring alltid Lotsen först"]
    assert rows(document, "aliases", before, after) == [
        ("Ring Lotsen först", "Ring [alltid] Lotsen först"),
        ("[Kom på besök]", ""),
        ("", "[Fyll i blanketten]"),
    ]


def test_a_flood_of_rows_is_told_without_pairing(document: Document) -> None:
    before, after = ([f"rad {sign} {number}" for number in range(60)] for sign in "ab")
    assert len(rows(document, "aliases", before, after)) == 120
