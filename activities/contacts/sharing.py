"""Shared contacts: where they are used, what a change of one does to the drafts, and the persons behind them."""

import datetime as dt
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import QuerySet

from activities.models import Activity, Contact, ContactPerson
from activities.schemas.types import ActivityContact
from samverkan.desk import access
from samverkan.publishing.drafts import Draft
from samverkan.publishing.publish import Author
from samverkan.removal import ledger
from samverkan.removal.models import Removal


def used_in(contact: Contact) -> QuerySet[Activity]:
    """The activities that give the contact."""
    return Activity.objects.filter(contacts__contact=contact).distinct()


@transaction.atomic
def tell_drafts(contact: Contact) -> list[Activity]:
    """After a change of a contact: its activities' drafts say something new, and forms open on them are stale."""
    activities = list(used_in(contact))
    for activity in activities:
        Draft(activity).keep()
    return activities


def current_persons(slug: str, today: dt.date) -> list[ContactPerson]:
    """Who may be named on an activity's current page: one question, the only one that a public page asks of drafts."""
    rows = ContactPerson.objects.filter(contact__uses__activity__slug=slug, until__gte=today, review_on__gte=today)
    return list(rows.select_related("contact__municipality").distinct())


def named_beside(contacts: list[ActivityContact] | None, persons: list[ContactPerson]) -> list[ContactPerson]:
    """Those of the persons whose contact the published document gives as it stands; a draft's persons stay unseen."""
    return [person for person in persons if any(stands_behind(person, contact) for contact in contacts or ())]


def stands_behind(person: ContactPerson, contact: ActivityContact) -> bool:
    """Whether a person is behind a contact of a published document."""
    municipality = contact["municipality"]["slug"] if contact["municipality"] else ""
    own = person.contact
    named = (own.role, own.office, own.municipality.slug if own.municipality else "")
    return named == (contact["role"] or "", contact["office"], municipality)


def persons_to_review(user: Any, today: dt.date) -> QuerySet[ContactPerson]:
    """The persons behind the user's own contacts whose day of review has come, and who would be shown otherwise."""
    own = access.editable(user, Contact.objects.all())
    return ContactPerson.objects.filter(contact__in=own, review_on__lt=today, until__gte=today).select_related(
        "contact__municipality"
    )


@transaction.atomic
def erase_person(person: ContactPerson, by: Author) -> None:
    """Remove a named person everywhere at once, for good. A line without content remains, to repeat it by.

    Refused, and nothing removed, where the line cannot be written.
    """
    ledger.note(Removal.Op.ERASE, by.office, str(person.identifier))
    _drop(person)


def erase_again(digest: str, length: int) -> None:
    """Remove the person of that digest, should a restored backup have brought the row back."""
    for person in ContactPerson.objects.all():
        if ledger.digest(str(person.identifier)) == digest:
            _drop(person)


def _drop(person: ContactPerson) -> None:
    """The row, and what the admin's log says by that name."""
    LogEntry.objects.filter(change_message__icontains=person.name).update(change_message="")
    LogEntry.objects.filter(object_repr__icontains=person.name).update(object_repr="")
    person.delete()
