"""From the cells of a file to documents that can be loaded, or everything that is wrong with it, cell by cell."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samverkan.desk import access
from samverkan.exchange.files import Item
from samverkan.exchange.importer import import_items, refusals
from samverkan.exchange.spreadsheets.cells import quoted
from samverkan.exchange.spreadsheets.columns import SLUG, sheets_of
from samverkan.exchange.spreadsheets.grids import Grid, Layout, recognise, stamp_of
from samverkan.exchange.spreadsheets.merging import Merge
from samverkan.exchange.spreadsheets.pointing import Pointers
from samverkan.exchange.spreadsheets.raw_sheets import RawSheet
from samverkan.printing.tables import plain
from samverkan.publishing.documents import Refused, build, dump, validate
from samverkan.publishing.every_entry import with_parts
from samverkan.publishing.kinds import Document, Fault, Kind, key_of
from samverkan.publishing.loading import load
from samverkan.publishing.publish import Author

BATCH = 200  # So many entries are read at a time.
Tell = Callable[[int, int], None]  # Told how many entries of how many have been checked.


@dataclass(frozen=True)
class Change:
    """An entry that the file would change, or make (`before` is None). `typed` is what the file itself says."""

    item: Item
    before: Document | None
    typed: Document


@dataclass(frozen=True)
class Checked:
    """What a file would do."""

    read: int
    changes: list[Change]


def check(kind: Kind, found: list[RawSheet], user: Any, tell: Tell = lambda count, of: None) -> Checked:
    """What the file would change among the user's entries of a kind. Refused with every fault of every cell."""
    layout = recognise(sheets_of(kind), found)
    if not layout.grids:
        raise Refused(layout.faults)
    checking = _Checking(kind, layout, user)
    changes = list(checking.changes(tell))
    faults = layout.faults + checking.faults
    faults += _taken(kind, layout, changes)
    if not faults:
        faults = refusals([change.item for change in changes])
    if faults:
        raise Refused(faults)
    return Checked(len(checking.slugs), changes)


def rehearse(changes: list[Change], user: Any) -> None:
    """Import, and undo it: whatever would refuse the file then refuses it now, and is told row by row."""
    try:
        with transaction.atomic():
            import_items([change.item for change in changes], Author.of(user), as_edits=True)
            transaction.set_rollback(True)
    except Refused as refused:
        own = {"/".join(key_of(change.item.document)) for change in changes}
        faults = [
            Fault(change.item.file, str(fault))
            for change in changes
            for fault in _alone(change.item)
            if fault.path not in own  # Which an entry that stands beside it in the file will mend.
        ]
        raise Refused(faults or refused.faults) from refused


def _alone(item: Item) -> list[Fault]:
    """Why one entry alone cannot be loaded."""
    try:
        with transaction.atomic():
            load([item.document])
            transaction.set_rollback(True)
    except Refused as refused:
        return refused.faults
    return []


class _Checking:
    """One file, entry by entry."""

    def __init__(self, kind: Kind, layout: Layout, user: Any) -> None:
        self.kind = kind
        self.layout = layout
        self.faults: list[Fault] = []
        self.slugs = layout.main.slugs if layout.main else _all_slugs(layout)
        entries = kind.model._default_manager.all()
        self._editable = set(access.editable(user, entries).values_list("slug", flat=True))
        self._existing = set(entries.values_list("slug", flat=True))
        self._may_add = layout.main is not None and access.may_add(user, kind.model)
        self._pointers = Pointers(user, kind, _new_names(layout, self._existing))

    def changes(self, tell: Tell) -> Iterator[Change]:
        """The entries about which the file says something new."""
        for start in range(0, len(self.slugs), BATCH):
            batch = self.slugs[start : start + BATCH]
            known = [slug for slug in batch if slug in self._editable]
            current = {entry.slug: entry for entry in with_parts(self.kind).filter(slug__in=known)}
            for slug in batch:
                if slug in current or (self._may_add and slug not in self._existing):
                    change = self._change(slug, current.get(slug))
                    if change:
                        yield change
                else:
                    self._complain(slug)
            tell(start + len(batch), len(self.slugs))

    def _complain(self, slug: str) -> None:
        """Others' entries are as if they did not exist."""
        grid = self._head(slug)
        message = _("%s finns inte bland dina poster.") % quoted(slug)
        self.faults.append(grid.fault(grid.of(slug)[0], SLUG, message))

    def _head(self, slug: str) -> Grid:
        """Where the entry is told of first."""
        return self.layout.main or next(grid for grid in self.layout.grids.values() if grid.of(slug))

    def _change(self, slug: str, entry: Any) -> Change | None:
        before = build(entry) if entry else None
        merge = Merge(self.kind, self.layout, slug, before, self._pointers)
        typed = merge.document()
        if before is not None and not merge.faults and dump(typed) == dump(before):
            return None
        after = self.kind.protect(typed)
        told = {fault.path for fault in merge.faults}
        faults = [merge.placed(fault) for fault in validate(after)]
        self.faults += merge.faults + [fault for fault in faults if fault.path not in told]
        grid = self._head(slug)
        line = grid.of(slug)[0]
        stamp = stamp_of(grid, line) if grid is self.layout.main else ""
        if stamp and not re.fullmatch("v[0-9a-f]{12}", stamp):
            message = _("ska stå som den stod i det hämtade bladet, eller vara tom.")
            self.faults.append(grid.fault(line, "(version)", message))
        verified = entry.verified if entry else None
        return Change(Item(grid.raw.place(line.number), after, verified, stamp.removeprefix("v")), before, typed)


def _all_slugs(layout: Layout) -> list[str]:
    return list(dict.fromkeys(slug for grid in layout.grids.values() for slug in grid.slugs))


def _new_names(layout: Layout, existing: set[str]) -> dict[str, str]:
    """The file's new entries, by which others in it may refer to them."""
    grid = layout.main
    if grid is None or "name" not in grid.at:
        return {}
    names = {line.slug: line.at(grid.at["name"]) for line in grid.lines if line.slug not in existing}
    return {slug: plain(name) for slug, name in names.items() if isinstance(name, str) and plain(name)}


def _taken(kind: Kind, layout: Layout, changes: list[Change]) -> Iterator[Fault]:
    """Values that only one entry may have, and another one has."""
    grid = layout.main
    fields: Any = [field for field in kind.model._meta.fields if field.unique and field.name != SLUG]
    for field in fields if grid else ():
        name = field.name
        if name not in kind.schema["properties"]:
            continue
        wanted = {change.item.document["slug"]: change.item.document[name] for change in changes}
        rows = kind.model._default_manager.filter(**{f"{name}__in": set(wanted.values())}).exclude(slug__in=wanted)
        holders: dict[Any, list[str]] = {}
        for slug, value in [*rows.values_list("slug", name), *wanted.items()]:
            holders.setdefault(value, []).append(slug)
        for slug, value in wanted.items():
            if len(holders[value]) > 1 and grid:
                yield grid.fault(grid.of(slug)[0], name, str(field.error_messages["unique"]))
