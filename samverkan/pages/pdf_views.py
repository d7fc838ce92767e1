"""What all pages to print share: their validator is what they are made of."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.http import quote_etag

from samverkan.pages.views import PublicView


class Printable(Protocol):
    """Something to print: a digest of all that its bytes depend on, and the bytes."""

    @property
    def state(self) -> str: ...

    def content(self) -> bytes:
        """The PDF, made where it is not kept."""


@dataclass(frozen=True)
class Sheet:
    """What is printed, and under which name it is saved."""

    printable: Printable
    name: str


class PdfView(PublicView):
    """A document to print. Its validator is what it is made of, not the newest revision."""

    sheet: Sheet

    def find_sheet(self) -> Sheet:
        """What the address asks for; Http404 or Gone where there is none."""
        raise NotImplementedError

    def etag(self, request: HttpRequest) -> str:
        self.sheet = self.find_sheet()
        return quote_etag(self.sheet.printable.state)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(self.sheet.printable.content(), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{self.sheet.name}.pdf"'
        return response
