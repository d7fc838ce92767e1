"""The fixtures carry every fact of their sources: each entry as it was read against them, each fact's lines cited."""

import json
from collections import defaultdict

import pytest

from tests.content.catalogue import Catalogue, cited, data
from tests.content.facts import Fact, walk
from tests.content.golden import FILE, digests
from tests.fixture_files import documents

# What a source says of itself stands in its own entry, which cites no lines; the rest is about the reading.
OF_THE_SOURCE = (
    "document_001.",
    "frisam_evaluation.title",
    "hoglandet_project.appendix",
    "hoglandet_project.research.",
)
NOT_CITED = ("_meta.", *OF_THE_SOURCE)


def facts() -> dict[str, list[Fact]]:
    """The facts with lines, by the section of facts.json that they stand in."""
    found = defaultdict(list)
    for fact in walk(data("facts.json")):
        if fact.lines and not fact.path.startswith(NOT_CITED):
            found[fact.path.partition(".")[0]].append(fact)
    return found


def lines_cited() -> dict[str, set[int]]:
    """The lines of each source that any entry rests on."""
    sources = {fact.slug for section in facts().values() for fact in section if fact.slug}
    return {source: set().union(*(cited(one, source) for one in documents().values())) for source in sources}


def test_every_entry_says_what_it_said_when_it_was_read_against_its_source() -> None:
    assert digests(documents().values()) == json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.django_db
def test_what_is_published_is_what_was_read(catalogue: Catalogue) -> None:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    assert digests(catalogue.documents.values()).items() <= read.items()
    assert len(catalogue.documents) > 60


@pytest.mark.parametrize("section", facts())
def test_the_lines_of_every_fact_are_cited(section: str) -> None:
    """All of them where the fact says something; of what is absent it is enough that the section was read."""
    known = lines_cited()
    missed = []
    for fact in facts()[section]:
        found = known.get(fact.slug or "", set())
        lines = set(fact.lines)
        if not (lines & found if fact.value is None else lines <= found):
            missed.append(f"{fact.path}: {fact.source}:{sorted(lines - found)}")
    assert "\n".join(missed) == ""


def test_the_sources_were_read_whole() -> None:
    everything = [fact for section in facts().values() for fact in section]
    assert sum(fact.source == "001" for fact in everything) > 600
    assert {fact.slug for fact in everything} >= {"samverkan-i-sjuharad", "om-samverkan", "frisam-utvarderingen"}
