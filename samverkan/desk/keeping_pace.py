"""Rows rewritten beneath the editors' hands: drafts stay what they were beside what is published."""

from collections.abc import Iterator
from contextlib import contextmanager

from samverkan.desk.models import Review
from samverkan.publishing import kinds
from samverkan.publishing.documents import fingerprint
from samverkan.publishing.drafts import Draft
from samverkan.publishing.every_entry import build_every
from samverkan.publishing.kinds import Key
from samverkan.publishing.models import Entry, Publication


@contextmanager
def drafts_keep_pace(published: set[Key]) -> Iterator[None]:
    """While the rows of many entries are rewritten: unchanged drafts stay unchanged, approved ones approved.

    `published` are those whose published documents then read otherwise too.
    """
    before = _fingerprints()
    yield
    _keep_pace(before, published)


def _fingerprints() -> dict[Key, str]:
    return {kinds.key_of(document): fingerprint(document) for kind in kinds.every() for document in build_every(kind)}


def _keep_pace(before: dict[Key, str], published: set[Key]) -> None:
    for key, now in _fingerprints().items():
        if now == before[key] and key not in published:
            continue
        for row in kinds.get(key[0]).model._default_manager.filter(slug=key[1]):
            values = {"working_fingerprint": now}
            if row.loaded_fingerprint == before[key]:
                values["loaded_fingerprint"] = now
            elif key in published:
                values["loaded_fingerprint"] = _published_fingerprint(row, key)
            if row.due_fingerprint == before[key]:
                values["due_fingerprint"] = now
            Draft(row).write(**values)
        waiting = Review.objects.filter(kind=key[0], slug=key[1], fingerprint=before[key])
        waiting.update(fingerprint=now)


def _published_fingerprint(row: Entry, key: Key) -> str:
    latest = Publication.objects.filter(kind=key[0], slug=key[1], body__isnull=False).order_by("-revision").first()
    return fingerprint(latest.document) if latest else row.loaded_fingerprint
