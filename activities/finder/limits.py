"""The single limits of a target group, each judged for one person, with the sentence that tells it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activities.finder.circumstances import Circumstances
from activities.finder.outcome import Outcome, every, some
from activities.schemas.types import (
    ActivityCondition,
    ActivityCriterion,
    ActivityDocument,
    ActivityPlacement,
    ActivityTargetGroup,
)
from activities.vocabulary import Combination
from federations.ages import AgeSpan, age_span
from federations.schemas.types import AreaDocument, FederationCondition, FederationDocument, MunicipalityDocument
from federations.vocabulary import Situation
from samverkan.language.sentences import listed, quoted, say
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas.typed import of_type
from samverkan.publishing.schemas.types import Reference

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


@dataclass(frozen=True)
class Reason:
    """One limit, judged: in a sentence, with the text that it rests on and what it would take to settle it.

    `presumed` is what rules nobody out as long as it is unknown: what the authorities judge themselves, and groups
    that are not taken, which nobody is asked to deny. `federation` is whose limit it is, if not the activity's own.
    """

    about: str
    outcome: Outcome
    sentence: str
    text: str | None = None
    needs: tuple[str, ...] = ()
    presumed: bool = False
    federation: FederationDocument | None = None
    alternative: int | None = None

    @property
    def weighs(self) -> Outcome:
        """What the reason does to the verdict."""
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

    def takes(self, home: Reference, municipality: str) -> bool:
        """Whether a municipality is, or lies in, what residents are taken from."""
        if home["kind"] == "area":
            return municipality in self.areas.get(home["slug"], ())
        return home["slug"] == municipality


def no_individuals() -> Reason:
    """An assignment between authorities takes nobody (001:725)."""
    return Reason("individuals", Outcome.FAILS, _("Tar inte emot enskilda personer."))


def residence(activity: ActivityDocument, person: Circumstances, places: Places) -> Reason:
    """Whose residents are taken; where that is not stated, those of where the activity stands."""
    homes = activity["target_group"]["residence"]
    if homes == []:
        return Reason("residence", Outcome.HOLDS, _("Ställer inget krav på var man bor."))
    if homes is None:
        return _standing(activity["placements"], person, places)
    text = listed(quoted(home["name"]) for home in homes)
    told = {"places": text, "home": quoted(places.names.get(person.municipality or "", "")) or _("din kommun")}
    if person.municipality is None:
        sentence = _("Tar emot den som bor i %(places)s: du har inte sagt var.")
        return Reason("residence", Outcome.NOT_TOLD, say(sentence, **told), text, (MUNICIPALITY,))
    if any(places.takes(home, person.municipality) for home in homes):
        alone = _("Tar emot den som bor i %(places)s.")
        sentence = alone if text == told["home"] else _("Tar emot den som bor i %(places)s: %(home)s hör dit.")
        return Reason("residence", Outcome.HOLDS, say(sentence, **told), text)
    return Reason("residence", Outcome.FAILS, say(_("Tar emot den som bor i %(places)s, inte %(home)s."), **told), text)


def _standing(placements: list[ActivityPlacement] | None, person: Circumstances, places: Places) -> Reason:
    if not placements:
        return Reason("residence", Outcome.NOT_STATED, _("Katalogen säger inte var verksamheten finns."))
    text = listed(quoted(placement["municipality"]["name"]) for placement in placements)
    told = {"places": text, "home": quoted(places.names.get(person.municipality or "", "")) or _("din kommun")}
    if person.municipality is None:
        sentence = _("Finns i %(places)s: du har inte sagt var du bor.")
        return Reason("residence", Outcome.NOT_TOLD, say(sentence, **told), text, (MUNICIPALITY,))
    if any(placement["municipality"]["slug"] == person.municipality for placement in placements):
        return Reason("residence", Outcome.HOLDS, say(_("Finns i %(home)s."), **told), text)
    sentence = _("Finns i %(places)s, inte i %(home)s. Katalogen säger inget om att andra orters invånare tas emot.")
    return Reason("residence", Outcome.FAILS, say(sentence, **told), text)


def ages(target: AgeSpan, person: Circumstances, federation: FederationDocument | None = None) -> Iterator[Reason]:
    """The span of ages, in numbers or in words; a silent catalogue sets no limit."""
    lowest, highest, words = target["age_min"], target["age_max"], target["age_text"]
    if lowest is None and highest is None:
        if words and not federation:  # A federation's words say whom it has in mind, not whom it leaves out.
            yield _age_in_words(words, person)
        return
    text = str(age_span(target))
    told = {"span": text, "age": person.age}
    if person.age is None:
        outcome, answer = Outcome.NOT_TOLD, _("Tar emot %(span)s: du har inte sagt någon ålder.")
    elif (lowest or 0) <= person.age <= (highest if highest is not None else person.age):
        outcome, answer = Outcome.HOLDS, _("Tar emot %(span)s: %(age)s år passar.")
    else:
        outcome, answer = Outcome.FAILS, _("Tar emot %(span)s, inte %(age)s år.")
    sentence = say(answer, **told)
    if federation:
        sentence = say(_("%(who)s: %(what)s"), who=quoted(federation["name"]), what=sentence)
    needs = (AGE,) if outcome.is_unknown else ()
    yield Reason("age", outcome, sentence, text, needs, federation=federation)


def _age_in_words(words: str, person: Circumstances) -> Reason:
    told = {"words": quoted(words), "age": person.age}
    if person.age is None:
        sentence = _("Tar emot den som är i %(words)s: du har inte sagt någon ålder.")
        return Reason("age", Outcome.NOT_TOLD, say(sentence, **told), words, (AGE,))
    if any(known in words for known in _WORKING_AGE_WORDS):
        if person.age in _WORKING_AGE:
            sentence = _("Tar emot den som är i %(words)s: %(age)s år räknas dit.")
            return Reason("age", Outcome.HOLDS, say(sentence, **told), words)
        if person.age not in _PERHAPS_WORKING_AGE:
            sentence = _("Tar emot den som är i %(words)s, inte %(age)s år.")
            return Reason("age", Outcome.FAILS, say(sentence, **told), words)
    sentence = _("Tar emot den som är i %(words)s: katalogen säger inte om %(age)s år räknas dit.")
    return Reason("age", Outcome.NOT_STATED, say(sentence, **told), words)


def no_criteria(target: ActivityTargetGroup) -> Reason:
    """The catalogue tells no conditions, which does not mean that there are none."""
    sentence = _("Katalogen säger inte vilka villkor som gäller.")
    return Reason("criterion", Outcome.NOT_STATED, sentence, target["description"])


def criterion(row: ActivityCriterion, person: Circumstances) -> Reason:
    """What must hold: one situation, any of several or all; in words alone nobody but the activity can judge it."""
    codes = row["situations"] or ()
    single = {code: _situation(code, row["months_max"], person) for code in codes}
    outcome = _combined(row["combination"], list(single.values())) if codes else Outcome.NOT_STATED
    open_codes = [code for code in codes if single[code].is_unknown]
    presumed = bool(open_codes) and all(code in ASSESSED for code in open_codes)
    long_enough = [code for code in open_codes if person.known.get(code)]
    needs = (*(code for code in open_codes if code not in long_enough), *([SICK_MONTHS] if long_enough else []))
    needs = needs if outcome.is_unknown else ()
    answer = _answer(outcome, open_codes if len(codes) > 1 else [], bool(long_enough), presumed, bool(codes))
    return Reason(
        "criterion",
        outcome,
        say("%(text)s: %(answer)s.", text=quoted(_plain(row["text"])), answer=answer),
        row["text"],
        needs,
        presumed,
        alternative=row["alternative"],
    )


def instead(reason: Reason) -> Reason:
    """The same reason where another alternative has been told before it."""
    return replace(reason, sentence=say(_("Eller: %(what)s"), what=reason.sentence))


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


def _answer(outcome: Outcome, left: Sequence[str], is_length: bool, presumed: bool, is_coded: bool) -> str:
    if outcome == Outcome.NOT_STATED:
        return _("katalogen avgör inte om det räcker att en del stämmer") if is_coded else _("det bedöms på plats")
    if outcome != Outcome.NOT_TOLD:
        return str(outcome.label)
    if presumed:
        return _("det bedöms när ni tar kontakt")
    if is_length:
        return _("du har inte sagt hur länge")
    if left:
        return _("du har inte sagt något om %(what)s") % {"what": listed(str(Situation(code).label) for code in left)}
    return str(outcome.label)


def exclusion(
    row: ActivityCondition | FederationCondition, person: Circumstances, federation: FederationDocument | None
) -> Reason:
    """A group that is not taken, by the activity's own text or by that of the federation that pays (001:833)."""
    inside = belongs(row, person)
    told = {"who": quoted(federation["name"]) if federation else "", "group": quoted(_plain(row["text"]))}
    group = (
        _("%(who)s undantar: %(group)s – %(answer)s.") if federation else _("Tar inte emot: %(group)s – %(answer)s.")
    )
    match inside:
        case Outcome.HOLDS:
            outcome, answer = Outcome.FAILS, _("det stämmer här")
        case Outcome.FAILS:
            outcome, answer = Outcome.HOLDS, _("det gäller inte här")
        case _unknown:
            outcome, answer = inside, str(inside.label)
    sentence = say(group, answer=answer, **told)
    needs = _needs(row, person) if outcome.is_unknown else ()
    return Reason("exclusion", outcome, sentence, row["text"], needs, True, federation)


