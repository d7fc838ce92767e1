"""What all pages to print share: their validator is what they are made of, and a clear word where none can be made."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import quote_etag

from samverkan.pages.views import PublicView
from samverkan.printing import pdf


class Printable(Protocol):
    """Something to print: a digest of all that its bytes depend on, and the bytes."""

    @property
    def state(self) -> str: ...

    def content(self) -> bytes:
        """The PDF. Raises CannotPrint where it is not kept and cannot be made."""


@dataclass(frozen=True)
class Sheet:
    """What is printed, under which name it is saved, and the address of the same on the web."""

    printable: Printable
    name: str
    page: str


class PdfView(PublicView):
    """A document to print. Its validator is what it is made of, not the newest revision."""

    sheet: Sheet

    def find_sheet(self) -> Sheet:
        """What the address asks for; Http404 or Gone where there is none."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except pdf.CannotPrint:
            context = {"page": self.sheet.page, "install": pdf.INSTALL}
            response = render(request, "pages/unprinted.html", context, status=503)
            response["Retry-After"], response["Cache-Control"] = "3600", "no-store"
            return response

    def etag(self, request: HttpRequest) -> str:
        self.sheet = self.find_sheet()
        return quote_etag(self.sheet.printable.state)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(self.sheet.printable.content(), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{self.sheet.name}.pdf"'
        return response
