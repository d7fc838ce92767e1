"""Words are found in every spelling that a person would take for the same, and nowhere else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.removal.phrases import MARK, Phrases, candidates, normal

NAME = "Åsa Öberg"


@pytest.mark.parametrize(
    "text",
    [
        "Ring Åsa Öberg i dag.",
        "Ring ÅSA ÖBERG i dag.",
        "Ring Åsa\nÖberg i dag.",
        "Ring Åsa \u00a0 Öberg i dag.",
        unicodedata.normalize("NFD", "Ring Åsa Öberg i dag."),
        "Ring Å\u00adsa \u200bÖberg i dag.",
    ],
)
def test_case_blanks_and_accents_make_no_difference(text: str) -> None:
    assert Phrases([NAME]).without(text) == f"Ring {MARK} i dag."


def test_the_genitive_goes_along() -> None:
    assert Phrases([NAME]).without("Åsa Öbergs rum") == f"{MARK} rum"


@pytest.mark.parametrize(
    ("text", "left"),
    [("_Åsa Öberg_ ringer", f"_{MARK}_ ringer"), ("**ÅSA ÖBERG**", f"**{MARK}**"), ("**Åsa** _Öberg_", f"**{MARK}_")],
)
def test_marks_of_markdown_are_no_part_of_a_word(text: str, left: str) -> None:
    assert Phrases([NAME]).without(text) == left


@pytest.mark.parametrize("text", ["Straße", "STRASSE", "strasse", "STRAẞE"])
def test_a_letter_that_is_written_as_two_is_the_same(text: str) -> None:
    assert Phrases(["Straße"]).without(f"Vid {text}, {text}.") == f"Vid {MARK}, {MARK}."


@pytest.mark.parametrize("text", ["Annars", "Johanna", "xAnna", "Anna1"])
def test_a_part_of_a_longer_word_is_left_alone(text: str) -> None:
    assert Phrases(["Anna"]).without(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "0701234567",
        "070 – 123 45 67",
        "(070) 123.45.67",
        "+46 70-123 45 67",
        "+46 (0)70 123 45 67",
        "0046701234567",
    ],
)
def test_a_number_is_found_however_its_digits_are_grouped(text: str) -> None:
    for typed in ("070-1234567", "+46 70 123 45 67"):
        assert Phrases([typed]).without(f"Tel. {text}, vardagar").endswith(f"{MARK}, vardagar")


def test_two_numbers_beside_each_other_are_two() -> None:
    assert Phrases(["033-35 51 41"]).without("070-123 45 67 / 033-35 51 41") == f"070-123 45 67 / {MARK}"


def test_a_longer_number_is_another_number() -> None:
    assert Phrases(["0701234"]).count("070-123 45 67") == 0


def test_marks_that_mean_something_in_patterns_are_plain_text() -> None:
    assert Phrases(["a.b*c"]).without("axb a.b*c") == f"axb {MARK}"


def test_a_match_is_shown_with_what_stands_around_it() -> None:
    assert Phrases(["Anna"]).excerpts("Fråga Anna om det") == [("Fråga ", "Anna", " om det")]


def test_keys_of_json_are_never_changed() -> None:
    assert Phrases(["namn"]).out_of({"namn": ["ett namn", 3, None]}) == {"namn": [f"ett {MARK}", 3, None]}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (NAME, "Ring åsa  öberg i dag."),
        (NAME, "Åsa Öbergs rum"),
        ("asa@exempel.se", "Skriv till asa@exempel.se."),
        ("070-123 45 67", "Tel. 0701234567"),
        ("+46 70 123 45 67", "Tel. +46701234567"),
    ],
)
def test_what_is_known_by_its_length_alone_is_among_the_candidates(phrase: str, text: str) -> None:
    form = normal(phrase)
    assert form in set(candidates(text, len(form)))
    assert Phrases([form]).count(text) == 1


def test_candidates_begin_and_end_where_words_do() -> None:
    assert set(candidates("en annan sak", 5)) == {"annan"}


PIECES = [
    "Åsa",
    "Öberg",
    "öbergs",
    "asa",
    "O\u0308berg",
    "Straße",
    "070",
    "123 45",
    "+46",
    "(0)",
    "00",
    "7",
    "s",
    "_",
    "-",
]
PIECES += [" ", "\n", ". ", "/", "@", "\u00ad", "\u0301", "[borttaget]", "1990", "x"]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.integers(0, 12), st.integers(1, 8))
def test_whatever_is_found_by_its_words_is_found_by_its_length(pieces: list[str], start: int, many: int) -> None:
    text, phrase = "".join(pieces), "".join(pieces[start : start + many])
    form = normal(phrase)
    if form and Phrases([phrase]).count(text):
        assert form in set(candidates(text, len(form)))
        assert normal(form) == form


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.integers(0, 12), st.integers(1, 8))
def test_nothing_is_found_where_it_was_taken_out(pieces: list[str], start: int, many: int) -> None:
    text, phrases = "".join(pieces), Phrases(["".join(pieces[start : start + many])])
    if "borttaget" not in "".join(phrases.normal):
        assert phrases.count(phrases.without(text)) == 0
