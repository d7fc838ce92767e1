"""Codes of activity documents in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import vocabulary
from activities.contacts.sharing import stands_behind
from activities.followups.results import figures_of
from activities.matrix import grid
from activities.schemas.types import (
    ActivityContact,
    ActivityCriterion,
    ActivityDocument,
    ActivityLimits,
    ActivityPeriod,
    ActivityReferrer,
    FollowUpDocument,
)
from samverkan.pages.views import SAVED
from samverkan.publishing.edtf import Edtf

register = template.Library()


@dataclass(frozen=True)
class Saving:
    """Whether the reader saved an activity, and the address of this page with that turned round."""

    is_saved: bool
    address: str


@register.simple_tag(takes_context=True)
def saving(context: Any, slug: str) -> Saving:
    """What saving an activity to a conversation would lead to: the same page, whose address then holds it."""
    request, saved = context["request"], context["saved"]
    is_saved = slug in saved
    if SAVED not in request.GET:
        return Saving(False, f"{request.path}?{_and(request.GET.urlencode(safe=','))}{SAVED}={slug}")
    query = request.GET.copy()
    query[SAVED] = ",".join(one for one in saved if one != slug) if is_saved else ",".join([*saved, slug])
    if not query[SAVED]:
        del query[SAVED]
    asked = query.urlencode(safe=",")
    return Saving(is_saved, f"{request.path}?{asked}" if asked else request.path)


def _and(query: str) -> str:
    """The beginning of a query to which something is added."""
    return f"{query}&" if query else ""


@register.filter
def counted(follow_up: FollowUpDocument) -> list[tuple[str, str]]:
    """Every count of a follow-up with its label, as it may be public."""
    return figures_of(follow_up)


@register.filter
def gap(is_narrowed: Any) -> str:
    """What an empty cell of a matrix says."""
    return grid.gap(bool(is_narrowed))


@register.filter
def in_short(activity: ActivityDocument) -> str | None:
    """What an activity is in a few sentences: on easy Swedish where that is written."""
    return activity["easy_summary"] or activity["summary"]


@register.filter
def self_referral(code: str | None) -> str | None:
    """Whether one can apply oneself."""
    return str(vocabulary.SelfReferral(code).label).capitalize() if code else None


@register.filter
def alternatives(criteria: list[ActivityCriterion] | None) -> list[list[ActivityCriterion]]:
    """Criteria grouped by alternative: within a group all hold, of the groups one is enough."""
    groups: dict[int, list[ActivityCriterion]] = {}
    for criterion in criteria or ():
        groups.setdefault(criterion["alternative"], []).append(criterion)
    return [groups[number] for number in sorted(groups)]


@register.filter
def combination(criterion: ActivityCriterion) -> str:
    """What the source leaves open about a criterion of several situations."""
    unsettled = criterion["combination"] is None and len(criterion["situations"] or ()) > 1
    return _("källan avgör inte om en räcker eller om alla krävs") if unsettled else ""


@register.filter
def with_right(referrers: list[ActivityReferrer] | None, right: str) -> list[ActivityReferrer]:
    """The referrers who have one right: to refer, or to initiate a contact."""
    return [referrer for referrer in referrers or () if referrer["right"] == right]


@register.filter
def said_by(code: str) -> str:
    """Who states something about money."""
    return str(vocabulary.SaidBy(code).label)


@register.filter
def days(codes: Sequence[str] | None) -> str | None:
    """Days of the week in words."""
    return ", ".join(str(vocabulary.Weekday(code).label) for code in codes) if codes else None


@register.filter
def in_all(limits: ActivityLimits) -> str:
    """How many sessions and hours the stated weeks come to (001:396, 001:400), said to be computed; "" if unknown."""
    weeks, times, hours = limits["weeks"], limits["sessions_per_week"], limits["hours"]
    if weeks is None or times is None:
        return ""
    sessions = weeks * times
    told = ngettext("i allt %(number)s tillfälle", "i allt %(number)s tillfällen", sessions) % {"number": sessions}
    if hours:
        start, end = (dt.datetime.strptime(clock, "%H.%M") for clock in hours.split("–"))
        amount = number_format(f"{sessions * (end - start).total_seconds() / 3600:g}")
        told = _("%(sessions)s, %(hours)s timmar") % {"sessions": told, "hours": amount}
    return str(_("%(what)s (uträknat)") % {"what": told})


@register.filter
def posts(percent: int) -> str:
    """A share of full time: percent below one post, else posts."""
    if percent < 100:
        return _("%(percent)s %% av en heltid") % {"percent": percent}
    amount = number_format(f"{percent / 100:g}")
    return ngettext("%(amount)s tjänst", "%(amount)s tjänster", percent // 100) % {"amount": amount}


@register.filter
def ran_out(period: ActivityPeriod) -> dt.date | None:
    """The day on which a period of stated length has run out in Stockholm, where no end is stated."""
    if period["end"] or not period["start"] or not period["months"]:
        return None
    day = Edtf.parse(period["start"]).months_later(period["months"])
    return day if day < timezone.localdate() else None


@register.filter
def behind(persons: list[Any] | None, contact: ActivityContact) -> list[Any]:
    """Those of the persons who stand behind one of an activity's contacts."""
    return [person for person in persons or () if stands_behind(person, contact)]
