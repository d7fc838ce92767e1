"""Codes of activity documents in Swedish words."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import vocabulary
from federations.vocabulary import Situation
from samverkan.publishing.kinds import Document

register = template.Library()


@register.filter
def self_referral(code: str | None) -> str | None:
    """Whether one can apply oneself."""
    return str(vocabulary.SelfReferral(code).label).capitalize() if code else None


@register.filter
def age_span(target: Document) -> str | None:
    """The ages of a target group: numbers where there are some, else the source's words."""
    low, high = target["age_min"], target["age_max"]
    if low is not None and high is not None:
        return _("%(low)s–%(high)s år") % {"low": low, "high": high}
    if low is not None:
        return _("från %(low)s år") % {"low": low}
    if high is not None:
        return _("till och med %(high)s år") % {"high": high}
    text: str | None = target["age_text"]
    return text


@register.filter
def names(references: list[Document] | None) -> str | list[Document] | None:
    """The names of references, in a row."""
    return ", ".join(reference["name"] for reference in references) if references else references


@register.filter
def alternatives(criteria: list[Document] | None) -> list[list[Document]]:
    """Criteria grouped by alternative: within a group all hold, of the groups one is enough."""
    groups: dict[int, list[Document]] = {}
    for criterion in criteria or ():
        groups.setdefault(criterion["alternative"], []).append(criterion)
    return [groups[number] for number in sorted(groups)]


@register.filter
def combination(criterion: Document) -> str:
    """What the source leaves open about a criterion of several situations."""
    unsettled = criterion["combination"] is None and len(criterion["situations"] or ()) > 1
    return _("källan avgör inte om en räcker eller om alla krävs") if unsettled else ""


@register.filter
def with_right(referrers: list[Document] | None, right: str) -> list[Document]:
    """The referrers who have one right: to refer, or to initiate a contact."""
    return [referrer for referrer in referrers or () if referrer["right"] == right]


@register.filter
def said_by(code: str) -> str:
    """Who states something about money."""
    return str(vocabulary.SaidBy(code).label)


@register.filter
def situation(code: str) -> str:
    """A person's circumstance in words."""
    return str(Situation(code).label)


@register.filter
def referrer_role(code: str) -> str:
    """A referrer's role in words."""
    return str(vocabulary.ReferrerRole(code).label)


@register.filter
def days(codes: list[str] | None) -> str | None:
    """Days of the week in words."""
    return ", ".join(str(vocabulary.Weekday(code).label) for code in codes) if codes else None


@register.filter
def posts(percent: int) -> str:
    """A share of full time: percent below one post, else posts."""
    if percent < 100:
        return _("%(percent)s % av en heltid").replace("% av", "%% av") % {"percent": percent}
    amount = f"{percent / 100:g}".replace(".", ",")
    return ngettext("%(amount)s tjänst", "%(amount)s tjänster", percent // 100) % {"amount": amount}


@register.filter
def cited(sources: list[Document] | None) -> list[dict[str, Any]]:
    """Citations grouped by source, each with the parts it speaks of and its lines."""
    groups: dict[str, dict[str, Any]] = {}
    for row in sources or ():
        group = groups.setdefault(row["source"]["slug"], {"name": row["source"]["name"], "rows": []})
        group["rows"].append(row)
    return list(groups.values())
