"""Publish and withdraw: lock, build, validate, append, index – one transaction, or nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.utils import timezone

from samverkan.language.sorting import sort_key
from samverkan.publishing import drafts, kinds
from samverkan.publishing.documents import Refused, build, dump, references, validate, with_names
from samverkan.publishing.every_entry import as_they_stand
from samverkan.publishing.index import REFERS, write_index
from samverkan.publishing.kinds import Document, Fault, Key
from samverkan.publishing.models import EVERY_MONTHS, Editor, Entry, Event, Publication, Revision
from samverkan.publishing.schemas.types import Verified

_LOCK = 0x5A3_7E12  # PostgreSQL's advisory lock of the log; any fixed number.


@dataclass(frozen=True)
class Author:
    """Who publishes: the office is public, the user is not."""

    office: str
    user: User | None = None

    @classmethod
    def of(cls, user: Any) -> "Author":
        """A user in the name of their office."""
        editor = Editor.objects.filter(user=user).first()
        return cls(editor.office if editor else "Samverkanskatalogens redaktion", user)


def lock_log() -> None:
    """Let one publisher in at a time until its transaction ends, before it reads what it builds on.

    SQLite's transactions begin by taking the write lock, so there is nothing more to do.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


@transaction.atomic
def publish(entries: Iterable[Entry], by: Author, note: str = "") -> Revision | None:
    """Publish working entries as one revision; None when they say nothing new.

    A changed name takes along every published document that carries it, derived from that document's last publication.
    Refused, with all faults, where a document is not valid or refers to what is not published.
    """
    lock_log()
    keys = [_key(entry) for entry in entries]
    batch = as_they_stand(keys)  # What stood before the lock may have been changed or confirmed meanwhile.
    if gone := set(keys) - batch.keys():
        raise ObjectDoesNotExist(", ".join(map("/".join, gone)))
    documents, faults = _documents(batch)
    if faults:
        raise Refused(faults)
    current = _current(batch)
    changed = {key: document for key, document in documents.items() if _is_news(document, current)}
    news = [_News(key, document, batch[key].verified) for key, document in changed.items()]
    news += _confirmed({key: entry for key, entry in batch.items() if key not in changed}, current)
    news += _renamed(documents, current)
    drafts.are_published(batch, documents)
    return _append(news, by, note) if news else None


@transaction.atomic
def withdraw(entries: Iterable[Entry], by: Author, note: str = "") -> Revision | None:
    """Take published entries out of the catalogue as one revision; None when none of them is published.

    Refused while a published entry outside the batch refers to one of them.
    """
    lock_log()
    batch = {_key(entry): entry for entry in entries}
    published = {key: publication for key, publication in _current(batch).items() if not publication.withdrawn}
    faults = [
        Fault(
            f"{kind}/{slug}", f"”{dependant.name}” hänvisar hit. Ändra och publicera den först, eller återkalla båda."
        )
        for (kind, slug), dependants in _dependants(published).items()
        for dependant in dependants
        if (dependant.kind, dependant.slug) not in batch
    ]
    if faults:
        raise Refused(faults)
    news = [_News(key, None, None, name=published[key].name, op=Event.Op.WITHDRAW) for key in published]
    return _append(news, by, note) if news else None


@transaction.atomic
def verify(entries: Iterable[Entry], by: Author, note: str = "") -> Revision | None:
    """Tell the log of changed confirmations of published entries, without their drafts; None when none changed."""
    lock_log()
    batch = {_key(entry): entry for entry in entries}
    news = [
        _News(key, None, batch[key].verified, op=Event.Op.VERIFY)
        for key, publication in _current(batch).items()
        if not publication.withdrawn and publication.verified != batch[key].verified
    ]
    return _append(news, by, note) if news else None


def tell_of_removal(keys: Iterable[Key], by: Author) -> Revision:
    """Append the revision that tells of words removed from every version of some entries; it says nothing of them.

    In the transaction that removes, after `lock_log`.
    """
    news = [_News(key, None, None, op=Event.Op.REDACT) for key in keys]
    return _append(news, by, "Ord som inte fick stå i katalogen är borttagna.")


@dataclass
class _News:
    """An event to append: with a document (upsert), with a tombstone (withdraw) or with neither."""

    key: Key
    document: Document | None
    verified: Verified | None
    name: str = ""
    op: str = field(default=Event.Op.UPSERT)


def _key(entry: Entry) -> Key:
    return kinds.of(entry).name, entry.slug


def published_form(entry: Entry) -> Document:
    """The entry's document as publishing it now would make it: under the published names of what it refers to."""
    document = build(entry)
    wanted = {kinds.key_of(reference) for reference in references(document)} - {_key(entry)}
    return with_names(document, _published_names(wanted))


