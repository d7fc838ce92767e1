"""Answers made of stored documents: their texts are joined, not read."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from samverkan.publishing import kinds
from samverkan.publishing.documents import dump
from samverkan.publishing.models import Publication


def compact(value: Any) -> str:
    """JSON without blanks, as documents are stored."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def instant(moment: dt.datetime) -> str:
    """RFC 3339 in UTC, to the microsecond, so that `modified_after` can repeat it."""
    return f"{moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def text_of(publication: Publication, day: dt.date | None = None) -> str:
    """A publication's document as text, on a day where that tells otherwise.

    Only then it is parsed, and where it is of an older schema version, to bring it up.
    """
    body = publication.body or ""
    kind = kinds.get(publication.kind)
    if day and kind.differs_by_day:
        return dump(kind.on_day(publication.document, day))
    newest = f'{{"kind":"{kind.name}","schema_version":{kind.version},'
    return body if body.startswith(newest) else dump(publication.document)


def entry(publication: Publication, day: dt.date | None = None) -> str:
    """The document, on a day, with what stands beside it: its revision, when it was published and last confirmed."""
    beside = {
        "revision": publication.revision_id,
        "published_at": instant(publication.published_at),
        "verified": publication.verified,
    }
    return f"{text_of(publication, day)[:-1]},{compact(beside)[1:]}"


def envelope(head: dict[str, Any], results: Iterable[str], tail: dict[str, Any] | None = None) -> str:
    """One object: the head's members, `results` and the tail's members."""
    end = f",{compact(tail)[1:]}" if tail else "}"
    return f'{compact(head)[:-1]},"results":[{",".join(results)}]{end}'
