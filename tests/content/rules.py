"""How a fact is held against a document: which property rests on its lines, and what must be true of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from samverkan.publishing.kinds import Document, Key
from tests.content.catalogue import Catalogue, at, cited, is_silent, names, numbers, text
from tests.content.facts import Fact
from tests.content.prose import SWEDISH

ANYWHERE = None  # Any property may rest on the line.
ITSELF = "itself"  # The document is the source and cites no lines, or the comparison itself finds who cites them.


@dataclass(frozen=True)
class Case:
    """A fact, the whole entry of the facts that it belongs to, and the published document that must carry it."""

    fact: Fact
    entry: Any
    document: Document
    catalogue: Catalogue

    @property
    def value(self) -> Any:
        return self.fact.value


Holds = Callable[[Case], bool]


@dataclass(frozen=True)
class Rule:
    """The property that must cite the fact's lines, and what must hold; `of` is a document other than the entry's."""

    about: str | None
    holds: Holds
    of: Key | None = None


Rules = dict[str, Rule]


def rule_for(rules: Rules, path: str) -> tuple[str, Rule] | None:
    """The first rule whose pattern fits the path, part by part; `*` stands for any one part."""
    parts = path.split(".")
    for pattern, rule in rules.items():
        wanted = pattern.split(".")
        if len(wanted) == len(parts) and all(part in (one, "*") for one, part in zip(parts, wanted, strict=True)):
            return pattern, rule
    return None


def faults(rule: Rule, case: Case) -> Iterator[str]:
    """What is wrong: a line that nobody cites, or a document that says something else."""
    try:
        holds = rule.holds(case)
    except (KeyError, TypeError, IndexError, ValueError, AttributeError) as error:
        yield f"{case.fact.path}: {case.value!r} has no words or place to compare with ({error!r})"
        return
    if not holds:
        yield f"{case.fact.path}: {case.value!r} is not what {case.document['slug']} says"
    if not _is_cited(rule, case):
        about = rule.about or "anything"
        yield f"{case.fact.path}: {case.document['slug']} does not cite {case.fact.lines} for {about}"


def _is_cited(rule: Rule, case: Case) -> bool:
    """A fact's lines must stand under its property; of what is absent it is enough that the section was read."""
    if not case.fact.lines or rule.about == ITSELF:
        return True
    if case.fact.slug is None:
        return False
    if case.value is None:
        return bool(cited(case.document, case.fact.slug) & set(case.fact.lines))
    return set(case.fact.lines) <= cited(case.document, case.fact.slug, rule.about)


# What must hold


def equal(path: str, reading: Callable[[Any], Any] = lambda value: value) -> Holds:
    """The property has the fact's value; what the source does not say is null, never [], 0 or a no."""
    return lambda case: bool(at(case.document, path) == (None if case.value is None else reading(case.value)))


def same_names(path: str) -> Holds:
    """The property's references carry the fact's names, in its order; a single name is a list of one."""

    def holds(case: Case) -> bool:
        wanted = [case.value] if isinstance(case.value, str) else case.value
        return bool(names(at(case.document, path)) == wanted)

    return holds


def silent(*paths: str) -> Holds:
    """The source says nothing, and neither does the document."""
    return lambda case: case.value is None and all(is_silent(at(case.document, path)) for path in paths)


def says(path: str, *words: str) -> Holds:
    """The property's text holds the words, whatever their case."""
    return lambda case: all(word.casefold() in text(at(case.document, path)).casefold() for word in words)


def says_value(path: str) -> Holds:
    """The property's text holds the fact's own words."""
    return lambda case: case.value.casefold() in text(at(case.document, path)).casefold()


def translated(path: str) -> Holds:
    """The property's text holds the Swedish words for what the facts tell in English."""
    return lambda case: says(path, *SWEDISH[case.value])(case)


def as_many(path: str, listed: str) -> Holds:
    """The property has as many items as the facts list, and says this one of them in Swedish."""
    return lambda case: len(at(case.document, path)) == len(at(case.entry, listed)) and translated(path)(case)


def means(words: Any, *meaning: Holds, **values: Any) -> Holds:
    """A fact in these words has this meaning, and gives these properties (`period__start`) these values."""

    def holds(case: Case) -> bool:
        found = {name: at(case.document, name.replace("__", ".")) for name in values}
        return bool(case.value == words) and found == values and all(held(case) for held in meaning)

    return holds


def derived_only(number: int | None = None) -> Holds:
    """Computed, so never told as if the source said it: the number stands nowhere in the document."""

    def holds(case: Case) -> bool:
        wanted = case.value if number is None else number
        return case.fact.derived and isinstance(wanted, int) and wanted not in numbers(case.document)

    return holds
