"""Publishing and withdrawing as the desk does it: whatever was asked about the entries is answered in the same act."""

from collections.abc import Iterable

from django.db import transaction

from samverkan.desk.reviewing import review
from samverkan.publishing import publish as log
from samverkan.publishing.models import Entry, Revision
from samverkan.publishing.publish import Author


@transaction.atomic
def publish(entries: Iterable[Entry], by: Author, note: str = "") -> Revision | None:
    """Publish working entries as one revision; None when they say nothing new, which answers questions too."""
    batch = list(entries)
    revision = log.publish(batch, by, note)
    review.close(batch, by.user)
    return revision


@transaction.atomic
def withdraw(entries: Iterable[Entry], by: Author, note: str = "") -> Revision | None:
    """Take published entries out of the catalogue as one revision; None when none of them is published."""
    batch = list(entries)
    revision = log.withdraw(batch, by, note)
    review.close(batch, by.user)
    return revision