def belongs(row: ActivityCondition | FederationCondition, person: Circumstances) -> Outcome:
    """Whether a person is in a group of any of some situations and of some ages."""
    if not row["situations"] and row["age_min"] is None and row["age_max"] is None:
        return Outcome.NOT_STATED
    parts = [some(Outcome.told(person.known.get(code)) for code in row["situations"])] if row["situations"] else []
    if row["age_min"] is not None or row["age_max"] is not None:
        lowest, highest = row["age_min"] or 0, row["age_max"] if row["age_max"] is not None else 999
        parts.append(Outcome.told(None if person.age is None else lowest <= person.age <= highest))
    return every(parts)


def _needs(row: ActivityCondition | FederationCondition, person: Circumstances) -> tuple[str, ...]:
    codes = [code for code in row["situations"] or () if code not in person.known]
    has_ages = row["age_min"] is not None or row["age_max"] is not None
    return (*codes, *([AGE] if has_ages and person.age is None else []))


def period(first: dt.date | None, last: dt.date | None, on: dt.date) -> Iterator[Reason]:
    """A stated period that does not cover the day; it may have been prolonged, so it is to be checked."""
    told = {"first": date_format(first) if first else "", "last": date_format(last) if last else ""}
    if last and last < on:
        sentence = _("Perioden tog slut %(last)s enligt katalogen: fråga om verksamheten finns kvar.") % told
        yield Reason("period", Outcome.NOT_STATED, sentence, presumed=True)
    elif first and first > on:
        sentence = _("Börjar %(first)s enligt katalogen.") % told
        yield Reason("period", Outcome.NOT_STATED, sentence, presumed=True)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".:")