def _documents(batch: dict[Key, Entry]) -> tuple[dict[Key, Document], list[Fault]]:
    """The batch's documents under published names, and all that is wrong with them."""
    built = {key: build(entry) for key, entry in batch.items()}
    wanted = {kinds.key_of(reference) for document in built.values() for reference in references(document)}
    names = _published_names(wanted - built.keys()) | {key: document["name"] for key, document in built.items()}
    documents, faults = {}, []
    for (kind, slug), document in built.items():
        documents[kind, slug] = with_names(document, names)
        found = validate(documents[kind, slug])
        for reference in references(documents[kind, slug]):
            if (key := kinds.key_of(reference)) not in names:
                shown = f"”{reference['name']}” ({'/'.join(key)})"
                found.append(Fault("", f"hänvisar till {shown}, som inte är publicerad. Publicera den också."))
        faults += [Fault(f"{kind}/{slug}{'.' if fault.path else ''}{fault.path}", fault.message) for fault in found]
    return documents, faults


def _published_names(wanted: set[Key]) -> dict[Key, str]:
    return {key: publication.name for key, publication in _current(wanted).items() if not publication.withdrawn}


def _current(keys: Iterable[Key]) -> dict[Key, Publication]:
    """The latest publication, tombstones included, of each entry that ever had one."""
    newest = Revision.current_number()
    found: dict[Key, Publication] = {}
    for kind, some in kinds.slugs_by_kind(keys).items():
        rows = Publication.objects.latest_at(newest).filter(kind=kind, slug__in=some).with_verified(newest)
        found |= {(row.kind, row.slug): row for row in rows}
    return found


def _is_news(document: Document, current: dict[Key, Publication]) -> bool:
    publication = current.get(kinds.key_of(document))
    return publication is None or not says_the_same(publication, document)


def says_the_same(publication: Publication, document: Document) -> bool:
    """Whether a publication reads as the document, however it is stored; a tombstone reads as none."""
    return not publication.withdrawn and (
        publication.body == dump(document) or dump(publication.document) == dump(document)
    )


def _confirmed(unchanged: dict[Key, Entry], current: dict[Key, Publication]) -> list[_News]:
    """A changed confirmation of an unchanged document is an event without a document."""
    return [
        _News(key, None, entry.verified, op=Event.Op.VERIFY)
        for key, entry in unchanged.items()
        if current[key].verified != entry.verified
    ]


def _renamed(documents: dict[Key, Document], current: dict[Key, Publication]) -> list[_News]:
    """The published documents outside the batch that carry a name which the batch changes."""
    names = {
        key: document["name"]
        for key, document in documents.items()
        if key in current and not current[key].withdrawn and current[key].name != document["name"]
    }
    dependants = {(row.kind, row.slug): row for rows in _dependants(names).values() for row in rows}
    return [
        _News(key, with_names(row.document, names), row.verified)
        for key, row in dependants.items()
        if key not in documents
    ]


def renamed_by(entry: Entry) -> list[Publication]:
    """The published documents that publishing the entry would republish, since they carry a name that it changes."""
    key = _key(entry)
    current = _current([key]).get(key)
    return _dependants([key])[key] if current and not current.withdrawn and current.name != entry.name else []


def _dependants(keys: Iterable[Key]) -> dict[Key, list[Publication]]:
    """The current publications that refer to each of some entries, itself left out; one question for all of them."""
    found: dict[Key, list[Publication]] = {key: [] for key in keys}
    if not found:
        return found
    newest = Revision.current_number()
    rows = Publication.objects.at(newest).with_facet(REFERS, *map("/".join, found)).with_verified(newest)
    for row in rows.order_by("kind", "slug"):
        for key in {kinds.key_of(reference) for reference in references(row.document)} & found.keys():
            if key != (row.kind, row.slug):
                found[key].append(row)
    return found


def next_revision(by: Author, note: str) -> Revision:
    """A new end of the log, after `lock_log`: the next number, and a moment later than all before."""
    last = Revision.objects.order_by("-number").first()
    now = timezone.now()
    moment = max(now, last.moment + dt.timedelta(microseconds=1)) if last else now
    return Revision.objects.create(
        number=last.number + 1 if last else 1, moment=moment, author=by.user, office=by.office, note=note
    )


def _append(news: list[_News], by: Author, note: str) -> Revision:
    revision = next_revision(by, note)
    publications = Publication.objects.bulk_create(
        [_publication(one, revision) for one in news if one.op in (Event.Op.UPSERT, Event.Op.WITHDRAW)]
    )
    of_key = {(publication.kind, publication.slug): publication for publication in publications}
    Event.objects.bulk_create(_event(one, revision, i, of_key.get(one.key)) for i, one in enumerate(news))
    write_index(publications)
    return revision


def _publication(news: _News, revision: Revision) -> Publication:
    kind, slug = news.key
    name = news.document["name"] if news.document else news.name
    body = dump(news.document) if news.document else None
    return Publication(
        revision=revision,
        kind=kind,
        slug=slug,
        name=name,
        sort_key=sort_key(name)[:400],
        body=body,
        published_at=revision.moment,
    )


def _event(news: _News, revision: Revision, position: int, publication: Publication | None) -> Event:
    verified = news.verified or {"on": "", "by": "", "inferred": False, "months": EVERY_MONTHS}
    return Event(
        revision=revision,
        position=position,
        kind=news.key[0],
        slug=news.key[1],
        op=news.op,
        publication=publication,
        verified_on=verified["on"],
        verified_by=verified["by"] or "",
        verified_inferred=verified["inferred"],
        verified_months=verified["months"],
    )
