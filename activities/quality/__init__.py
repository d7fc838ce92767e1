"""What is wrong with the data: small rules, one function each, over the drafts or any moment of the catalogue.

Unknown is not wrong: null never makes a contradiction, only the rules about what is missing speak of it.
"""

from activities.quality import consistency, financing, lists, missing, people, places, targets
from activities.quality.catalogue import Catalogue
from activities.quality.finding import Finding, Place, Rule, Severity, rules
from activities.quality.missing import Completeness, completeness

__all__ = [
    "Catalogue",
    "Completeness",
    "Finding",
    "Place",
    "Rule",
    "Severity",
    "completeness",
    "consistency",
    "financing",
    "find",
    "lists",
    "missing",
    "people",
    "places",
    "rules",
    "targets",
]


def find(catalogue: Catalogue) -> list[Finding]:
    """Everything that the rules find, rule by rule."""
    return [finding for rule in rules() for finding in rule.findings(catalogue)]
