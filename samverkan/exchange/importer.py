"""The one importer: what files and spreadsheets hold becomes drafts or one revision, all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from samverkan.desk.acts import publish
from samverkan.exchange.files import Item, read
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused
from samverkan.publishing.drafts import Draft
from samverkan.publishing.every_entry import as_they_stand
from samverkan.publishing.kinds import Fault, Key
from samverkan.publishing.loading import Tell, load
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
    stand = _drafts(items)
    changed = [item for item in items if not _says_the_same(stand.get(_key(item)), item)]
    withdrawn = _withdrawn(items if and_publish else changed)
    if faults := [*withdrawn, *_edited_since(changed, stand)]:
        raise Refused(faults)
    entries = {_key(item): draft.entry for item in items if (draft := stand.get(_key(item)))}
    entries |= _load(changed, stand, as_edits, tell)
    revision = publish([entries[_key(item)] for item in items], by, note) if and_publish else None
    return Report(len(items), len(changed), revision)


def refusals(items: list[Item]) -> list[Fault]:
    """Why changed items cannot be imported as drafts now: their entries are withdrawn, or somebody works on them."""
    return [*_withdrawn(items), *_edited_since(items, _drafts(items))]


def _key(item: Item) -> Key:
    return kinds.key_of(item.document)


def _drafts(items: list[Item]) -> dict[Key, Draft]:
    """The working state of those that there are."""
    return {key: Draft(entry) for key, entry in as_they_stand(map(_key, items)).items()}


def _says_the_same(draft: Draft | None, item: Item) -> bool:
    return draft is not None and draft.says(item.document) and draft.entry.verified == item.verified


def _withdrawn(items: list[Item]) -> Iterator[Fault]:
    """A withdrawal is somebody's work: no file undoes it, not even one that says nothing new."""
    gone = Publication.objects.latest_at(Revision.current_number()).filter(body__isnull=True)
    keys = set(gone.values_list("kind", "slug"))
    for item in items:
        if _key(item) in keys:
            yield Fault(_place(item), "är återkallad. Publicera den på nytt i administrationen först.")


def _edited_since(items: list[Item], stand: dict[Key, Draft]) -> Iterator[Fault]:
    """Nor are edits that are not published yet overwritten."""
    for item in items:
        draft = stand.get(_key(item))
        if draft is None:
            continue
        if item.seen:
            if not draft.is_as(item.seen):
                message = "har ändrats sedan kalkylbladet hämtades. Hämta ett nytt och för in ändringarna där."
                yield Fault(_place(item), message)
            continue
        if draft.is_as(draft.entry.loaded_fingerprint):
            continue
        kind, slug = _key(item)
        latest = Publication.objects.filter(kind=kind, slug=slug).order_by("-revision").first()
        if not (latest and says_the_same(latest, published_form(draft.entry))):
            message = "har ändrats sedan den senast publicerades. Publicera eller kasta ändringarna först."
            yield Fault(_place(item), message)


def _place(item: Item) -> str:
    return f"{item.file}: {'/'.join(_key(item))}"


def _load(items: list[Item], stand: dict[Key, Draft], as_edits: bool, tell: Tell) -> dict[Key, Entry]:
    verified = {_key(item): item.verified for item in items}
    loaded = {key: draft.entry.loaded_fingerprint for key, draft in stand.items()}

    def beside(key: Key, entry: Entry) -> None:
        entry.verified = verified[key]
        if as_edits:
            entry.loaded_fingerprint = loaded.get(key, "")

    entries = dict(zip(verified, load([item.document for item in items], tell, beside), strict=True))
    written = _drafts(items)
    for item in items:
        if not _says_the_same(written.get(_key(item)), item):
            raise Refused([Fault(item.file, "kunde inte laddas utan att något gick förlorat.")])
    return entries
