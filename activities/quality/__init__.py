"""What is wrong with the data: small rules, one function each, over the drafts or any moment of the catalogue.

Unknown is not wrong: null never makes a contradiction, only the rules about what is missing speak of it.
"""

from activities.quality import financing, lists, people, places, sections, targets, texts
from activities.quality.catalogue import Catalogue
from activities.quality.finding import Finding, Place, Rule, Severity, rules
from activities.quality.sections import Completeness, completeness

__all__ = [
    "Catalogue",
    "Completeness",
    "Finding",
    "Place",
    "Rule",
    "Severity",
    "completeness",
    "financing",
    "find",
    "lists",
    "people",
    "places",
    "rules",
    "sections",
    "targets",
    "texts",
]


def find(catalogue: Catalogue) -> list[Finding]:
    """Everything that the rules find, rule by rule."""
    return [finding for rule in rules() for finding in rule.findings(catalogue)]
