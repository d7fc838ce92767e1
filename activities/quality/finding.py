"""What a rule is and what it finds. Rules register themselves; nothing here knows any of them."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.quality.catalogue import Catalogue
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Key


class Severity(models.TextChoices):
    """How much a finding matters, the worst first."""

    SERIOUS = "serious", _("allvarligt")
    CHECK = "check", _("att kontrollera")
    NOTE = "note", _("att känna till")

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(type(self)).index(self)


@dataclass(frozen=True)
class Place:
    """Somewhere in the catalogue, and what stands there."""

    label: str
    quote: str


def at(document: Mapping[str, Any], path: str, quote: str) -> Place:
    """A field of a document, under the entry's name and the field's own title."""
    node, titles = kinds.get(document["kind"]).schema, []
    for name in path.split("."):
        node = node["properties"][name]
        titles.append(node["title"])
    return Place(f"{document['name']}: {' – '.join(titles)}", quote)


@dataclass(frozen=True)
class Hit:
    """What a rule yields: the document, what is wrong with it, and the places that show it.

    `facts` are what the finding rests on, where that is something else than the quotes.
    """

    document: Mapping[str, Any]
    what: str
    places: tuple[Place, ...]
    facts: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One question to the catalogue, with what it is called, how much it matters and what to do about it."""

    code: str
    title: Any
    severity: Severity
    todo: Any
    check: Callable[[Catalogue], Iterator[Hit]]

    def findings(self, catalogue: Catalogue) -> Iterator["Finding"]:
        """Everything that the rule finds."""
        for hit in self.check(catalogue):
            facts = hit.facts or tuple(place.quote for place in hit.places)
            yield Finding(self, kinds.key_of(hit.document), hit.document["name"], hit.what, hit.places, _digest(facts))


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, missing or doubtful in one entry. The fingerprint changes when the facts do."""

    rule: Rule
    key: Key
    name: str
    what: str
    places: tuple[Place, ...]
    fingerprint: str

    @property
    def kind(self) -> str:
        return self.key[0]

    @property
    def slug(self) -> str:
        return self.key[1]

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What an acceptance names."""
        return self.rule.code, self.kind, self.slug, self.fingerprint


def _digest(facts: tuple[Any, ...]) -> str:
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


_rules: dict[str, Rule] = {}
Check = Callable[[Catalogue], Iterator[Hit]]


def rule(code: str, title: Any, severity: Severity, todo: Any) -> Callable[[Check], Check]:
    """Register a function as a rule."""

    def register(check: Check) -> Check:
        assert code not in _rules, f"two rules are called {code}"
        _rules[code] = Rule(code, title, severity, todo, check)
        return check

    return register


def rules() -> list[Rule]:
    """Every rule, in the order in which they were written."""
    return list(_rules.values())
