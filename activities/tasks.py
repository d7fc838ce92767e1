"""What waits for a coordinator about activities: contradictions, and money or periods that end within six months."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities.contacts.sharing import persons_to_review
from activities.endings.rule import last_day
from activities.models import Activity
from activities.quality.finding import Severity
from activities.quality.report import open_findings
from financing.models import Agreement, Budget, FinancingStream, Grant
from samverkan.desk import access, to_do
from samverkan.desk.reviewing.several import change_address
from samverkan.desk.to_do import Task
from samverkan.publishing import kinds
from samverkan.publishing.edtf import Edtf

SOON = dt.timedelta(days=183)


def register() -> None:
    """Put them on the coordinator's first page."""
    to_do.register("findings", gettext_lazy("Motsägelser och brister"), findings)
    to_do.link(gettext_lazy("Kvaliteten i dina poster"), "admin:activities_quality")
    to_do.register("persons", gettext_lazy("Personuppgifter att se över"), persons)
    to_do.register("endings", gettext_lazy("Upphör inom ett halvår"), endings)


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


def endings(user: Any) -> Iterator[Task]:
    """Streams and agreements with the activities that rest on them, budgets, and activities' own periods."""
    streams = {one.pk: one for one in FinancingStream.objects.all() if _ends_soon(one.valid_until)}
    agreed = Agreement.objects.exclude(concluded=False)
    agreements = {one.pk: one for one in agreed if _ends_soon(one.period_end)}
    for stream in access.mine(user, FinancingStream.objects.filter(pk__in=streams)):
        yield _ending(stream, stream.valid_until, _("%(name)s gäller till %(when)s"))
    for agreement in access.mine(user, Agreement.objects.filter(pk__in=agreements)):
        yield _of_agreement(agreement)
    for budget in access.mine(user, Budget.objects.all()):
        if _ends_soon(budget.period_end):
            yield _ending(budget, budget.period_end, _("%(name)s gäller till %(when)s"))
    mine = access.mine(user, Activity.objects.all())
    activities = {activity.pk: activity for activity in mine}
    for activity in activities.values():
        if _ends_soon(activity.period_end):
            yield _ending(activity, activity.period_end, _("%(name)s pågår till %(when)s"))
    paid = mine.filter(financing__stream__in=streams).values_list("pk", "financing__stream").distinct()
    for pk, stream_pk in paid:
        text = _("%(name)s betalas genom %(stream)s, som gäller till %(when)s")
        yield _ending(activities[pk], streams[stream_pk].valid_until, text, stream=streams[stream_pk].name)
    covered = mine.filter(agreements__agreement__in=agreements).values_list("pk", "agreements__agreement").distinct()
    for pk, agreement_pk in covered:
        text = _("%(name)s omfattas av %(agreement)s, som gäller till %(when)s")
        end = agreements[agreement_pk].period_end
        yield _ending(activities[pk], end, text, agreement=agreements[agreement_pk].name)
    yield from _granted({activity.slug: activity for activity in activities.values()})


def _granted(activities: dict[str, Activity]) -> Iterator[Task]:
    """Grants to activities by their slugs: until the last year granted, or the budget's earlier end."""
    grants = Grant.objects.filter(activity_slug__in=activities).values(
        "activity_slug", "budget__name", "budget__period_end"
    )
    for row in grants.annotate(last=Max("year")).order_by("activity_slug", "budget"):
        end = min(filter(None, (str(row["last"]), row["budget__period_end"])), key=last_day)
        if _ends_soon(end):
            text = _("%(name)s får bidrag ur %(budget)s till %(when)s")
            yield _ending(activities[row["activity_slug"]], end, text, budget=row["budget__name"])


def _of_agreement(agreement: Agreement) -> Task:
    """The end of an agreement with what decides whether it goes on."""
    extendable = _("%(name)s gäller till %(when)s och kan förlängas")
    sentences = [extendable if agreement.period_extendable else _("%(name)s gäller till %(when)s")]
    sentences += [_("Uppsägning: %(notice)s")] if agreement.notice_clause else []
    sentences += [_("Förlängning: %(renewal)s")] if agreement.renewal else []
    told = {"notice": _in_short(agreement.notice_clause), "renewal": _in_short(agreement.renewal)}
    return _ending(agreement, agreement.period_end, ". ".join(sentences), **told)


def _in_short(text: str) -> str:
    return Truncator(text).words(20).rstrip(".")


def _ends_soon(end: str) -> bool:
    today = timezone.localdate()
    return bool(end) and today <= Edtf.parse(end).latest <= today + SOON


def _ending(entry: Any, end: str, text: str, **names: str) -> Task:
    said = Edtf.parse(end)
    return Task(text % {"name": entry.name, "when": said.words, **names}, change_address(entry), said.latest)


def _edited(kind: str, slug: str) -> dt.date | None:
    found = kinds.get(kind).model._default_manager.filter(slug=slug).values_list("modified_at", flat=True).first()
    return timezone.localdate(found) if found else None
