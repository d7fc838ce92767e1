"""The one importer: what files and spreadsheets hold becomes drafts or one revision, all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from samverkan.desk.acts import publish
from samverkan.exchange.files import Item, read
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, Tell, load
from samverkan.publishing.drafts import Draft
from samverkan.publishing.kinds import Fault
from samverkan.publishing.models import Entry, Publication, Revision
from samverkan.publishing.publish import Author, lock_log, published_form, says_the_same


@dataclass(frozen=True)
class Report:
    """What an import did: how many entries it read and wrote, and the revision it made, if any."""

    read: int
    written: int
    revision: Revision | None


def import_catalogue(path: Path, by: Author, *, and_publish: bool = False, note: str = "") -> Report:
    """Import every .yaml, .yml and .json file at the path, all or none; Refused names every fault by file and field."""
    return import_items(read(path), by, and_publish=and_publish, note=note)


@transaction.atomic
def import_items(
    items: list[Item],
    by: Author,
    *,
    and_publish: bool = False,
    note: str = "",
    as_edits: bool = False,
    tell: Tell = lambda count: None,
) -> Report:
    """Import valid documents, all or none; Refused where an entry is withdrawn, or was edited and would lose that.

    `as_edits`: the drafts then hold unpublished changes, as if somebody had typed them.
    """
    lock_log()
    changed = _changed(items)
    faults = [*_withdrawn(items), *_edited_since(changed)] if and_publish else refusals(changed)
    if faults:
        raise Refused(faults)
    _load(changed, as_edits, tell)
    revision = publish([_entry(item) for item in items], by, note) if and_publish else None
    return Report(len(items), len(changed), revision)


def refusals(items: list[Item]) -> list[Fault]:
    """Why changed items cannot be imported as drafts now: their entries are withdrawn, or somebody works on them."""
    return [*_withdrawn(items), *_edited_since(items)]


def _existing(item: Item) -> Entry | None:
    model = kinds.get(item.document["kind"]).model
    return model._default_manager.filter(slug=item.document["slug"]).first()


def _entry(item: Item) -> Entry:
    return kinds.get(item.document["kind"]).model._default_manager.get(slug=item.document["slug"])


def _says_the_same(entry: Entry, item: Item) -> bool:
    return Draft(entry).says(item.document) and entry.verified == item.verified


def _changed(items: list[Item]) -> list[Item]:
    """The items that say something else than the working rows."""
    found = ((item, _existing(item)) for item in items)
    return [item for item, entry in found if entry is None or not _says_the_same(entry, item)]


def _withdrawn(items: list[Item]) -> Iterator[Fault]:
    """A withdrawal is somebody's work: no file undoes it, not even one that says nothing new."""
    gone = Publication.objects.latest_at(Revision.current_number()).filter(body__isnull=True)
    keys = set(gone.values_list("kind", "slug"))
    for item in items:
        if kinds.key_of(item.document) in keys:
            yield Fault(_place(item), "är återkallad. Publicera den på nytt i administrationen först.")


def _edited_since(items: list[Item]) -> Iterator[Fault]:
    """Nor are edits that are not published yet overwritten."""
    for item in items:
        entry = _existing(item)
        if entry is None:
            continue
        draft = Draft(entry)
        if item.seen:
            if not draft.is_as(item.seen):
                message = "har ändrats sedan kalkylbladet hämtades. Hämta ett nytt och för in ändringarna där."
                yield Fault(_place(item), message)
            continue
        if draft.is_as(entry.loaded_fingerprint):
            continue
        kind, slug = kinds.key_of(item.document)
        latest = Publication.objects.filter(kind=kind, slug=slug).order_by("-revision").first()
        if not (latest and says_the_same(latest, published_form(entry))):
            message = "har ändrats sedan den senast publicerades. Publicera eller kasta ändringarna först."
            yield Fault(_place(item), message)


def _place(item: Item) -> str:
    return f"{item.file}: {'/'.join(kinds.key_of(item.document))}"


def _load(items: list[Item], as_edits: bool, tell: Tell) -> None:
    stood = {kinds.key_of(item.document): entry.loaded_fingerprint for item in items if (entry := _existing(item))}
    for entry, item in zip(load([item.document for item in items], tell), items, strict=True):
        entry.verified = item.verified
        if as_edits:
            entry.loaded_fingerprint = stood.get(kinds.key_of(item.document), "")
        entry.save()
        if not _says_the_same(entry, item):
            raise Refused([Fault(item.file, "kunde inte laddas utan att något gick förlorat.")])
