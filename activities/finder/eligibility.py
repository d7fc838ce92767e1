"""Does an activity fit this person? A pure answer from published documents, in three values, with every reason."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.documents import span
from activities.finder import limits
from activities.finder.circumstances import Circumstances
from activities.finder.limits import Places, Reason
from activities.finder.outcome import Outcome, every, some
from activities.funding import Funding
from activities.schemas.types import ActivityDocument, ActivityTargetGroup
from federations.schemas.types import FederationDocument, FederationTargetGroup
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas.typed import of_type


class Verdict(models.TextChoices):
    """What the reasons come to."""

    FITS = "fits", _("Passar")
    MAY_FIT = "may_fit", _("Kan passa")
    DOES_NOT_FIT = "does_not_fit", _("Passar inte")


@dataclass(frozen=True)
class Priority:
    """A group that goes first, by the activity's word or that of the federation that pays; and whether one is in it."""

    text: str
    outcome: Outcome
    federation: FederationDocument | None = None


@dataclass(frozen=True)
class Match:
    """One activity's answer."""

    activity: ActivityDocument
    verdict: Verdict
    reasons: tuple[Reason, ...]
    priorities: tuple[Priority, ...] = ()

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is for the residents of other places."""
        return any(reason.about == "residence" and reason.outcome == Outcome.FAILS for reason in self.reasons)

    @property
    def prioritised(self) -> bool | None:
        """Whether the person goes first; None where that cannot be said."""
        if self.activity["target_group"]["priorities"] is None and not self.priorities:
            return None
        outcome = some(priority.outcome for priority in self.priorities)
        return None if outcome.is_unknown else outcome == Outcome.HOLDS

    @property
    def needs(self) -> set[str]:
        """What could still be told that would settle more: situations, "municipality", "age" or "sick_months"."""
        if self.verdict == Verdict.DOES_NOT_FIT:
            return set()
        return {need for reason in self.reasons if reason.outcome.is_unknown for need in reason.needs}


def match(documents: Iterable[Document], person: Circumstances, on: dt.date) -> list[Match]:
    """The answer for each activity among the documents, in their order; linear in their number.

    Beside the activities the documents hold the areas, municipalities, federations and streams of the same moment.
    """
    rows = list(documents)
    places, funding = Places.among(rows), Funding.among(rows)
    return [assess(row, person, places, funding, on) for row in of_type(rows, ActivityDocument)]


def assess(activity: ActivityDocument, person: Circumstances, places: Places, funding: Funding, on: dt.date) -> Match:
    """One activity's answer on a day."""
    if activity["serves_individuals"] is False:
        return Match(activity, Verdict.DOES_NOT_FIT, (limits.no_individuals(),))
    target = activity["target_group"]
    federations = _paying(activity, person, funding)
    home = limits.residence(activity, person, places)
    around = [*limits.ages(target, person), *_exclusions(target, person, None)]
    for federation in federations:
        around += limits.ages(federation["target_group"], person, federation)
        around += _exclusions(federation["target_group"], person, federation)
    criteria, outcome = _criteria(target, person)
    reasons = (home, *around, *criteria, *limits.period(*span(activity), on))
    verdict = _verdict(every([outcome, *(reason.weighs for reason in (home, *around))]))
    return Match(activity, verdict, reasons, tuple(_priorities(target, person, federations)))


def _verdict(outcome: Outcome) -> Verdict:
    if outcome.is_unknown:
        return Verdict.MAY_FIT
    return Verdict.FITS if outcome == Outcome.HOLDS else Verdict.DOES_NOT_FIT


def _paying(activity: ActivityDocument, person: Circumstances, funding: Funding) -> list[FederationDocument]:
    """The federations whose limits apply: of several those of the home municipality, where it is told and theirs."""
    found = [federation for federation, _statement in funding.federations_of(activity)]
    near = [
        federation
        for federation in found
        for member in federation["members"] or ()
        if member["municipality"] and member["municipality"]["slug"] == person.municipality
    ]
    return near or found


def _criteria(target: ActivityTargetGroup, person: Circumstances) -> tuple[list[Reason], Outcome]:
    """The reasons of the alternative that holds, else of those that still can, else of all; and what they come to.

    Criteria of one alternative hold together, of several alternatives one is enough (001:703).
    """
    if target["criteria"] is None:
        reason = limits.no_criteria(target)
        return [reason], reason.weighs
    groups: dict[int, list[Reason]] = {}
    for row in target["criteria"]:
        groups.setdefault(row["alternative"], []).append(limits.criterion(row, person))
    outcomes = {number: every(reason.weighs for reason in group) for number, group in groups.items()}
    outcome = some(outcomes.values()) if outcomes else Outcome.HOLDS
    shown = [number for number, one in outcomes.items() if one == outcome or (outcome.is_unknown and one.is_unknown)]
    if outcome == Outcome.HOLDS:
        shown = shown[:1]
    first, *others = sorted(shown) or [0]
    reasons = [*groups.get(first, ()), *(limits.instead(reason) for number in others for reason in groups[number])]
    return reasons, outcome


def _exclusions(
    target: ActivityTargetGroup | FederationTargetGroup, person: Circumstances, federation: FederationDocument | None
) -> Iterator[Reason]:
    for row in target["exclusions"] or ():
        yield limits.exclusion(row, person, federation)


def _priorities(
    target: ActivityTargetGroup, person: Circumstances, federations: list[FederationDocument]
) -> Iterator[Priority]:
    for row in target["priorities"] or ():
        yield Priority(row["text"].strip(), limits.belongs(row, person))
    for federation in federations:
        for row in federation["target_group"]["priorities"] or ():
            yield Priority(row["text"].strip(), limits.belongs(row, person), federation)
