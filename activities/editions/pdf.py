"""An edition as a document that a board would print: a pure function of its revision, made once and kept."""

from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import translation

from activities.editions.chapters import chapters
from activities.editions.front import front
from activities.matrix.areas import KINDS, build_matrices
from activities.printed import matrix
from samverkan.pages.etag import digest
from samverkan.printing import kept_files, pdf
from samverkan.publishing.models import Edition, Event, Publication


def address_of(edition: Edition) -> str:
    """The address that a citation names, wherever the reader came from and in whatever language."""
    with translation.override("sv"):
        return f"{settings.SITE_URL}{reverse('edition', args=[edition.number])}"


@dataclass(frozen=True)
class Printable:
    """An edition and a digest of all that its bytes depend on, which no later publication changes."""

    edition: Edition
    state: str

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """The edition as it would be printed now: words that were removed since are not there."""
        redacted = Event.objects.filter(op=Event.Op.REDACT).aggregate(last=Max("revision"))["last"]
        frozen = (edition.number, edition.title, edition.dated, edition.foreword, edition.revision.moment)
        parts = (frozen, edition.revision.office, address_of(edition), settings.BUILD, redacted)
        return cls(edition, digest(*parts))

    @property
    def name(self) -> str:
        """Under which its PDF is kept."""
        return f"utgava-{self.edition.number}"

    def content(self) -> bytes:
        """The PDF, made where it is not kept."""
        return kept_files.kept(self.name, self.state, self.make)

    def make(self) -> bytes:
        """The PDF, made anew."""
        with translation.override("sv"):
            return pdf.as_pdf("edition", contents(self.edition), self.edition.revision.moment)


def contents(edition: Edition) -> dict[str, Any]:
    """What the printed document shows: everything that the catalogue held at the edition's revision."""
    held = Publication.objects.at(edition.revision_id).with_verified(edition.revision_id).in_swedish_order()
    rows: dict[str, list[Publication]] = {}
    for row in held:
        rows.setdefault(row.kind, []).append(row)
    matrices = build_matrices(row.document for kind in KINDS for row in rows.get(kind, ()))
    return {
        **front(edition, address_of(edition)),
        "matrices": [matrix.printed(one) for one in matrices],
        "chapters": chapters(rows),
    }
