"""The published catalogue carries every fact of the source: none is lost, none told otherwise, each cites its lines."""

from collections.abc import Iterator

import pytest

from tests.content.catalogue import Catalogue
from tests.content.facts import Fact, walk
from tests.content.rules import faults
from tests.content.sections import SECTIONS, case_of, facts, held, lies_elsewhere, rule_of

pytestmark = pytest.mark.django_db

HAVE_ENTRIES = ("activities", "financing_streams", "federations")


def groups() -> dict[str, list[Fact]]:
    """The facts by entry where there are many of each, else by section."""
    found: dict[str, list[Fact]] = {}
    for fact in held():
        section, *rest = fact.path.split(".")
        found.setdefault(f"{section}.{rest[0]}" if section in HAVE_ENTRIES else section, []).append(fact)
    return found


def found_faults(held_facts: list[Fact], catalogue: Catalogue) -> Iterator[str]:
    """What the catalogue tells otherwise, does not cite, or has no place for."""
    for fact in held_facts:
        found = rule_of(fact)
        if not found:
            yield f"{fact.path}: no rule says where the catalogue carries it"
            continue
        section, _pattern, rule = found
        yield from faults(rule, case_of(fact, section, rule, catalogue))


@pytest.mark.parametrize("name", groups())
def test_every_fact_is_published_and_cites_its_lines(name: str, catalogue: Catalogue) -> None:
    assert "\n".join(found_faults(groups()[name], catalogue)) == ""


def test_no_fact_of_the_catalogued_document_lies_elsewhere() -> None:
    everything = list(walk(facts()))
    assert [fact.path for fact in everything if fact.source == "001" and lies_elsewhere(fact)] == []
    assert sum(fact.source == "001" for fact in everything) > 600


def test_every_rule_holds_some_fact() -> None:
    """A rule that fits nothing would promise what it does not keep."""
    used = {(section.prefix, pattern) for fact in held() if (found := rule_of(fact)) for section, pattern, _ in [found]}
    assert {(section.prefix, pattern) for section in SECTIONS for pattern in section.rules} - used == set()
