"""The single limits of a target group as reasons: each as it is judged, with the sentence that tells it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activities.finder import judging
from activities.finder.circumstances import Circumstances
from activities.finder.judging import Judged, Places
from activities.finder.outcome import Outcome
from activities.schemas.types import ActivityCondition, ActivityCriterion, ActivityDocument, ActivityTargetGroup
from federations.ages import AgeSpan, age_span
from federations.schemas.types import FederationCondition, FederationDocument
from federations.vocabulary import Situation
from samverkan.language.sentences import listed, quoted, say


@dataclass(frozen=True)
class Reason(Judged):
    """One limit, judged: in a sentence, with the text that it rests on.

    `federation` is whose limit it is, if not the activity's own.
    """

    about: str = ""
    sentence: str = ""
    text: str | None = None
    federation: FederationDocument | None = None
    alternative: int | None = None

    @classmethod
    def told(cls, judged: Judged, about: str, sentence: str, text: str | None = None) -> Self:
        """What was judged, in words."""
        return cls(judged.outcome, judged.needs, judged.presumed, about, sentence, text)


def no_individuals() -> Reason:
    """An assignment between authorities takes nobody (001:725)."""
    return Reason.told(Judged(Outcome.FAILS), "individuals", _("Tar inte emot enskilda personer."))


def residence(activity: ActivityDocument, person: Circumstances, places: Places) -> Reason:
    """Whose residents are taken; where that is not stated, those of where the activity stands."""
    homes = activity["target_group"]["residence"]
    if homes is None:
        return _standing(activity, person, places)
    judged = judging.residence(homes, person, places)
    if not homes:
        return Reason.told(judged, "residence", _("Ställer inget krav på var man bor."))
    text = listed(quoted(home["name"]) for home in homes)
    told = {"places": text, "home": _home(person, places)}
    match judged.outcome:
        case Outcome.NOT_TOLD:
            sentence = _("Tar emot den som bor i %(places)s: du har inte sagt var.")
        case Outcome.HOLDS:
            alone = _("Tar emot den som bor i %(places)s.")
            sentence = alone if text == told["home"] else _("Tar emot den som bor i %(places)s: %(home)s hör dit.")
        case _other:
            sentence = _("Tar emot den som bor i %(places)s, inte %(home)s.")
    return Reason.told(judged, "residence", say(sentence, **told), text)


def _standing(activity: ActivityDocument, person: Circumstances, places: Places) -> Reason:
    placements = activity["placements"] or ()
    judged = judging.standing([placement["municipality"]["slug"] for placement in placements], person)
    if not placements:
        return Reason.told(judged, "residence", _("Katalogen säger inte var verksamheten finns."))
    text = listed(quoted(placement["municipality"]["name"]) for placement in placements)
    told = {"places": text, "home": _home(person, places)}
    match judged.outcome:
        case Outcome.NOT_TOLD:
            sentence = _("Finns i %(places)s: du har inte sagt var du bor.")
        case Outcome.HOLDS:
            sentence = _("Finns i %(home)s.")
        case _other:
            sentence = _(
                "Finns i %(places)s, inte i %(home)s. Katalogen säger inget om att andra orters invånare tas emot."
            )
    return Reason.told(judged, "residence", say(sentence, **told), text)


def _home(person: Circumstances, places: Places) -> str:
    return quoted(places.names.get(person.municipality or "", "")) or _("din kommun")


def ages(target: AgeSpan, person: Circumstances, federation: FederationDocument | None = None) -> Iterator[Reason]:
    """The span of ages, in numbers or in words; a federation's words say whom it has in mind, not whom it leaves out.

    A silent catalogue sets no limit.
    """
    judged = judging.ages(target, person, by_words=federation is None)
    if judged is None:
        return
    if target["age_min"] is None and target["age_max"] is None:
        yield _age_in_words(judged, target["age_text"] or "", person)
        return
    text = str(age_span(target))
    match judged.outcome:
        case Outcome.NOT_TOLD:
            answer = _("Tar emot %(span)s: du har inte sagt någon ålder.")
        case Outcome.HOLDS:
            answer = _("Tar emot %(span)s: %(age)s år passar.")
        case _other:
            answer = _("Tar emot %(span)s, inte %(age)s år.")
    sentence = say(answer, span=text, age=person.age)
    if federation:
        sentence = say(_("%(who)s: %(what)s"), who=quoted(federation["name"]), what=sentence)
    yield replace(Reason.told(judged, "age", sentence, text), federation=federation)


def _age_in_words(judged: Judged, words: str, person: Circumstances) -> Reason:
    match judged.outcome:
        case Outcome.NOT_TOLD:
            sentence = _("Tar emot den som är i %(words)s: du har inte sagt någon ålder.")
        case Outcome.HOLDS:
            sentence = _("Tar emot den som är i %(words)s: %(age)s år räknas dit.")
        case Outcome.FAILS:
            sentence = _("Tar emot den som är i %(words)s, inte %(age)s år.")
        case _other:
            sentence = _("Tar emot den som är i %(words)s: katalogen säger inte om %(age)s år räknas dit.")
    return Reason.told(judged, "age", say(sentence, words=quoted(words), age=person.age), words)


def no_criteria(target: ActivityTargetGroup) -> Reason:
    """The catalogue tells no conditions, which does not mean that there are none."""
    sentence = _("Katalogen säger inte vilka villkor som gäller.")
    return Reason.told(Judged(Outcome.NOT_STATED), "criterion", sentence, target["description"])


def criterion(row: ActivityCriterion, person: Circumstances) -> Reason:
    """What must hold: one situation, any of several or all; in words alone nobody but the activity can judge it."""
    judged, single = judging.criterion(row, person), judging.situations(row, person)
    answer = _answer(judged, [code for code, one in single.items() if one.is_unknown], len(single), person)
    sentence = say("%(text)s: %(answer)s.", text=quoted(_plain(row["text"])), answer=answer)
    return replace(Reason.told(judged, "criterion", sentence, row["text"]), alternative=row["alternative"])


def instead(reason: Reason) -> Reason:
    """The same reason where another alternative has been told before it."""
    return replace(reason, sentence=say(_("Eller: %(what)s"), what=reason.sentence))


def _answer(judged: Judged, still_open: Sequence[str], number: int, person: Circumstances) -> str:
    """What a criterion of a number of situations comes to, some of which may be open."""
    if judged.outcome == Outcome.NOT_STATED:
        return _("katalogen avgör inte om det räcker att en del stämmer") if number else _("det bedöms på plats")
    if judged.outcome != Outcome.NOT_TOLD:
        return str(judged.outcome.label)
    if judged.presumed:
        return _("det bedöms när ni tar kontakt")
    if any(person.known.get(code) for code in still_open):
        return _("du har inte sagt hur länge")
    if number > 1:
        what = listed(str(Situation(code).label) for code in still_open)
        return _("du har inte sagt något om %(what)s") % {"what": what}
    return str(judged.outcome.label)


def exclusion(
    row: ActivityCondition | FederationCondition, person: Circumstances, federation: FederationDocument | None
) -> Reason:
    """A group that is not taken, by the activity's own text or by that of the federation that pays (001:833)."""
    judged = judging.exclusion(row, person)
    told = {"who": quoted(federation["name"]) if federation else "", "group": quoted(_plain(row["text"]))}
    group = (
        _("%(who)s undantar: %(group)s – %(answer)s.") if federation else _("Tar inte emot: %(group)s – %(answer)s.")
    )
    match judged.outcome:
        case Outcome.FAILS:
            answer = _("det stämmer här")
        case Outcome.HOLDS:
            answer = _("det gäller inte här")
        case _unknown:
            answer = str(judged.outcome.label)
    sentence = say(group, answer=answer, **told)
    return replace(Reason.told(judged, "exclusion", sentence, row["text"]), federation=federation)


def period(first: dt.date | None, last: dt.date | None, on: dt.date) -> Iterator[Reason]:
    """A stated period that does not cover the day; it may have been prolonged, so it is to be checked."""
    judged = judging.period(first, last, on)
    if judged is None:
        return
    told = {"first": date_format(first) if first else "", "last": date_format(last) if last else ""}
    has_passed = last and last < on
    over = _("Perioden tog slut %(last)s enligt katalogen: fråga om verksamheten finns kvar.")
    yield Reason.told(judged, "period", (over if has_passed else _("Börjar %(first)s enligt katalogen.")) % told)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".:")
