"""The finder: from "my situation" to what fits, for these reasons, and how one gets in. What is asked is never kept."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.finder.circumstances import Asker, Circumstances
from activities.finder.eligibility import Match, Verdict
from activities.finder.outlook import Basis, Outlook, basis, outlook
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
from activities.places import Home, undescribed_home
from activities.schemas.types import ActivityContact
from samverkan.language.sentences import quoted, say
from samverkan.pages.views import PublicView
from samverkan.publishing.models import Publication

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
        person, on = answers.circumstances(), self.day or timezone.localdate()
        rests_on = basis(self.moment.number, self.day, self.moment.current)
        found = outlook(rests_on, person, on)
        numbers, asked = worth_asking(found.needs, answers)
        names = rests_on.places.names
        return super().get_context_data(
            answers=answers,
            told=list(_told(answers, names)),
            is_outside=bool(answers.municipality) and answers.municipality not in names,
            places=rests_on.homes,
            **self._around(undescribed_home(answers.municipality, rests_on.homes)),
            numbers=numbers,
            askers=[(value, asker.label) for value, asker in PAGE_ASKERS.items()],
            first=[one for one in asked if one.question in FIRST],
            further=_further(asked, answers),
            limits={"outside": OUTSIDE, "oldest": OLDEST, "longest": LONGEST},
            **self._sorted_out(rests_on, found, person, on),
            **kwargs,
        )

    def _sorted_out(self, rests_on: Basis, found: Outlook, person: Circumstances, on: dt.date) -> dict[str, Any]:
        """The answer in its parts, a page at a time; what does not fit comes last, and is for the most part counted."""
        page = page_among([*found.fits, *found.may_fit], self.request.GET)
        most = SHOWN if page.number == page.last else 0
        near, elsewhere = found.near[:most], found.elsewhere[:most]
        read = rests_on.shelf.read([*page.rows, *near, *elsewhere] if most else page.rows, self.publications)
        told = {place: _found(row, rests_on.assess(row, person, on), person) for place, row in read.items()}
        shown = [told[place] for place in page.rows]
        return {
            "page": page,
            "counts": {"fits": len(found.fits), "may_fit": len(found.may_fit)},
            "fits": [one for one in shown if one.match.verdict == Verdict.FITS],
            "may_fit": [one for one in shown if one.match.verdict == Verdict.MAY_FIT],
            "overview": shown if page.total > 1 else [],
            "does_not_fit": [told[place] for place in near],
            "elsewhere": [told[place] for place in elsewhere],
            "left_out": len(found.near[SHOWN:]) + len(found.elsewhere[SHOWN:]) if most else 0,
        }

    def _around(self, home: Home | None) -> dict[str, Any]:
        """Of a home where no activity is described, the federations around it."""
        rows = self.holding("federation").with_facet("area", *home.areas).in_swedish_order() if home else ()
        return {"undescribed": home, "federations": list(map(self.on_day, rows))}


def _found(publication: Publication, one: Match, person: Circumstances) -> Found:
    contacts = one.activity["contacts"] or ()
    near = [row for row in contacts if not row["municipality"] or row["municipality"]["slug"] == person.municipality]
    return Found(publication, one, referral(one.activity, person.asker), near or contacts)


def _further(asked: list[Asked], answers: Answers) -> list[Asked]:
    """The other questions, those that settle most first; none before anything is answered."""
    rest = [one for one in asked if one.question not in FIRST]
    return sorted(rest, key=lambda one: -one.activities) if answers.any else []


def _in_words(question: Question, option: Option) -> str:
    """An answer within a row of answers; a plain yes needs no words of its own."""
    label = str(question.label)
    label = label[:1].lower() + label[1:]
    return label if option.value == "ja" else f"{label}: {str(option.label).lower()}"


def _told(answers: Answers, names: Mapping[str, str]) -> list[str]:
    """What was answered, in a few words each."""
    told = []
    if answers.municipality:
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
