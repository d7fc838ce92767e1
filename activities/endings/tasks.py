"""What ends within six months, for those who answer for it: by what is published and by the public page's own rule."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.endings.rule import KINDS, Cause, Loss, endings, last_day
from activities.matrix.brief import ActivityBrief
from financing.schemas.types import AgreementDocument, BudgetDocument, FinancingStreamDocument
from samverkan.desk import access, to_do
from samverkan.desk.reviewing.several import change_address
from samverkan.desk.to_do import Task
from samverkan.publishing import kinds
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.kinds import Document, Key, key_of
from samverkan.publishing.models import Entry, Publication, Revision
from samverkan.publishing.schemas.typed import typed

SOON = dt.timedelta(days=183)
_LOST = {
    Cause.PERIOD: gettext_lazy("%(name)s pågår till %(when)s"),
    Cause.FINANCING: gettext_lazy("%(name)s betalas genom %(about)s, som gäller till %(when)s"),
    Cause.AGREEMENT: gettext_lazy("%(name)s omfattas av %(about)s, som gäller till %(when)s"),
    Cause.GRANT: gettext_lazy("%(name)s får bidrag ur %(about)s till %(when)s"),
}


def register() -> None:
    """Put it on the coordinator's first page."""
    to_do.register("endings", gettext_lazy("Upphör inom ett halvår"), ending_soon)


def ending_soon(user: Any) -> Iterator[Task]:
    """The user's own streams, agreements and budgets that end, and what the user's own activities lose."""
    today = timezone.localdate()
    rows = Publication.objects.at(Revision.current_number()).filter(kind__in=KINDS).in_swedish_order()
    documents = [row.document for row in rows]
    mine = _my_entries(user)
    for document in documents:
        end = _own_end(document)
        if end and key_of(document) in mine and today <= last_day(end) <= today + SOON:
            yield Task(_told(document, end), change_address(mine[key_of(document)]), last_day(end))
    for ending in endings(documents, today + SOON + dt.timedelta(days=1)):
        if key_of(ending.activity) in mine:
            entry = mine[key_of(ending.activity)]
            lost = [loss for loss in ending.losses if loss.last_day >= today]
            yield from (Task(_lost(ending.activity, loss), change_address(entry), loss.last_day) for loss in lost)


def _my_entries(user: Any) -> dict[Key, Entry]:
    """The user's own working entries of the kinds that end."""
    models = {name: kinds.get(name).model for name in KINDS}
    return {
        (name, entry.slug): entry
        for name, model in models.items()
        for entry in access.mine(user, model._default_manager.all())
    }


def _own_end(document: Document) -> str | None:
    """The stated end of what pays or binds; an activity's own is among its losses."""
    match document["kind"]:
        case "financing_stream":
            return typed(document, FinancingStreamDocument)["valid_until"]
        case "agreement":
            agreement = typed(document, AgreementDocument)
            return agreement["period"]["end"] if agreement["concluded"] is not False else None
        case "budget":
            return typed(document, BudgetDocument)["period"]["end"]
    return None


def _told(document: Document, end: str) -> str:
    """The end, and of an agreement what decides whether it goes on."""
    said = {"name": document["name"], "when": Edtf.parse(end).words}
    if document["kind"] != "agreement":
        return _("%(name)s gäller till %(when)s") % said
    agreement = typed(document, AgreementDocument)
    extendable = _("%(name)s gäller till %(when)s och kan förlängas")
    sentences = [(extendable if agreement["period"]["extendable"] else _("%(name)s gäller till %(when)s")) % said]
    if agreement["notice_clause"]:
        sentences.append(_("Uppsägning: %(notice)s") % {"notice": _in_short(agreement["notice_clause"])})
    if agreement["renewal"]:
        sentences.append(_("Förlängning: %(renewal)s") % {"renewal": _in_short(agreement["renewal"])})
    return ". ".join(sentences)


def _lost(activity: ActivityBrief, loss: Loss) -> str:
    when = Edtf.parse(loss.until or loss.last_day.isoformat()).words
    return _LOST[loss.cause] % {"name": activity["name"], "about": loss.about["name"], "when": when}


def _in_short(text: str) -> str:
    return Truncator(text).words(20).rstrip(".")
