"""Does an activity fit this person? A pure answer from published documents, in three values, with every reason."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.documents import span
from activities.finder import judging, limits
from activities.finder.circumstances import Circumstances
from activities.finder.judging import Places
from activities.finder.limits import Reason
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
    """The answer for each activity among the documents, in their order, with every reason; see `outlook` for many.

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
    federations = near([federation for federation, _statement in funding.federations_of(activity)], person)
    home = limits.residence(activity, person, places)
    around = [*limits.ages(target, person), *_exclusions(target, person, None)]
    for federation in federations:
        around += limits.ages(federation["target_group"], person, federation)
        around += _exclusions(federation["target_group"], person, federation)
    criteria, outcome = _criteria(target, person)
    reasons = (home, *around, *criteria, *limits.period(*span(activity), on))
    verdict = verdict_of(every([outcome, *(reason.weighs for reason in (home, *around))]))
    return Match(activity, verdict, reasons, tuple(_priorities(target, person, federations)))


def verdict_of(outcome: Outcome) -> Verdict:
    """What all that weighs comes to."""
    if outcome.is_unknown:
        return Verdict.MAY_FIT
    return Verdict.FITS if outcome == Outcome.HOLDS else Verdict.DOES_NOT_FIT


def near(paying: list[FederationDocument], person: Circumstances) -> list[FederationDocument]:
    """The federations whose limits apply: of several those of the home municipality, where it is told and theirs."""
    home = [
        federation
        for federation in paying
        for member in federation["members"] or ()
        if member["municipality"] and member["municipality"]["slug"] == person.municipality
    ]
    return home or paying


def _criteria(target: ActivityTargetGroup, person: Circumstances) -> tuple[list[Reason], Outcome]:
    """The reasons of the alternatives that are told, and what they come to."""
    alternatives, outcome = judging.criteria(target["criteria"], person)
    if target["criteria"] is None:
        return [limits.no_criteria(target)], outcome
    groups = [
        [limits.criterion(row, person) for row in target["criteria"] if row["alternative"] == number]
        for number in alternatives
    ]
    first, *others = groups or [[]]
    return [*first, *(limits.instead(reason) for group in others for reason in group)], outcome


def _exclusions(
    target: ActivityTargetGroup | FederationTargetGroup, person: Circumstances, federation: FederationDocument | None
) -> Iterator[Reason]:
    for row in target["exclusions"] or ():
        yield limits.exclusion(row, person, federation)


def _priorities(
    target: ActivityTargetGroup, person: Circumstances, federations: list[FederationDocument]
) -> Iterator[Priority]:
    for row in target["priorities"] or ():
        yield Priority(row["text"].strip(), judging.belongs(row, person))
    for federation in federations:
        for row in federation["target_group"]["priorities"] or ():
            yield Priority(row["text"].strip(), judging.belongs(row, person), federation)
