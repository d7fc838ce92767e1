"""The parts of facts.json: which rules hold each, which published document carries it, and what lies elsewhere."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from samverkan.publishing.kinds import Document, Key
from tests.content.activity_rules import ACTIVITY
from tests.content.catalogue import AREA, SOURCE, Catalogue, at, data
from tests.content.facts import Fact, walk
from tests.content.federation_rules import FEDERATION, TOTALS
from tests.content.financing_rules import STREAM
from tests.content.register_rules import AGE_WORD, DOCUMENT, FUNCTION, MATRIX, MUNICIPALITY, PARTNER_NAME, UNDESCRIBED
from tests.content.rules import Case, Rule, Rules, rule_for


@dataclass(frozen=True)
class Section:
    """Rules for the facts below a prefix, and the kind of their entries' documents or the one document of them all."""

    prefix: str
    rules: Rules
    kind: str = ""
    document: Key = AREA

    def path(self, fact: Fact) -> str:
        """The fact's path as the rules know it; a section that is one fact goes by its own name."""
        return fact.path.removeprefix(f"{self.prefix}.")


SECTIONS = (
    Section("_meta.age_words", AGE_WORD),
    Section("document_001", DOCUMENT, document=("source", SOURCE)),
    Section("municipalities", MUNICIPALITY, kind="municipality"),
    Section("functions", FUNCTION, kind="function"),
    Section("matrix", MATRIX),
    Section("activities", ACTIVITY, kind="activity"),
    Section("named_but_not_described", UNDESCRIBED, kind="whatever lists it"),
    Section("partner_name_variants", PARTNER_NAME),
    Section("financing_streams", STREAM, kind="financing_stream"),
    Section("federations", FEDERATION, kind="federation"),
    Section("federation_totals", TOTALS),
)

# What the source catalogue does not hold: how facts.json is written, other regions' federations, and what other
# documents tell.
ELSEWHERE = (
    "_meta.sources",
    "_meta.fact_form",
    "_meta.absent_form",
    "_meta.derived_form",
    "_meta.privacy",
    "federations.umea",
    "federations.skelleftea",
    "federations.lycksele",
    "federations.hoglandet",
    "partner_name_variants.labour market.3",  # Arbetsmarknadsverket, a name that only the evaluation (003) has.
    "regional_goal_document",
    "about_samverkan_002",
    "hoglandet_project",
    "frisam_evaluation",
)


@cache
def facts() -> Any:
    return data("facts.json")


def is_below(fact: Fact, prefix: str) -> bool:
    return fact.path == prefix or fact.path.startswith(f"{prefix}.")


def lies_elsewhere(fact: Fact) -> bool:
    return any(is_below(fact, prefix) for prefix in ELSEWHERE)


def held() -> list[Fact]:
    """The facts that the catalogue must carry."""
    return [fact for fact in walk(facts()) if not lies_elsewhere(fact)]


def rule_of(fact: Fact) -> tuple[Section, str, Rule] | None:
    """The section that the fact belongs to, and the rule with its pattern."""
    section = next((section for section in SECTIONS if is_below(fact, section.prefix)), None)
    found = rule_for(section.rules, section.path(fact)) if section else None
    return (section, *found) if section and found else None


def case_of(fact: Fact, section: Section, rule: Rule, catalogue: Catalogue) -> Case:
    """The fact beside its entry in facts.json and the published document that must carry it."""
    entry = at(facts(), section.prefix)
    document = catalogue[rule.of or section.document]
    if section.kind:
        key = section.path(fact).split(".")[0]
        entry = next(item for item in entry if key in (item.get("key"), item.get("name")))
        document = catalogue[rule.of] if rule.of else _document(key, section, catalogue)
    return Case(fact, entry, document, catalogue)


def _document(key: str, section: Section, catalogue: Catalogue) -> Document:
    if section.rules is UNDESCRIBED:
        lists = catalogue.of_kind("financing_stream") + catalogue.of_kind("federation")
        return next(document for document in lists if key in (document["activities_listed"] or ()))
    wanted = key.replace("borås", "boras")  # The facts' key of the federation.
    return next(one for one in catalogue.of_kind(section.kind) if wanted in (one["slug"], one["name"]))
