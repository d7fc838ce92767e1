"""Bring what was published back into the working tables: the last version over a draft, or an older one as a draft."""

from django.db import transaction

from samverkan.publishing import kinds
from samverkan.publishing.drafts import Draft
from samverkan.publishing.loading import load
from samverkan.publishing.models import Entry, Event, Publication


@transaction.atomic
def discard(entry: Entry) -> bool:
    """Load what was last published over the draft; whether there was anything to load."""
    kind = kinds.of(entry).name
    latest = Publication.objects.filter(kind=kind, slug=entry.slug, body__isnull=False).order_by("-revision").first()
    if latest is None:
        return False
    [loaded] = load([latest.document])
    said = Event.objects.filter(kind=kind, slug=entry.slug, op__in=(Event.Op.UPSERT, Event.Op.VERIFY))
    event = said.order_by("-revision").first()
    if event:
        loaded.verified = event.verified
        loaded.save()
    return True


@transaction.atomic
def restore(entry: Entry, version: Publication, *, seen: str) -> None:
    """Load an earlier version as a draft, under the owners of today. What is published and confirmed stays.

    Refused where the draft is no longer the one that was `seen` (its fingerprint), or a reference leads nowhere.
    """
    draft = Draft(entry)
    draft.require(seen)
    [loaded] = load([{**version.document, "owners": draft.document["owners"]}])
    Draft(loaded).write(loaded_fingerprint=entry.loaded_fingerprint)
