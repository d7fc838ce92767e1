"""“Stämmer fortfarande”: confirm that what is published still holds. It makes an event, never a new version."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverkan.desk import access
from samverkan.publishing import kinds
from samverkan.publishing.confirmation import due_day, is_overdue
from samverkan.publishing.documents import Refused
from samverkan.publishing.drafts import Draft
from samverkan.publishing.kinds import Fault
from samverkan.publishing.models import Entry, Publication, Revision
from samverkan.publishing.publish import Author, lock_log, verify
from samverkan.publishing.schemas.types import Verified


@transaction.atomic
def confirm(entries: Iterable[Entry], by: Author) -> Revision | None:
    """Confirm published entries today, in the office's name; drafts of them stay drafts.

    None where all of them were confirmed today by the same office already. Refused, with all faults, where one of
    them is not in the catalogue.
    """
    lock_log()
    batch = list(entries)
    published = set(Publication.objects.at(Revision.current_number()).values_list("kind", "slug"))
    faults = [
        Fault(entry.name, _("finns inte i katalogen, så det finns inget att bekräfta. Publicera den i stället."))
        for entry in batch
        if (kinds.of(entry).name, entry.slug) not in published
    ]
    if faults:
        raise Refused(faults)
    for entry in batch:
        today, months = timezone.localdate().isoformat(), entry.verified_months
        entry.verified = Verified(on=today, by=by.office, inferred=False, months=months)
        # An open form must not bring the old day back.
        Draft(entry).write(verified_on=entry.verified_on, verified_by=entry.verified_by, verified_inferred=False)
    return verify(batch, by)


@dataclass(frozen=True)
class Waiting:
    """A published entry that waits for confirmation, and its last one as the catalogue tells it."""

    entry: Entry
    verified: Verified | None

    @property
    def since(self) -> dt.date | None:
        """The last day on which it was good; None where it never was confirmed."""
        return due_day(self.verified)


def overdue(user: Any, today: dt.date) -> list[Waiting]:
    """The user's own published entries that wait for confirmation, the oldest first: a question a kind and one more.

    What is typed in a draft counts no more here than in public.
    """
    newest = Revision.current_number()
    rows = Publication.objects.at(newest).with_verified(newest).defer("body")
    published = {(row.kind, row.slug): row.verified for row in rows}
    found = [
        Waiting(entry, published[kind.name, entry.slug])
        for kind in kinds.every()
        for entry in access.editable(user, kind.model._default_manager.all())
        if (kind.name, entry.slug) in published and is_overdue(published[kind.name, entry.slug], today)
    ]
    return sorted(found, key=lambda one: (one.since or dt.date.min, kinds.of(one.entry).name, one.entry.slug))
