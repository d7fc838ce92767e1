"""What the finder says of all activities at once: each different part is judged once, and none is read as a document.

Verdicts, reasons and needs are those of `eligibility.assess`, which tells of the few that are shown.
"""

import datetime as dt
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from activities import registers
from activities.finder import judging
from activities.finder.circumstances import Circumstances
from activities.finder.eligibility import Match, Verdict, assess, near, verdict_of
from activities.finder.judging import Judged, Places
from activities.finder.outcome import Outcome, every
from activities.funding import Funding
from activities.places import Place, places
from activities.schemas.types import ActivityDocument
from federations.schemas.types import AreaDocument, FederationDocument, MunicipalityDocument
from samverkan.publishing.index import SPAN
from samverkan.publishing.kinds import Document
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import of_type, typed
from samverkan.remembered import ByMoment
from samverkan.search import shelf
from samverkan.search.shelf import Bits, Column, Shelf

BESIDE = ("area", "federation", "financing_stream", "municipality")  # What an answer rests on beside the activities.


@dataclass(frozen=True)
class Basis:
    """What answers rest on at a moment and, where one is asked for, on a day; the same for every person.

    `paying` are the federations that pay for each activity of the shelf, `homes` is where one can say that one lives.
    """

    shelf: Shelf
    held: Bits
    places: Places
    funding: Funding
    paying: Column
    homes: tuple[Place, ...]

    def assess(self, row: Publication, person: Circumstances, on: dt.date) -> Match:
        """One activity's answer with every reason."""
        return assess(typed(row.document, ActivityDocument), person, self.places, self.funding, on)


@ByMoment
def basis(number: int, day: dt.date | None, newest: int) -> Basis:
    """The basis of answers at a revision and on a day."""
    beside = registers.at(number, newest).documents(*BESIDE, day=day)
    return resting_on(shelf.at("activity", number, newest), beside, day)


def resting_on(on_shelf: Shelf, beside: Iterable[Document], day: dt.date | None = None) -> Basis:
    """The basis of answers on a day, of the activities and what stands beside them at the same moment; pure."""
    rows, held = list(beside), on_shelf.held_on(day)
    funding = Funding.among(rows)
    described = {facet for facet, carriers in on_shelf.facets.items() if carriers & held}
    homes = places(of_type(rows, AreaDocument), described, of_type(rows, MunicipalityDocument))
    return Basis(on_shelf, held, Places.among(rows), funding, _payers(on_shelf, funding), tuple(homes))


def _payers(on_shelf: Shelf, funding: Funding) -> Column:
    """The different sets of federations that pay, and which of them pays for each activity."""
    of, known, sets = array("I"), dict[tuple[int, int], int](), dict[tuple[str, ...], int]()
    paying: list[tuple[FederationDocument, ...]] = []
    statements, standing = on_shelf.column("paid"), on_shelf.column("placements")
    for pair in zip(statements.of, standing.of, strict=True):
        if pair not in known:
            found: dict[str, FederationDocument] = {}
            for federation, stream in statements.values[pair[0]]:
                for one in funding.paying(federation, stream, standing.values[pair[1]] or ()):
                    found.setdefault(one["slug"], one)
            known[pair] = sets.setdefault(tuple(found), len(sets))
            if len(sets) > len(paying):
                paying.append(tuple(found.values()))
        of.append(known[pair])
    return Column(tuple(paying), of)


@dataclass(frozen=True)
class Share:
    """What a part adds to the answer for each activity that has it: how it weighs, how much is unknown in it."""

    weighs: int
    unknown: int = 0
    needs: frozenset[str] = frozenset()

    @classmethod
    def of(cls, judged: Iterable[Judged], *outcomes: Outcome) -> "Share":
        """That of some limits together, or what they come to where that is said."""
        rows = list(judged)
        still_open = [one for one in rows if one.outcome.is_unknown]
        return cls(
            _WEIGHTS.index(every(outcomes or (one.weighs for one in rows))),
            len(still_open),
            frozenset(need for one in still_open for need in one.needs),
        )


# The heaviest decides, as in `outcome.every`.
_WEIGHTS = (Outcome.HOLDS, Outcome.NOT_STATED, Outcome.NOT_TOLD, Outcome.FAILS)
_FAILS = _WEIGHTS.index(Outcome.FAILS)


