"""Freeze an edition: the catalogue as it stands gets a number, and can be cited for ever."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from samverkan.publishing.documents import Refused
from samverkan.publishing.kinds import Fault
from samverkan.publishing.models import Edition, Event, Publication, Revision
from samverkan.publishing.publish import Author, lock_log, next_revision


@transaction.atomic
def freeze(title: str, dated: dt.date, foreword: str, by: Author, *, seen: int | None = None) -> Edition:
    """Make the next edition of what the catalogue holds, at a revision of its own, so that caches notice.

    Refused where there is nothing to freeze, or where the catalogue is no longer at the revision that was `seen`.
    """
    lock_log()
    title, latest, current = title.strip(), Edition.objects.order_by("-number").first(), Revision.current_number()
    faults = [*_wrong_title(title), *_nothing_to_freeze(latest, current)]
    if seen not in (None, current):
        faults.append(Fault("", _("Något har publicerats sedan du öppnade sidan. Se efter igen.")))
    if faults:
        raise Refused(faults)
    number = latest.number + 1 if latest else 1
    revision = next_revision(by, _("Utgåva %(number)s: %(title)s") % {"number": number, "title": title})
    return Edition.objects.create(number=number, revision=revision, title=title, dated=dated, foreword=foreword.strip())


def has_news(since: int) -> bool:
    """Whether anything was published, withdrawn or confirmed after a revision; a redaction alters every edition."""
    return Event.objects.filter(revision__gt=since).exclude(op=Event.Op.REDACT).exists()


def _wrong_title(title: str) -> Iterator[Fault]:
    longest = Edition._meta.get_field("title").max_length or 0
    if not title:
        yield Fault("title", _("Ge utgåvan en titel."))
    elif len(title) > longest:
        yield Fault("title", _("Titeln får ha högst %(most)s tecken.") % {"most": longest})


def _nothing_to_freeze(latest: Edition | None, current: int) -> Iterator[Fault]:
    if not Publication.objects.at(current).exists():
        yield Fault("", _("Katalogen är tom. Publicera något innan du fryser en utgåva."))
    elif latest and not has_news(latest.revision_id):
        message = _("Inget har publicerats sedan utgåva %(number)s. Den visar redan katalogen som den är nu.")
        yield Fault("", message % {"number": latest.number})
