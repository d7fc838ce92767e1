"""Drafts: what an entry's working rows say beside the catalogue, and the one guard against stale edits.

What somebody saw is remembered as the fingerprint of what the draft said: on a page's button, in a question, in a
plan, in a spreadsheet. A form holds more than a document says (confirmations, exact counts), so it remembers instead
how often the row had been saved.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, build, fingerprint
from samverkan.publishing.kinds import Document, Fault, Key
from samverkan.publishing.models import Edited, Entry


@dataclass(frozen=True)
class Draft:
    """An entry's working state. What it says is built once, so make a new one after the entry has changed."""

    entry: Entry

    @cached_property
    def document(self) -> Document:
        """What it says now."""
        return build(self.entry)

    @cached_property
    def fingerprint(self) -> str:
        """Tells it from a draft that says something else."""
        return fingerprint(self.document)

    @property
    def differs(self) -> bool:
        """Whether it says something else than what was last published or loaded, as kept with its rows."""
        return self.entry.working_fingerprint != self.entry.loaded_fingerprint

    def says(self, document: Document) -> bool:
        """Whether it says the same as a document, whatever the entries that are referred to are called."""
        return self.fingerprint == fingerprint(document)

    def is_as(self, seen: str) -> bool:
        """Whether it still says what it said when its fingerprint was `seen`, which may be how that begins."""
        return bool(seen) and self.fingerprint.startswith(seen)

    def require(self, seen: str) -> None:
        """Refused where it no longer says what somebody saw when they decided."""
        if not self.is_as(seen):
            message = _("”%s” har ändrats sedan du öppnade sidan. Granska posten igen.") % self.entry.name
            raise Refused([Fault("", message)])

    def keep(self) -> None:
        """Note with the rows what they say, after they were written."""
        self.write(working_fingerprint=self.fingerprint)

    def write(self, **values: Any) -> None:
        """Set columns of the row; forms that are open on it are stale from then on."""
        rows: Any = type(self.entry)._default_manager.filter(pk=self.entry.pk)
        rows.update(**values, edit_version=F("edit_version") + 1)


def are_published(entries: dict[Key, Entry], documents: dict[Key, Document]) -> None:
    """Note with the rows that their drafts say what was just published, and that no plan is left for them."""
    others: dict[str, list[Any]] = {}  # But for those that say so already, as what was just loaded.
    for key, entry in entries.items():
        said = fingerprint(documents[key])
        if not entry.loaded_fingerprint == entry.working_fingerprint == said or entry.due_at:
            entry.loaded_fingerprint = entry.working_fingerprint = said
            entry.due_at = None
            others.setdefault(key[0], []).append(entry)
    for kind, rows in others.items():
        columns = ["loaded_fingerprint", "working_fingerprint", "due_at"]
        kinds.get(kind).model._default_manager.bulk_update(rows, columns, batch_size=500)


def edited(entries: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the entries whose drafts differ."""
    return entries.exclude(working_fingerprint=F("loaded_fingerprint"))


def is_stale(row: Edited, began_at: int | None) -> bool:
    """Whether the row was saved again after a form was opened on it, when it had been saved `began_at` times.

    The row stays locked until the transaction ends.
    """
    rows: Any = type(row)._default_manager.select_for_update().filter(pk=row.pk)
    newest = rows.values_list("edit_version", flat=True).first()
    return newest is not None and newest != began_at
