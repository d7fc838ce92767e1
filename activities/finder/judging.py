"""The single limits of a target group, each judged for one person; `limits` tells them in words.

They are judged by no more than `parts` has of them, so that of many activities those with equal parts are judged once.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self, TypedDict

from activities.finder.circumstances import Circumstances
from activities.finder.outcome import Outcome, every, some
from activities.vocabulary import Combination
from federations.ages import AgeLimits, AgeSpan
from federations.schemas.types import AreaDocument, MunicipalityDocument, SituationCode
from federations.vocabulary import Situation
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas.typed import of_type

MUNICIPALITY, AGE, SICK_MONTHS = "municipality", "age", "sick_months"  # What is asked besides situations.

# What nobody can tell beforehand: the authorities judge it, or settle it on the way in. Untold it rules nobody out.
ASSESSED: frozenset[str] = frozenset(
    {
        Situation.HARD_TO_GET_OR_KEEP_JOB,
        Situation.LABOUR_MARKET_POTENTIAL,
        Situation.NEEDS_ASSESSMENT,
        Situation.NEEDS_COOPERATION,
        Situation.NEEDS_WORK_REHABILITATION,
        Situation.ORDINARY_COOPERATION_INSUFFICIENT,
        Situation.REFERRED_BY_AUTHORITY,
    }
)
_SICK = (Situation.SICK_LEAVE, Situation.SICK_LEAVE_FULL, Situation.SICK_LEAVE_BY_HEALTH_CENTRE)
_WORKING_AGE_WORDS = ("yrkesverksam ålder", "förvärvsaktiv ålder")
_WORKING_AGE = range(18, 65)  # 18–64 wherever the source gives numbers for the words (001:276, 001:354, 001:791).
_PERHAPS_WORKING_AGE = range(16, 69)


class Home(TypedDict):
    """A municipality or an area, as far as it says whose residents are taken."""

    kind: str
    slug: str


class Group(AgeLimits):
    """A group of any of some situations and of some ages."""

    situations: list[SituationCode] | None


class Criterion(TypedDict):
    """What must hold of a person, as far as it is coded."""

    alternative: int
    situations: list[SituationCode] | None
    combination: Literal["any", "all", None]
    months_max: int | None


@dataclass(frozen=True)
class Judged:
    """One limit, judged: what it comes to, and what it would take to settle it.

    `presumed` is what rules nobody out as long as it is unknown: what the authorities judge themselves, and groups
    that are not taken, which nobody is asked to deny.
    """

    outcome: Outcome
    needs: tuple[str, ...] = ()
    presumed: bool = False

    @property
    def weighs(self) -> Outcome:
        """What it does to the verdict."""
        return Outcome.HOLDS if self.presumed and self.outcome.is_unknown else self.outcome


@dataclass(frozen=True)
class Places:
    """The municipalities of one moment by slug, and which of them make up each area."""

    names: dict[str, str]
    areas: dict[str, frozenset[str]]

    @classmethod
    def among(cls, documents: Iterable[Document]) -> Self:
        """Of documents of any kinds."""
        rows = list(documents)
        areas = of_type(rows, AreaDocument)
        return cls(
            {row["slug"]: row["name"] for row in of_type(rows, MunicipalityDocument)},
            {row["slug"]: frozenset(one["slug"] for one in row["municipalities"] or ()) for row in areas},
        )

    def takes(self, home: Home, municipality: str) -> bool:
        """Whether a municipality is, or lies in, what residents are taken from."""
        if home["kind"] == "area":
            return municipality in self.areas.get(home["slug"], ())
        return home["slug"] == municipality


def residence(homes: Sequence[Home], person: Circumstances, places: Places) -> Judged:
    """Whose residents are taken, where that is stated."""
    if not homes:
        return Judged(Outcome.HOLDS)
    if person.municipality is None:
        return Judged(Outcome.NOT_TOLD, (MUNICIPALITY,))
    municipality = person.municipality
    return Judged(Outcome.told(any(places.takes(home, municipality) for home in homes)))


def standing(placements: Sequence[str] | None, person: Circumstances) -> Judged:
    """Where residence is not stated: those are taken who live where the activity stands."""
    if not placements:
        return Judged(Outcome.NOT_STATED)
    if person.municipality is None:
        return Judged(Outcome.NOT_TOLD, (MUNICIPALITY,))
    return Judged(Outcome.told(person.municipality in placements))


def ages(target: AgeSpan, person: Circumstances, by_words: bool = True) -> Judged | None:
    """The span of ages, in numbers or in words; a silent catalogue sets no limit."""
    lowest, highest, words = target["age_min"], target["age_max"], target["age_text"]
    if lowest is None and highest is None:
        return _age_in_words(words, person) if words and by_words else None
    if person.age is None:
        return Judged(Outcome.NOT_TOLD, (AGE,))
    return Judged(Outcome.told((lowest or 0) <= person.age <= (highest if highest is not None else person.age)))


def _age_in_words(words: str, person: Circumstances) -> Judged:
    if person.age is None:
        return Judged(Outcome.NOT_TOLD, (AGE,))
    if any(known in words for known in _WORKING_AGE_WORDS):
        if person.age in _WORKING_AGE:
            return Judged(Outcome.HOLDS)
        if person.age not in _PERHAPS_WORKING_AGE:
            return Judged(Outcome.FAILS)
    return Judged(Outcome.NOT_STATED)


def criteria(rows: Sequence[Criterion] | None, person: Circumstances) -> tuple[list[int], Outcome]:
    """Which alternatives are told: the first that holds, else those that still can, else all; and what they come to.

    Criteria of one alternative hold together, of several alternatives one is enough (001:703). Unknown criteria have
    no alternatives: the catalogue tells no conditions, which does not mean that there are none.
    """
    if rows is None:
        return [], Outcome.NOT_STATED
    groups: dict[int, list[Outcome]] = {}
    for row in rows:
        groups.setdefault(row["alternative"], []).append(criterion(row, person).weighs)
    outcomes = {number: every(group) for number, group in groups.items()}
    outcome = some(outcomes.values()) if outcomes else Outcome.HOLDS
    told = [number for number, one in outcomes.items() if one == outcome or (outcome.is_unknown and one.is_unknown)]
    return sorted(told[:1] if outcome == Outcome.HOLDS else told), outcome


def situations(row: Criterion, person: Circumstances) -> Mapping[str, Outcome]:
    """Each situation of a criterion; being on sick leave may have to be shorter than it is."""
    return {code: _situation(code, row["months_max"], person) for code in row["situations"] or ()}


def criterion(row: Criterion, person: Circumstances) -> Judged:
    """What must hold: one situation, any of several or all; in words alone nobody but the activity can judge it."""
    single = situations(row, person)
    outcome = _combined(row["combination"], list(single.values())) if single else Outcome.NOT_STATED
    still_open = [code for code, one in single.items() if one.is_unknown]
    presumed = bool(still_open) and all(code in ASSESSED for code in still_open)
    if not outcome.is_unknown:
        return Judged(outcome, (), presumed)
    long_enough = [code for code in still_open if person.known.get(code)]
    needs = (*(code for code in still_open if code not in long_enough), *([SICK_MONTHS] if long_enough else []))
    return Judged(outcome, needs, presumed)


def _situation(code: str, months_max: int | None, person: Circumstances) -> Outcome:
    outcome = Outcome.told(person.known.get(code))
    if outcome == Outcome.HOLDS and months_max is not None and code in _SICK:
        return Outcome.told(None if person.sick_months is None else person.sick_months <= months_max)
    return outcome


def _combined(combination: str | None, single: list[Outcome]) -> Outcome:
    """Where the source does not settle whether one is enough, only what all or none of them give is certain."""
    if combination == Combination.ANY:
        return some(single)
    whole = every(single)
    if combination == Combination.ALL or len(single) == 1 or whole == some(single):
        return whole
    return Outcome.NOT_TOLD if Outcome.NOT_TOLD in single else Outcome.NOT_STATED


def exclusion(row: Group, person: Circumstances) -> Judged:
    """A group that is not taken."""
    inside = belongs(row, person)
    if not inside.is_unknown:
        return Judged(Outcome.told(inside == Outcome.FAILS), (), True)
    codes = [code for code in row["situations"] or () if code not in person.known]
    has_ages = row["age_min"] is not None or row["age_max"] is not None
    return Judged(inside, (*codes, *([AGE] if has_ages and person.age is None else [])), True)


def belongs(row: Group, person: Circumstances) -> Outcome:
    """Whether a person is in a group of any of some situations and of some ages."""
    if not row["situations"] and row["age_min"] is None and row["age_max"] is None:
        return Outcome.NOT_STATED
    parts = [some(Outcome.told(person.known.get(code)) for code in row["situations"])] if row["situations"] else []
    if row["age_min"] is not None or row["age_max"] is not None:
        lowest, highest = row["age_min"] or 0, row["age_max"] if row["age_max"] is not None else 999
        parts.append(Outcome.told(None if person.age is None else lowest <= person.age <= highest))
    return every(parts)


def period(first: dt.date | None, last: dt.date | None, on: dt.date) -> Judged | None:
    """A stated period that does not cover the day; it may have been prolonged, so it is to be checked."""
    is_outside = (last and last < on) or (first and first > on)
    return Judged(Outcome.NOT_STATED, (), True) if is_outside else None
