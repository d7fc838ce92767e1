"""The published catalogue says no more than its source: what no line and no fact carries, no document tells."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from samverkan.publishing.kinds import Document
from tests.content.catalogue import Catalogue, data, is_silent, numbers, text

pytestmark = pytest.mark.django_db

# What an entry is in the catalogue, the names that stand beside its name, and the summaries that its other texts carry.
OUR_OWN = {"kind", "schema_version", "slug", "owners", "successor", "sources", "area", "serves_individuals"}
OUR_OWN |= {"summary", "easy_summary"}
NAMES = {"short_name", "full_name", "official_name", "aliases"}
REGISTERS = {"municipality": {"code"}, "partner": {"sector", "municipality"}}  # Statistics Sweden's code; our sorting.

# Numbers that the facts have in words or in another measure: autumn, two years, a week, one and a half posts.
IN_OTHER_WORDS = {
    "unga-vuxna": {23, 24, 150},
    "lotsen": {7},
    "dialogforare": {2},  # The second of two alternative groups.
    "miljarden": {1_000_000_000},
    "borås": {2007},  # In the facts' name of the property, not in its value.
}


def says_something(document: Document) -> Iterator[str]:
    """The properties that say something, `[]` being something: that there are none."""
    beside = OUR_OWN | NAMES | REGISTERS.get(document["kind"], set())
    yield from (name for name, value in document.items() if name not in beside and not is_silent(value))


def with_sources(catalogue: Catalogue) -> list[Document]:
    return [document for document in catalogue.documents.values() if document["kind"] != "source"]


def test_every_property_rests_on_lines_of_a_source(catalogue: Catalogue) -> None:
    unfounded = [
        f"{document['slug']}.{name}"
        for document in with_sources(catalogue)
        for name in says_something(document)
        if name not in {row["about"] for row in document["sources"] if row["lines"]}
    ]
    assert unfounded == []


def test_every_row_of_sources_is_about_a_property_that_says_something(catalogue: Catalogue) -> None:
    idle = [
        f"{document['slug']}: {row['about']}"
        for document in with_sources(catalogue)
        for row in document["sources"]
        if is_silent(document[row["about"]])
    ]
    assert idle == []


def stated(node: Any) -> Iterator[Any]:
    """Every value that the facts have from the source, derived ones left out."""
    if isinstance(node, dict) and "value" in node:
        yield from () if node.get("derived") else (node["value"], node.get("anchor"))
    elif isinstance(node, dict):
        yield from (value for name in node if name != "section_lines" for value in stated(node[name]))
    elif isinstance(node, list):
        yield from (value for item in node for value in stated(item))
    else:
        yield node


@pytest.mark.parametrize(
    ("section", "kind"),
    [("activities", "activity"), ("financing_streams", "financing_stream"), ("federations", "federation")],
)
def test_no_document_has_a_number_that_its_facts_lack(section: str, kind: str, catalogue: Catalogue) -> None:
    """Not in a field and not in a text; 1 is the number of an only alternative, and the form has a version."""
    added = {}
    for entry in data("facts.json")[section]:
        document = catalogue.documents.get((kind, entry["key"].replace("å", "a")))
        known = set(map(int, re.findall(r"\d+", str(list(stated(entry))))))
        if document:
            added[entry["key"]] = (
                numbers(document) - known - {1, document["schema_version"]} - IN_OTHER_WORDS.get(entry["key"], set())
            )
    assert {key: found for key, found in added.items() if found} == {}
    assert len(added) == len(catalogue.of_kind(kind))


# Properties of the way in that an activity may only have when its facts know the matter.
KNOWN_BY = {
    "voluntary": ("voluntary",),
    "required_documents": ("form",),
    "consent_text": ("consent",),
    "decision_text": ("decision", "decision_time"),
}
KNOWN_FROM_PROSE = {
    ("bedomningsteam-solhem", "required_documents"),  # The treating doctor sends record notes and other documents.
    ("sampac", "decision_text"),  # After contact and visit the official decides.
}


def test_the_way_in_tells_only_what_the_facts_know(catalogue: Catalogue) -> None:
    told, known = set(), set(KNOWN_FROM_PROSE)
    for entry in data("facts.json")["activities"]:
        route = catalogue.activities[entry["key"]]["entry_route"]
        told |= {(entry["key"], name) for name in KNOWN_BY if route[name] is not None}
        for name, facts in KNOWN_BY.items():
            if any(
                (entry["entry"].get(fact) or {}).get("value") is not None
                for fact in facts
                if "value" not in entry["entry"]
            ):
                known.add((entry["key"], name))
    assert told == known


def test_every_activity_but_the_coordinators_assignment_serves_individuals(catalogue: Catalogue) -> None:
    assert [slug for slug, activity in catalogue.activities.items() if activity["serves_individuals"] is not True] == [
        "koordinator"
    ]


def test_what_is_said_on_easy_swedish_names_nothing_that_the_entry_does_not(catalogue: Catalogue) -> None:
    """Every number and every name in it stands elsewhere in the entry too."""
    added = {}
    for slug, activity in catalogue.activities.items():
        easy = activity["easy_summary"]
        others = text({name: value for name, value in activity.items() if name != "easy_summary"})
        told = set(re.findall(r"\d+|(?<![.] )(?<!^)\b[A-ZÅÄÖ][\w-]+", easy))
        added[slug] = {word for word in told if word.removesuffix("s") not in others}
    assert {slug: words for slug, words in added.items() if words} == {}
