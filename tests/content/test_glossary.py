"""The glossary's words: plainly explained, each belonging to one term, and published after the source catalogue."""

import re
from typing import Any

import pytest
import yaml

from tests import kept
from tests.api.asking import json_of
from tests.fixture_files import FIXTURES, GLOSSARY, SOURCE_CATALOGUE

# What the task of the catalogue names: its own words, the authorities', and the short forms that people type.
EXPECTED = {
    *("Finsam", "Frisam", "Miljarden", "samordningsförbund", "KRAFT", "DELTA", "SASSAM-kartläggning"),
    *("arbetsprövning", "arbetsträning", "rehabilitering", "remiss", "samtycke"),
    *("aktivitetsersättning", "sjukersättning", "försörjningsstöd"),
    *("FK", "AF", "BUP", "soc", "KUR", "VGR"),
}


def entries(folder: str) -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((FIXTURES / folder).glob("*.yaml"))]


TERMS = entries("ord/terms")


def called(term: dict[str, Any]) -> list[str]:
    return [term["name"], *term.get("synonyms", [])]


def test_the_words_that_readers_and_authorities_use_are_explained() -> None:
    assert len(TERMS) >= 25
    assert EXPECTED - {word for term in TERMS for word in called(term)} == set()


def test_an_explanation_is_short_sentences_and_its_first_does_not_repeat_the_word() -> None:
    for term in TERMS:
        sentences = re.split(r"(?<=[.!?])\s+", term["explanation"].strip())
        assert all(len(sentence.split()) <= 24 for sentence in sentences), term["slug"]
        assert term["explanation"].strip().endswith("."), term["slug"]
        assert not sentences[0].casefold().startswith(term["name"].casefold()), term["slug"]


def test_a_word_belongs_to_one_term_and_is_no_partners_alias() -> None:
    words = [word.casefold() for term in TERMS for word in called(term)]
    aliases = {alias.casefold() for partner in entries("sjuharad/partners") for alias in partner.get("aliases", [])}
    synonyms = {word.casefold() for term in TERMS for word in term.get("synonyms", [])}
    assert sorted(word for word in words if words.count(word) > 1) == []
    assert synonyms & aliases == set()


@pytest.mark.django_db
def test_the_glossary_is_published_after_the_catalogue_and_its_terms_lead_to_each_other() -> None:
    kept.published(SOURCE_CATALOGUE, GLOSSARY)
    assert json_of("/terms", {"at": "r1"})["total"] == 0
    assert json_of("/terms")["total"] == len(TERMS)
    finsam = json_of("/terms/finsam")
    assert finsam["revision"] == 2
    assert {"kind": "term", "slug": "frisam", "name": "Frisam"} in finsam["see_also"]
    assert finsam["synonyms"] == ["finansiell samordning"]
