"""What waits for a coordinator whatever the entries are about: reviews, and drafts that nobody has published."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.desk import access, to_do
from samverkan.desk.confirming.confirm import overdue
from samverkan.desk.reviewing import review
from samverkan.desk.reviewing.several import change_address, unpublished
from samverkan.desk.to_do import Task
from samverkan.publishing import kinds


def register() -> None:
    """Put them on the coordinator's first page."""
    to_do.register("reviews", gettext_lazy("Väntar på din granskning"), reviews)
    to_do.register("sent_back", gettext_lazy("Tillbaka från granskning"), sent_back)
    to_do.register("overdue", gettext_lazy("Ska bekräftas"), confirmations)
    to_do.register("drafts", gettext_lazy("Opublicerade ändringar"), drafts)


def reviews(user: Any) -> Iterator[Task]:
    """Reviews that the user can answer."""
    for row in review.waiting_for(user):
        entry = access.my_entry(user, row.kind, row.slug)
        if entry:
            what = _("Granska %(name)s, på begäran av %(who)s") % {"name": entry.name, "who": row.asker}
            yield Task(what, change_address(entry, "review"), timezone.localdate(row.asked_at))


def sent_back(user: Any) -> Iterator[Task]:
    """The user's own drafts that came back with a comment."""
    for row in review.sent_back_to(user):
        entry = access.my_entry(user, row.kind, row.slug)
        if entry and row.answered_at:
            what = _("Arbeta vidare med %(name)s: %(comment)s") % {"name": entry.name, "comment": row.comment}
            yield Task(what, change_address(entry), timezone.localdate(row.answered_at))


def confirmations(user: Any) -> Iterator[Task]:
    """Entries whose confirmation is no longer good."""
    for one in overdue(user, timezone.localdate()):
        yield Task(_("Stämmer %s fortfarande?") % one.entry.name, change_address(one.entry), one.since)


def drafts(user: Any) -> Iterator[Task]:
    """Drafts that say something else than the catalogue, but for those that wait for review or for their time."""
    asked = review.waiting_keys()
    for entry in unpublished(user):
        if entry.due_at is None and (kinds.of(entry).name, entry.slug) not in asked:
            what = _("Granska och publicera %s") % entry.name
            yield Task(what, change_address(entry, "review"), timezone.localdate(entry.modified_at))
