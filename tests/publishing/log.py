"""Ways for tests to look at the log."""

from typing import Any

from django.db import models

from samverkan.publishing import kinds
from samverkan.publishing.kinds import Document, Key
from samverkan.publishing.models import Current, Entry, Event, Extract, Facet, Publication, Revision, Span, Token, Word
from samverkan.publishing.publish import publish, withdraw
from tests.factories import OFFICE

__all__ = ["OFFICE", "Document", "body_of", "everything", "held", "key_of", "ops", "publish", "replayed", "withdraw"]


def key_of(entry: Entry) -> Key:
    """Kind and slug of an entry."""
    return kinds.of(entry).name, entry.slug


def held(number: int) -> dict[Key, tuple[str | None, Any]]:
    """What the catalogue held at a revision, by `at`: each entry's document and confirmation."""
    rows = Publication.objects.at(number).with_verified(number)
    return {(row.kind, row.slug): (row.body, row.verified) for row in rows}


def replayed(number: int) -> dict[Key, tuple[str | None, Any]]:
    """The same by replaying the events up to the revision, as a partner would."""
    state: dict[Key, tuple[str | None, Any]] = {}
    for event in Event.objects.filter(revision__lte=number).order_by("revision", "position"):
        key = (event.kind, event.slug)
        if event.op == Event.Op.WITHDRAW:
            del state[key]
        elif (
            event.op != Event.Op.REDACT
        ):  # Its publication is none: what the documents say now, they say from the first.
            state[key] = (event.publication.body if event.publication else state[key][0], event.verified)
    return state


def ops(revision: Revision | None) -> list[tuple[str, str]]:
    """What a revision did to which slug, in order."""
    assert revision, "the test expected a revision"
    return [(event.op, event.slug) for event in revision.events.all()]


def body_of(entry: Entry) -> Document:
    """The document that is current for an entry."""
    kind, slug = key_of(entry)
    return Publication.objects.at(Revision.current_number()).get(kind=kind, slug=slug).document


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the log and of the working entries, to tell that nothing has changed."""
    every: list[type[models.Model]] = [
        Revision,
        Event,
        Publication,
        Current,
        Facet,
        Span,
        Token,
        Extract,
        Word,
        *(kind.model for kind in kinds.every()),
    ]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in every}
