"""One activity on one A4, to bring to a meeting: what its page says, with contact and address."""

from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from activities.printed import activity
from activities.schemas.types import ActivityDocument
from samverkan.pages.etag import digest
from samverkan.pages.templatetags.catalogue import is_old
from samverkan.printing import kept_files, pdf
from samverkan.printing.blocks import Inline, address, note, strong
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import typed


@dataclass(frozen=True)
class ActivitySheet:
    """An activity's publication, the address that the sheet names, and a digest of all that its bytes depend on."""

    publication: Publication
    address: str
    state: str

    @classmethod
    def of(cls, publication: Publication, query: str = "") -> Self:
        """The sheet of an activity as its page at that query shows it."""
        with translation.override("sv"):
            address = f"{settings.SITE_URL}{reverse('activity', args=[publication.slug])}{query}"
        old = is_old(publication.verified)
        parts = (publication.body, publication.verified, publication.revision_id, address, settings.BUILD, old)
        return cls(publication, address, digest(*parts))

    def is_ready(self) -> bool:
        """Whether a reader can have it now."""
        return True

    def content(self) -> bytes:
        """The PDF, made where it is not kept."""
        return kept_files.kept(f"verksamhet-{self.publication.slug}", self.state, self.make)

    def make(self) -> bytes:
        """The PDF, made anew."""
        with translation.override("sv"):
            return pdf.as_pdf("sheet", self.data(), self.publication.published_at)

    def data(self) -> dict[str, Any]:
        """What the sheet shows."""
        document = typed(self.publication.document, ActivityDocument)
        return {
            "title": f"{document['name']} – Samverkanskatalogen",
            "description": truncatechars(document["summary"] or document["name"], 160),
            "brand": "Samverkanskatalogen",
            "body": [activity.printed(document, self.publication.verified)],
            "foot": [note(address(self.address)), note(*self._published())],
        }

    def _published(self) -> list[Inline]:
        day = date_format(timezone.localtime(self.publication.published_at), "j F Y")
        told: list[Inline] = [f"Publicerad {day}, revision {self.publication.revision_id}."]
        return [*told, " ", strong("Ring innan du hänvisar någon hit.")] if is_old(self.publication.verified) else told
