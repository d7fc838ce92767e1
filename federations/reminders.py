"""The monthly mail to each coordinator: what waits for confirmation, each entry with a link to confirm it by."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import ngettext

from federations.models import Mandate
from samverkan.publishing import confirm_link, kinds
from samverkan.publishing.confirm import overdue
from samverkan.publishing.models import ConfirmationLink, Entry

MONTHLY = dt.timedelta(days=27)  # Sent on the same day of each month, February included.


@dataclass(frozen=True)
class Reminder:
    """What one coordinator is reminded of."""

    user: User
    entries: list[Entry]


def reminders(*, again: bool = False) -> Iterator[Reminder]:
    """Each coordinator with an address and something overdue, but for those whom a mail was sent to this month."""
    today = timezone.localdate()
    coordinators = User.objects.filter(Exists(Mandate.objects.filter(user=OuterRef("pk"))), is_active=True)
    reached = ConfirmationLink.objects.filter(sent_at__gt=timezone.now() - MONTHLY, user=OuterRef("pk"))
    if not again:
        coordinators = coordinators.filter(~Exists(reached))
    for user in coordinators.exclude(email="").order_by("pk"):
        if entries := overdue(user, today):
            yield Reminder(user, entries)


def send(reminder: Reminder) -> None:
    """Send one mail; should that fail, its links are not kept either (OSError, SMTPException)."""
    with transaction.atomic():
        rows = [
            {
                "name": entry.name,
                "kind": kinds.of(entry).title,
                "verified": entry.verified,
                "link": confirm_link.make(entry, reminder.user),
            }
            for entry in reminder.entries
        ]
        context = {"rows": rows, "user": reminder.user, "site": settings.SITE_URL, "days": confirm_link.GOOD_FOR.days}
        count = len(rows)
        subject = ngettext("Stämmer en post fortfarande?", "Stämmer %(count)s poster fortfarande?", count)
        mail = EmailMultiAlternatives(
            subject % {"count": count},
            render_to_string("federations/reminder.txt", context),
            to=[reminder.user.email],
        )
        mail.attach_alternative(render_to_string("federations/reminder.html", context), "text/html")
        mail.send()
