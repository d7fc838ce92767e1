"""An edition as a document that a board would print: a pure function of its revision, made once and kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from activities.matrix.areas import KINDS, build_matrices
from activities.schemas.types import ActivityDocument, FunctionDocument
from federations.facts import by_topic
from samverkan.pages.etag import digest
from samverkan.printing import kept_files, pdf
from samverkan.publishing.models import Edition, Event, Publication
from samverkan.publishing.schemas.typed import of_type, typed


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

    def content(self) -> bytes:
        """The PDF. Raises CannotPrint where it is not kept and cannot be made."""
        return kept_files.kept(f"utgava-{self.edition.number}", self.state, self.make)

    def make(self) -> bytes:
        """The PDF, made anew."""
        with translation.override("sv"):
            return pdf.as_pdf(render_to_string("activities/print/edition.html", contents(self.edition)))


@dataclass(frozen=True)
class Chapter:
    """A function and its activities."""

    function: FunctionDocument
    activities: list[Publication]


def contents(edition: Edition) -> dict[str, Any]:
    """What the printed document shows: everything that the catalogue held at the edition's revision."""
    held = Publication.objects.at(edition.revision_id).with_verified(edition.revision_id).in_swedish_order()
    of_kind: dict[str, list[Publication]] = {}
    for row in held:
        of_kind.setdefault(row.kind, []).append(row)
    matrices = build_matrices(row.document for kind in KINDS for row in of_kind.get(kind, ()))
    return {
        "edition": edition,
        "address": address_of(edition),
        "matrices": matrices,
        "chapters": chapters(of_kind.get("function", ()), of_kind.get("activity", ())),
        "streams": of_kind.get("financing_stream", []),
        "agreements": of_kind.get("agreement", []),
        "budgets": of_kind.get("budget", []),
        "federations": of_kind.get("federation", []),
        "topics": by_topic(of_kind.get("fact", ())),
        "sources": of_kind.get("source", []),
    }


def chapters(functions: Iterable[Publication], activities: Iterable[Publication]) -> list[Chapter]:
    """The functions that have activities, in the order of the matrix's columns."""
    by_function: dict[str, list[Publication]] = {}
    for activity in activities:
        by_function.setdefault(typed(activity.document, ActivityDocument)["function"]["slug"], []).append(activity)
    ordered = sorted(
        of_type((row.document for row in functions), FunctionDocument), key=lambda row: (row["position"], row["slug"])
    )
    return [Chapter(row, by_function[row["slug"]]) for row in ordered if row["slug"] in by_function]
