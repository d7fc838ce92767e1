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
from samverkan.desk.confirming import link as confirm_link
from samverkan.desk.confirming.confirm import Waiting, overdue
from samverkan.desk.models import ConfirmationLink
from samverkan.publishing import kinds

MONTHLY = dt.timedelta(days=27)  # Sent on the same day of each month, February included.


@dataclass(frozen=True)
class Reminder:
    """What one coordinator is reminded of."""

    user: User
    waiting: list[Waiting]


def reminders(*, again: bool = False) -> Iterator[Reminder]:
    """Each coordinator with an address and something overdue, but for those whom a mail was sent to this month."""
    today = timezone.localdate()
    coordinators = User.objects.filter(Exists(Mandate.objects.filter(user=OuterRef("pk"))), is_active=True)
    reached = ConfirmationLink.objects.filter(sent_at__gt=timezone.now() - MONTHLY, user=OuterRef("pk"))
    if not again:
        coordinators = coordinators.filter(~Exists(reached))
    for user in coordinators.exclude(email="").order_by("pk"):
        if waiting := overdue(user, today):
            yield Reminder(user, waiting)


def send(reminder: Reminder) -> None:
    """Send one mail; should that fail, its links are not kept either. No transaction waits for the mail server."""
    with transaction.atomic():
        links = [confirm_link.make(one.entry, reminder.user) for one in reminder.waiting]
    try:
        _mail(reminder, links).send()
    except BaseException:
        ConfirmationLink.objects.filter(pk__in=[link.pk for link in links]).delete()
        raise


def _mail(reminder: Reminder, links: list[ConfirmationLink]) -> EmailMultiAlternatives:
    rows = [
        {
            "name": one.entry.name,
            "kind": kinds.of(one.entry).title,
            "verified": one.verified,
            "page": settings.SITE_URL + confirm_link.shown_at(one.entry),
            "link": confirm_link.address(link),
        }
        for one, link in zip(reminder.waiting, links, strict=True)
    ]
    context = {"rows": rows, "site": settings.SITE_URL, "days": confirm_link.GOOD_FOR.days}
    count = len(rows)
    subject = ngettext("Stämmer en post fortfarande?", "Stämmer %(count)s poster fortfarande?", count)
    mail = EmailMultiAlternatives(
        subject % {"count": count},
        render_to_string("federations/reminder.txt", context),
        to=[reminder.user.email],
        headers={"Auto-Submitted": "auto-generated"},  # So that nobody's absence answers it.
    )
    mail.attach_alternative(render_to_string("federations/reminder.html", context), "text/html")
    return mail
