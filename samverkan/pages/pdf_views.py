"""What all pages to print share: their validator is what they are made of, and what takes long is waited for."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import quote_etag

from samverkan.pages.views import PublicView

AGAIN = "3"  # Seconds until who waits asks again.


class Printable(Protocol):
    """Something to print: a digest of all that its bytes depend on, and the bytes."""

    @property
    def state(self) -> str: ...

    def is_ready(self) -> bool:
        """Whether a reader can have it now; else it is being made."""

    def content(self) -> bytes:
        """The PDF, made where it is not kept."""


@dataclass(frozen=True)
class Sheet:
    """What is printed, under which name it is saved, and the address of the same on the web."""

    printable: Printable
    name: str
    page: str


class PdfView(PublicView, ABC):
    """A document to print. Its validator is what it is made of, not the newest revision."""

    sheet: Sheet
    is_ready: bool

    @abstractmethod
    def find_sheet(self) -> Sheet:
        """What the address asks for; Http404 or Gone where there is none."""

    def may_be_kept(self) -> bool:
        self.sheet = self.find_sheet()
        self.is_ready = self.sheet.printable.is_ready()
        return self.is_ready

    def etag(self, request: HttpRequest) -> str:
        return quote_etag(self.sheet.printable.state)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_ready:
            waiting = render(request, "pages/being_printed.html", {"page": self.sheet.page}, status=202)
            waiting["Refresh"] = waiting["Retry-After"] = AGAIN
            return waiting
        response = HttpResponse(self.sheet.printable.content(), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{self.sheet.name}.pdf"'
        return response
