"""One activity on one A4, to bring to a meeting: what its page says, with contact and address."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from samverkan.pages.etag import digest
from samverkan.printing import kept_files, pdf
from samverkan.publishing.models import Publication


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
        parts = (publication.body, publication.verified, publication.revision_id, address, settings.BUILD)
        return cls(publication, address, digest(*parts))

    def content(self) -> bytes:
        """The PDF. Raises CannotPrint where it is not kept and cannot be made."""
        return kept_files.kept(f"verksamhet-{self.publication.slug}", self.state, self.make)

    def make(self) -> bytes:
        """The PDF, made anew."""
        with translation.override("sv"):
            return pdf.on_one_sheet(self.page)

    def page(self, larger: float) -> str:
        """The sheet as a page that is so many times larger than A4."""
        context = {
            "activity": self.publication.document,
            "verified": self.publication.verified,
            "publication": self.publication,
            "address": self.address,
            "width": f"{210 * larger:.1f}",
            "height": f"{297 * larger:.1f}",
        }
        return render_to_string("activities/print/sheet.html", context)