@dataclass
class Outlook:
    """The activities of a shelf by their verdicts, each a place on it, in Swedish order but for what may fit.

    `may_fit` has those first of which least is unknown. Of what does not fit, `elsewhere` is for the residents of
    other places, `among_authorities` takes nobody, and `near` is the rest. `needs` says how many of what is not ruled
    out depend on each set of answers.
    """

    fits: list[int] = field(default_factory=list)
    may_fit: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)
    among_authorities: list[int] = field(default_factory=list)
    needs: Counter[frozenset[str]] = field(default_factory=Counter)

    def by_verdict(self) -> dict[Verdict, list[int]]:
        """The places of each verdict, all in Swedish order."""
        refused = sorted([*self.near, *self.elsewhere, *self.among_authorities])
        return {Verdict.FITS: self.fits, Verdict.MAY_FIT: sorted(self.may_fit), Verdict.DOES_NOT_FIT: refused}


def outlook(rests_on: Basis, person: Circumstances, on: dt.date) -> Outlook:
    """The answer for all activities on a day; linear in their number, and little for each."""
    found = Outlook()
    shares = _shares(rests_on, person, on)
    home, serves = shares[0], list[bool](rests_on.shelf.each("serves"))
    heaviest = list(map(max, *([share.weighs for share in one] for one in shares)))
    for place in shelf.places(rests_on.held):
        if not serves[place]:
            found.among_authorities.append(place)
        elif home[place].weighs == _FAILS:
            found.elsewhere.append(place)
        elif heaviest[place] == _FAILS:
            found.near.append(place)
        elif verdict_of(_WEIGHTS[heaviest[place]]) == Verdict.FITS:
            found.fits.append(place)
        else:
            found.may_fit.append(place)
    unknown = {place: sum(share[place].unknown for share in shares) for place in found.may_fit}
    found.may_fit.sort(key=unknown.__getitem__)
    needs = Counter(tuple(share[place].needs for share in shares) for place in (*found.fits, *found.may_fit))
    for some, number in needs.items():
        found.needs[frozenset().union(*some)] += number
    return found


def _shares(rests_on: Basis, person: Circumstances, on: dt.date) -> list[list[Share]]:
    """Of each part its share in each activity, that of the home first."""
    values, each = rests_on.shelf.values, rests_on.shelf.each
    is_stated = [homes is not None for homes in values("residence")]
    living = _alone(judging.residence(homes or (), person, rests_on.places) for homes in values("residence"))
    standing = _alone(judging.standing(slugs, person) for slugs in values("placements"))
    around = [Share.of(_limits(target, person)) for target in values("around")]
    criteria = [_criteria(rows, person) for rows in values("criteria")]
    spans = [_period(days, on) for days in values(SPAN)]
    paying = [_paying(federations, person) for federations in rests_on.paying.values]
    homes = zip(each("residence", is_stated), each("residence", living), each("placements", standing), strict=True)
    return [
        [there if stated else here for stated, there, here in homes],
        each("around", around),
        each("criteria", criteria),
        each(SPAN, spans),
        rests_on.paying.each(paying),
    ]


def _alone(judged: Iterable[Judged]) -> list[Share]:
    """The share of each of many limits, most of which come to the same."""
    known: dict[Judged, Share] = {}
    return [known.get(one) or known.setdefault(one, Share.of([one])) for one in judged]


def _limits(target: Any, person: Circumstances, by_words: bool = True) -> list[Judged]:
    """A target group's ages and whom it leaves out, of an activity or of who pays for it."""
    exclusions = [judging.exclusion(row, person) for row in target["exclusions"] or ()]
    ages = judging.ages(target, person, by_words)
    return [ages, *exclusions] if ages else exclusions


def _paying(federations: tuple[FederationDocument, ...], person: Circumstances) -> Share:
    groups = (_limits(one["target_group"], person, by_words=False) for one in near(list(federations), person))
    return Share.of([judged for group in groups for judged in group])


def _criteria(rows: Any, person: Circumstances) -> Share:
    alternatives, outcome = judging.criteria(rows, person)
    told = [judging.criterion(row, person) for row in rows or () if row["alternative"] in alternatives]
    return Share.of([Judged(Outcome.NOT_STATED)] if rows is None else told, outcome)


def _period(days: Iterable[str | None], on: dt.date) -> Share:
    first, last = (dt.date.fromisoformat(day) if day else None for day in days)
    judged = judging.period(first, last, on)
    return Share.of([judged] if judged else [])
