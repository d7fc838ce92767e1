"""What waits for a coordinator about activities: contradictions, and persons to look over."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities.contacts.sharing import persons_to_review
from activities.quality.finding import Severity
from activities.quality.report import open_findings
from samverkan.desk import to_do
from samverkan.desk.to_do import Task
from samverkan.publishing import kinds


def register() -> None:
    """Put them on the coordinator's first page."""
    to_do.register("findings", gettext_lazy("Motsägelser och brister"), findings)
    to_do.link(gettext_lazy("Kvaliteten i dina poster"), "admin:activities_quality")
    to_do.register("persons", gettext_lazy("Personuppgifter att se över"), persons)


def findings(user: Any) -> Iterator[Task]:
    """The entries with serious findings, each once."""
    serious = [finding for finding in open_findings(user) if finding.rule.severity == Severity.SERIOUS]
    counts = Counter((finding.key, finding.name) for finding in serious)
    for ((kind, slug), name), count in counts.items():
        what = ngettext("Red ut en motsägelse i %(name)s", "Red ut %(count)s motsägelser i %(name)s", count) % {
            "count": count,
            "name": name,
        }
        query = urlencode({"allvar": Severity.SERIOUS, "post": f"{kind}/{slug}"})
        yield Task(what, f"{reverse('admin:activities_quality')}?{query}", _edited(kind, slug))


def persons(user: Any) -> Iterator[Task]:
    """Named persons who are not shown until somebody has looked them over."""
    for person in persons_to_review(user, timezone.localdate()):
        address = reverse("admin:activities_contact_change", args=[person.contact_id])
        yield Task(_("Se över en namngiven person hos %s") % person.contact, address, person.review_on)


def _edited(kind: str, slug: str) -> dt.date | None:
    found = kinds.get(kind).model._default_manager.filter(slug=slug).values_list("modified_at", flat=True).first()
    return timezone.localdate(found) if found else None
