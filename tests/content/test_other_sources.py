"""The documents after the source catalogue carry every fact of their sources, each with its lines."""

import pytest

from samverkan.publishing.files import read
from samverkan.publishing.kinds import key_of
from tests.content.catalogue import Catalogue
from tests.content.facts import walk
from tests.content.other_sections import SECTIONS
from tests.content.rules import Case, faults, rule_for
from tests.content.sections import Section, facts, is_below
from tests.fixture_files import FIXTURES


@pytest.fixture(scope="module")
def everything() -> Catalogue:
    """Every document of the fixtures as their files tell it."""
    return Catalogue({key_of(item.document): item.document for item in read(FIXTURES)})


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
