"""Age spans in words."""

from typing import TypedDict

from django.utils.translation import gettext as _

from samverkan.language.sentences import quoted


class AgeLimits(TypedDict):
    """The ages that something is for, where they are stated."""

    age_min: int | None
    age_max: int | None


class AgeSpan(AgeLimits):
    """The same with the source's words."""

    age_text: str | None


def age_span(target: AgeSpan) -> str | None:
    """The ages of a target group: numbers where there are some, else the source's words."""
    low, high = target["age_min"], target["age_max"]
    if low is not None and high is not None:
        return _("%(low)s–%(high)s år") % {"low": low, "high": high}
    if low is not None:
        return _("från %(low)s år") % {"low": low}
    if high is not None:
        return _("till och med %(high)s år") % {"high": high}
    text = target["age_text"]
    return text and quoted(text)
