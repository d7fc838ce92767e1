"""The finder: from "my situation" to what fits, for these reasons, and how one gets in. What is asked is never kept."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.finder.circumstances import Asker, Circumstances
from activities.finder.eligibility import Match, Verdict, match
from activities.finder.questions import (
    FIRST,
    LONGEST,
    OLDEST,
    OUTSIDE,
    PAGE_ASKERS,
    QUESTIONS,
    Answers,
    Asked,
    Option,
    Question,
    worth_asking,
)
from activities.finder.referral import Referral, referral
from activities.listing.paging import page_among
from activities.places import places, undescribed_home
from activities.schemas.types import ActivityContact
from federations.schemas.types import AreaDocument, FederationDocument, MunicipalityDocument
from samverkan.language.sentences import quoted, say
from samverkan.pages.views import PublicView
from samverkan.publishing import kinds
from samverkan.publishing.models import Publication, PublicationQuerySet
from samverkan.publishing.schemas.typed import of_type, typed

CONCERNED = ("activity", "area", "federation", "financing_stream", "municipality")
SHOWN = 30  # Of what does not fit; a whole country would fill the page.


@dataclass(frozen=True)
class Found:
    """One activity of the answer, with what one does next."""

    publication: Publication
    match: Match
    referral: Referral
    contacts: Sequence[ActivityContact]


class FinderView(PublicView):
    """Questions and answer on one page; the answers live in the address alone."""

    template_name = "activities/finder.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    def may_be_kept(self) -> bool:
        """Somebody's situation stays in no cache."""
        return False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answers = Answers.read(self.request.GET.dict())
        person = answers.circumstances()
        rows = list(concerned(self.publications, self.day))
        matches = match((row.document for row in rows), person, self.day or timezone.localdate())
        municipalities = [row for row in rows if row.kind == "municipality"]
        of_slug = {row.slug: row for row in rows if row.kind == "activity"}
        numbers, asked = worth_asking(matches, answers)
        return super().get_context_data(
            answers=answers,
            told=list(_told(answers, municipalities)),
            is_outside=bool(answers.municipality) and answers.municipality not in {row.slug for row in municipalities},
            **self._homes(answers.municipality, rows),
            numbers=numbers,
            askers=[(value, asker.label) for value, asker in PAGE_ASKERS.items()],
            first=[one for one in asked if one.question in FIRST],
            further=_further(asked, answers),
            limits={"outside": OUTSIDE, "oldest": OLDEST, "longest": LONGEST},
            **self._sorted_out(matches, lambda one: _found(of_slug[one.activity["slug"]], one, person)),
            **kwargs,
        )

    def _sorted_out(self, matches: list[Match], found: Callable[[Match], Found]) -> dict[str, Any]:
        """The answer in its parts, a page at a time; what does not fit comes last, and is for the most part counted."""
        fits = [one for one in matches if one.verdict == Verdict.FITS]
        may_fit = sorted((one for one in matches if one.verdict == Verdict.MAY_FIT), key=_left_to_ask)
        page = page_among([*fits, *may_fit], self.request.GET)
        refused = [one for one in matches if one.verdict == Verdict.DOES_NOT_FIT]
        near = [one for one in refused if not one.is_elsewhere and one.activity["serves_individuals"] is not False]
        elsewhere = [one for one in refused if one.is_elsewhere]
        most = SHOWN if page.number == page.last else 0
        shown = list(map(found, page.rows))
        return {
            "page": page,
            "counts": {"fits": len(fits), "may_fit": len(may_fit)},
            "fits": [one for one in shown if one.match.verdict == Verdict.FITS],
            "may_fit": [one for one in shown if one.match.verdict == Verdict.MAY_FIT],
            "overview": shown if page.total > 1 else [],
            "does_not_fit": list(map(found, near[:most])),
            "elsewhere": list(map(found, elsewhere[:most])),
            "left_out": len(near[SHOWN:]) + len(elsewhere[SHOWN:]) if most else 0,
        }

    def _homes(self, municipality: str, rows: list[Publication]) -> dict[str, Any]:
        """Where one can say that one lives; of a home where no activity is described, the federations around it."""
        activities = kinds.get("activity")
        facets = {pair for row in rows if row.kind == "activity" for pair in activities.facets(row.document)}
        documents = [row.document for row in rows]
        areas = of_type(documents, AreaDocument)
        found = places(areas, facets, of_type(documents, MunicipalityDocument))
        home = undescribed_home(municipality, found)
        federations = [
            row
            for row in rows
            if home and row.kind == "federation" and home.holds(typed(row.document, FederationDocument))
        ]
        return {"places": found, "undescribed": home, "federations": list(map(self.on_day, federations))}


def concerned(publications: PublicationQuerySet, day: dt.date | None) -> PublicationQuerySet:
    """Everything that the answer rests on, in one query; with a day only what can have held then."""
    rows = publications.filter(kind__in=CONCERNED)
    return (rows.held_on(day) if day else rows).in_swedish_order()


def _found(publication: Publication, one: Match, person: Circumstances) -> Found:
    contacts = one.activity["contacts"] or ()
    near = [row for row in contacts if not row["municipality"] or row["municipality"]["slug"] == person.municipality]
    return Found(publication, one, referral(one.activity, person.asker), near or contacts)


def _left_to_ask(one: Match) -> int:
    """How much is unknown: what is nearest to fitting comes first, else the order of names stands."""
    return sum(reason.outcome.is_unknown for reason in one.reasons)


def _further(asked: list[Asked], answers: Answers) -> list[Asked]:
    """The other questions, those that settle most first; none before anything is answered."""
    rest = [one for one in asked if one.question not in FIRST]
    return sorted(rest, key=lambda one: -one.activities) if answers.any else []


def _in_words(question: Question, option: Option) -> str:
    """An answer within a row of answers; a plain yes needs no words of its own."""
    label = str(question.label)
    label = label[:1].lower() + label[1:]
    return label if option.value == "ja" else f"{label}: {str(option.label).lower()}"


def _told(answers: Answers, municipalities: list[Publication]) -> list[str]:
    """What was answered, in a few words each."""
    told = []
    if answers.municipality:
        names = {row.slug: row.name for row in municipalities}
        home = quoted(names.get(answers.municipality, "")) or _("en annan kommun")
        told.append(say(_("bor i %(place)s"), place=home))
    if answers.age is not None:
        told.append(_("%(age)s år") % {"age": answers.age})
    for question in QUESTIONS:
        for option in question.options:
            if answers.chosen.get(question.name) == option.value:
                told.append(_in_words(question, option))
    if answers.sick_months is not None:
        told.append(_("sjukskriven i %(months)s månader") % {"months": answers.sick_months})
    if answers.asker:
        told.append(_("frågar: %(who)s") % {"who": Asker(PAGE_ASKERS[answers.asker]).label})
    return told
