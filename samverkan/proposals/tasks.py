"""Readers' proposals among what waits for a coordinator."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.desk import access, to_do
from samverkan.desk.to_do import Task
from samverkan.proposals import handling


def register() -> None:
    """Put them on the coordinator's first page."""
    to_do.register("proposals", gettext_lazy("Förslag från läsare"), from_readers)


def from_readers(user: Any) -> Iterator[Task]:
    """Proposals about the user's entries."""
    for row in handling.waiting_for(user):
        entry = access.my_entry(user, row.kind, row.slug)
        what = _("Svara på ett förslag om %(name)s: %(reason)s") % {"name": entry, "reason": row.get_reason_display()}
        address = reverse("admin:publishing_proposal_change", args=[row.pk])
        yield Task(what, address, timezone.localdate(row.received_at))
