"""Every rule finds its example, lets the nearest right one pass, and never holds silence against anybody."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from activities.quality import Catalogue, Severity, find, rules
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas import Schema, is_nullable
from tests.activities.quality import money, what, where
from tests.activities.quality.documents import TODAY, a, activity, found
from tests.activities.quality.example import Example

EXAMPLES: dict[str, Example] = money.EXAMPLES | where.EXAMPLES | what.EXAMPLES
# What these rules speak of is the silence itself, so more silence may give them more to say.
ABOUT_SILENCE = {
    "abbreviation-not-spelled-out",
    "any-or-all-unknown",
    "described-but-not-placed",
    "empty-in-matrix",
    "exclusion-not-told",
    "listed-but-not-described",
    "missing-detail",
    "missing-section",
    "nobody-to-call",
    "outlasts-its-money",
    "partner-not-in-register",
    "placed-without-contact-there",
    "remaining-payer-unknown",
}
# Known to be placed elsewhere is enough, for where residents come from is seldom told (001:615-629). Who is a partner
# without a place in the register is known by its label, which says what it is. Taking away a text makes what is left
# more alike. What one rule keeps quiet about since another tells it, it tells when the other cannot.
ALLOWED = {
    ("text-names-another-municipality", "target_group.residence"),
    ("criterion-not-met", "partners.partner"),
    ("near-identical-texts", "purpose"),
    ("missing-in-streams-list", "activities_listed"),
}


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) == {rule.code for rule in rules()}


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_rule_finds_its_example_and_quotes_what_shows_it(code: str) -> None:
    findings = found(code, EXAMPLES[code].wrong)
    assert sorted(finding.slug for finding in findings) == EXAMPLES[code].expected
    told = "\n".join(
        part
        for finding in findings
        for part in (finding.what, *(text for place in finding.places for text in (place.label, place.quote)))
    )
    assert [words for words in EXAMPLES[code].says if words not in told] == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_rule_lets_the_nearest_right_example_pass(code: str) -> None:
    assert [finding.what for finding in found(code, EXAMPLES[code].right)] == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_finding_says_what_is_wrong_and_what_to_do_in_plain_sentences(code: str) -> None:
    for finding in found(code, EXAMPLES[code].wrong):
        assert finding.what.endswith((".", "?"))
        assert str(finding.rule.todo).endswith(".")
        assert not str(finding.rule.title).endswith(".")


def silenced(document: Document) -> Iterator[tuple[str, Document]]:
    """The document with one more thing unknown, and the path of that thing, for everything that may be unknown."""
    for path, place in list(known(kinds.get(document["kind"]).schema, document, ())):
        other = copy.deepcopy(document)
        part: Any = other
        for step in place[:-1]:
            part = part[step]
        part[place[-1]] = None
        yield path, other


def known(node: Schema, value: Any, place: tuple[Any, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if place and value is not None and is_nullable(node):
        yield ".".join(step for step in place if isinstance(step, str)), place
    if isinstance(value, dict):
        for name, child in node.get("properties", {}).items():
            yield from known(child, value[name], (*place, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from known(node["items"], item, (*place, index))


@pytest.mark.parametrize("code", EXAMPLES)
@pytest.mark.parametrize("side", ["wrong", "right"])
def test_what_becomes_unknown_contradicts_nothing(code: str, side: str) -> None:
    documents: list[Document] = getattr(EXAMPLES[code], side)
    before = {finding.rule.code for finding in find(Catalogue.of(documents, TODAY))}
    for index, document in enumerate(documents):
        for path, other in silenced(document):
            changed = [*documents[:index], other, *documents[index + 1 :]]
            new = {finding.rule.code for finding in find(Catalogue.of(changed, TODAY))} - before - ABOUT_SILENCE
            assert [(rule, path) for rule in sorted(new) if (rule, path) not in ALLOWED] == []


def test_of_an_activity_of_which_nothing_is_known_only_the_silence_is_told() -> None:
    nothing = [activity(), a("federation/norra"), a("financing_stream/finsam"), a("partner/fk")]
    found_in_nothing = {finding.rule.code for finding in find(Catalogue.of(nothing, TODAY))}
    assert found_in_nothing == {"described-but-not-placed", "missing-detail", "missing-section"}


def test_the_page_about_quality_lists_every_rule_under_its_severity() -> None:
    page = (Path(settings.BASE_DIR) / "docs" / "sv" / "kvalitet.md").read_text(encoding="utf-8")
    listed = {
        section.splitlines()[0].casefold(): set(re.findall(r"^- `([a-z0-9-]+)` (.+)$", section, re.M))
        for section in re.split(r"^### ", page, flags=re.M)[1:]
    }
    assert listed == {
        str(severity.label): {(rule.code, str(rule.title)) for rule in rules() if rule.severity == severity}
        for severity in Severity
    }
