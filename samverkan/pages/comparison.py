"""What differs between two moments of the catalogue, entry by entry."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from samverkan.publishing import kinds
from samverkan.publishing.difference import Change, difference, sections
from samverkan.publishing.models import Event, Publication


@dataclass(frozen=True)
class Changed:
    """An entry that says something else at the later moment."""

    before: Publication
    after: Publication

    @cached_property
    def sections(self) -> list[str]:
        """The Swedish titles of what differs."""
        return sections(self.before.document, self.after.document)

    @cached_property
    def changes(self) -> list[Change]:
        """The fields that differ."""
        return difference(self.before.document, self.after.document)


@dataclass(frozen=True)
class OfKind:
    """What differs among the entries of one kind; `before` and `after` are how many there were."""

    kind: kinds.Kind
    before: int
    after: int
    added: tuple[Publication, ...]
    removed: tuple[Publication, ...]
    changed: tuple[Changed, ...]

    @property
    def differs(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def plural(self) -> str:
        """The kind in the plural."""
        return str(self.kind.model._meta.verbose_name_plural)


def compare(before: int, after: int) -> list[OfKind]:
    """The kinds that have entries at either revision, in the order in which readers ask; three queries."""
    old, new = _standing(before), _standing(after)
    read = Publication.objects.in_bulk(set(old.values()) ^ set(new.values()))
    added = [read[pk] for key, pk in new.items() if key not in old]
    removed = [read[pk] for key, pk in old.items() if key not in new]
    both = [Changed(read[pk], read[new[key]]) for key, pk in old.items() if key in new and new[key] != pk]
    counts = Counter(kind for kind, _slug in old), Counter(kind for kind, _slug in new)
    return [
        OfKind(
            kind,
            counts[0][kind.name],
            counts[1][kind.name],
            _of(kind, added),
            _of(kind, removed),
            tuple(sorted(_differing(kind, both), key=lambda pair: _order(pair.after))),
        )
        for kind in reversed(kinds.every())
        if counts[0][kind.name] or counts[1][kind.name]
    ]


def confirmed_between(before: int, after: int) -> int:
    """How many entries were confirmed without being changed."""
    events = Event.objects.filter(revision__gt=before, revision__lte=after, op=Event.Op.VERIFY)
    return events.values("kind", "slug").distinct().count()


def _standing(number: int) -> dict[kinds.Key, int]:
    rows = Publication.objects.at(number).values_list("kind", "slug", "pk")
    return {(kind, slug): pk for kind, slug, pk in rows}


def _of(kind: kinds.Kind, rows: Iterable[Publication]) -> tuple[Publication, ...]:
    return tuple(sorted((row for row in rows if row.kind == kind.name), key=_order))


def _differing(kind: kinds.Kind, pairs: Iterable[Changed]) -> list[Changed]:
    """Without those that were changed and changed back."""
    return [pair for pair in pairs if pair.after.kind == kind.name and pair.sections]


def _order(row: Publication) -> tuple[str, str]:
    return row.sort_key, row.slug
