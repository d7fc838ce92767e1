"""The documents after the source catalogue carry every fact of their sources, each with its lines."""

import pytest

from tests.content.catalogue import Catalogue
from tests.content.evaluation_rules import every_lost_figure
from tests.content.facts import walk
from tests.content.other_sections import SECTIONS
from tests.content.rules import Case, faults, rule_for
from tests.content.sections import Section, facts, is_below
from tests.fixture_files import documents


@pytest.fixture(scope="module")
def everything() -> Catalogue:
    """Every document of the fixtures as their files tell it."""
    return Catalogue(documents())


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.prefix)
def test_every_fact_stands_in_a_document_that_cites_its_lines(section: Section, everything: Catalogue) -> None:
    found: list[str] = []
    used = set()
    for fact in (fact for fact in walk(facts()) if is_below(fact, section.prefix)):
        rule = rule_for(section.rules, section.path(fact))
        if rule:
            used.add(rule[0])
            document = everything[rule[1].of or section.document]
            found += faults(rule[1], Case(fact, None, document, everything))
        else:
            found.append(f"{fact.path}: no rule says where the catalogue carries it")
    assert "\n".join(found) == ""
    assert set(section.rules) == used


def test_a_figure_that_fell_out_of_the_transcript_is_unknown_and_never_0(everything: Catalogue) -> None:
    lost = every_lost_figure(everything.of_kind("fact"))
    assert len(lost) == 9
    assert {value for _slug, value in lost} == {None}


def test_every_fact_and_every_figure_rests_on_lines_of_its_source(everything: Catalogue) -> None:
    for fact in everything.of_kind("fact"):
        about = {row["about"] for row in fact["sources"] if row["lines"]}
        assert about == {"statement", "figures"} if fact["figures"] else about == {"statement"}, fact["slug"]
