"""Words are found in every spelling that a person would take for the same, and nowhere else."""

import unicodedata

import pytest

from samverkan.publishing.phrases import MARK, Phrases, candidates, normal

NAME = "Åsa Öberg"


@pytest.mark.parametrize(
    "text",
    [
        "Ring Åsa Öberg i dag.",
        "Ring ÅSA ÖBERG i dag.",
        "Ring Åsa\nÖberg i dag.",
        "Ring Åsa \u00a0 Öberg i dag.",
        unicodedata.normalize("NFD", "Ring Åsa Öberg i dag."),
    ],
)
def test_case_blanks_and_accents_make_no_difference(text: str) -> None:
    assert Phrases([NAME]).without(text) == f"Ring {MARK} i dag."


def test_the_genitive_goes_along() -> None:
    assert Phrases([NAME]).without("Åsa Öbergs rum") == f"{MARK} rum"


@pytest.mark.parametrize("text", ["Annars", "Johanna", "xAnna", "Anna1"])
def test_a_part_of_a_longer_word_is_left_alone(text: str) -> None:
    assert Phrases(["Anna"]).without(text) == text


@pytest.mark.parametrize("text", ["070-123 45 67", "0701234567", "070 – 123 45 67", "(070) 123.45.67"])
def test_a_number_is_found_however_its_digits_are_grouped(text: str) -> None:
    assert Phrases(["070-1234567"]).without(f"Tel. {text}, vardagar").endswith(f"{MARK}, vardagar")
    assert Phrases(["070-1234567"]).count(text) == 1


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
