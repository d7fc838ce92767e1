"""Age spans in words."""

from django.utils.translation import gettext as _

from samverkan.language.sentences import quoted
from samverkan.publishing.kinds import Document


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
    return text and quoted(text)
