"""What all public pages share: the moment, the cache validator, the pages of errors and health."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe
from django.views.generic import TemplateView

from samverkan.language.incoming import code
from samverkan.language.sorting import sort_key
from samverkan.pages.addresses import history_of
from samverkan.pages.etag import etag
from samverkan.pages.filters import well_formed
from samverkan.publishing import kinds, moment
from samverkan.publishing.documents import references, with_names
from samverkan.publishing.kinds import Document, key_of
from samverkan.publishing.models import Publication, PublicationQuerySet, Revision
from samverkan.publishing.moment import Moment

SAVED, SAVED_MOST = "samtal", 20


class Gone(Exception):
    """The entry was withdrawn: its address answers 410."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(str(publication))
        self.publication = publication


class PublicView(TemplateView):
    """A page of the catalogue at one moment. The current revision is read once; the whole page shows `self.moment`."""

    http_method_names = ["get", "head"]
    moments: tuple[str, ...] = ("vid",)  # Parameters that are moments: the one shown first, what it is compared with.
    in_api = ""  # The name of the API's address for the same thing, which has the page's own arguments.
    moment: Moment
    other_moments: list[Moment]
    day: dt.date | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            asked = (code(request.GET.get(name, "")) for name in self.moments)
            self.moment, *self.other_moments = moment.resolve_each(asked)
            self.day = moment.day(code(request.GET.get("datum", "")))
            tag = self.etag(request) if self.may_be_kept() else ""
            response = get_conditional_response(request, etag=tag or None) or super().dispatch(request, *args, **kwargs)
        except moment.BadMoment as error:
            return render(request, "errors/400.html", carried(request) | {"message": str(error)}, status=400)
        except moment.UnknownRevision as error:
            raise Http404(str(error)) from error
        except Gone as gone:
            withdrawn = gone.publication
            found = {"publication": withdrawn, "history": history_of(withdrawn.kind, withdrawn.slug)}
            return render(request, "errors/410.html", carried(request) | found, status=410)
        response["Link"] = ", ".join(
            f'<{place}>; rel=alternate; type="{form}"' for form, place in self.others().items()
        )
        if tag:
            response["ETag"] = tag
        response["Cache-Control"] = "no-cache" if tag else "no-store"
        return response

    def others(self) -> dict[str, str]:
        """Where programs find the same, by media type."""
        feed = {"application/atom+xml": reverse("changes-feed")}
        if not self.in_api:
            return feed
        same = reverse(self.in_api, kwargs=self.kwargs) + query_of({"at": self.moment.asked})
        return {"application/json": same} | feed

    def may_be_kept(self) -> bool:
        """Whether browsers and proxies may keep the page, and ask whether it is still good."""
        return True

    def etag(self, request: HttpRequest) -> str:
        """Covers the revision, the build, the language and the day in Stockholm, on which marks of age depend."""
        return etag(self.moment, settings.BUILD, get_language(), timezone.localdate(), request.get_full_path())

    @property
    def publications(self) -> PublicationQuerySet:
        """All that the catalogue held at the page's moment."""
        number = self.moment.number
        return Publication.objects.at(number, self.moment.current).with_verified(number)

    def holding(self, kind: str) -> PublicationQuerySet:
        """The entries of a kind at the page's moment that can have held on its day, where one is asked for."""
        entries = self.publications.of_kind(kind)
        return entries.held_on(self.day) if self.day else entries

    def on_day(self, publication: Publication) -> Publication:
        """The publication, its document with what held on the page's day where one is asked for: that time's name."""
        if self.day:
            publication.document = kinds.get(publication.kind).on_day(publication.document, self.day)
        return publication

    def as_called(self, document: Document) -> Document:
        """The document with what it refers to under the names of the page's day, where one is asked for."""
        if not self.day:
            return document
        told = {key_of(one) for one in references(document) if kinds.get(one["kind"]).differs_by_day}
        rows = self.publications.filter(kind__in={kind for kind, _ in told}, slug__in={slug for _, slug in told})
        return with_names(document, {(row.kind, row.slug): self.on_day(row).document["name"] for row in rows})

    def publication(self, kind: str, slug: str) -> Publication:
        """One entry at the page's moment; Http404 where it never was, Gone where it is withdrawn."""
        number = self.moment.number
        latest = Publication.objects.latest_at(number).filter(kind=kind, slug=slug)
        found = latest.with_verified(number).select_related("revision").first()
        if found is None:
            raise Http404(_("%(kind)s ”%(slug)s” finns inte.") % {"kind": kinds.get(kind).title, "slug": slug})
        if found.withdrawn:
            raise Gone(found)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            moment=self.moment,
            day=self.day,
            saved=self.saved,
            kept=self.kept(),
            kept_now=query_of({SAVED: ",".join(self.saved)}),
            also_kept=further(self.kept()),
            also_saved=further(self.kept("vid", "datum")),
            is_elsewhen=self.is_elsewhen,
            **kwargs,
        )

    @property
    def is_elsewhen(self) -> bool:
        """Whether the page shows another moment or day than now, by what its address asks."""
        return self.moment.is_past or self.day is not None

    @cached_property
    def saved(self) -> list[str]:
        """The entries that the reader saved, by slug: they stand in the address and nowhere else."""
        return saved_in(self.request)

    def kept(self, *left_out: str) -> str:
        """What links inside the catalogue carry on: the moment and day that the reader chose, and what they saved."""
        asked = {
            "vid": self.moment.asked,
            "datum": self.day.isoformat() if self.day else "",
            SAVED: ",".join(self.saved),
        }
        return query_of({name: value for name, value in asked.items() if name not in left_out})


def saved_in(request: HttpRequest) -> list[str]:
    """The entries that an address has saved."""
    slugs = well_formed(request.GET.get(SAVED, "").split(","))
    return list(dict.fromkeys(slugs))[:SAVED_MOST]


def carried(request: HttpRequest) -> dict[str, Any]:
    """What the pages of errors carry on: only what the reader saved, for their moment may be the fault."""
    saved = saved_in(request)
    query = query_of({SAVED: ",".join(saved)})
    return {"saved": saved, "kept": query, "kept_now": query}


def query_of(asked: dict[str, str]) -> str:
    """The query of an address that asks for what is not empty."""
    query = urlencode({name: value for name, value in asked.items() if value}, safe=",")
    return f"?{query}" if query else ""


def further(query: str) -> str:
    """The same query where a link already has one of its own."""
    return query.replace("?", "&", 1)


Beside = Callable[["EntryView", Publication], dict[str, Any]]
_beside: dict[str, list[Beside]] = {}


def beside(kind: str, further: Beside) -> None:
    """Let a kind's page show more: what an app further up knows of the entry, as its template's variables."""
    _beside.setdefault(kind, []).append(further)


class EntryView(PublicView):
    """One entry of the view's kind, by the slug in its address, with what stands beside it."""

    kind = ""

    @property
    def in_api(self) -> str:  # type: ignore[override]
        return f"api-{self.kind.replace('_', '-')}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publication = self.on_day(self.publication(self.kind, kwargs["slug"]))
        publication.document = self.as_called(publication.document)
        for further_up in _beside.get(self.kind, ()):
            kwargs |= further_up(self, publication)
        return super().get_context_data(publication=publication, document=publication.document, **kwargs)


class EntryListView(PublicView):
    """All entries of the view's kind, in Swedish order by the names that they had on the page's day."""

    kind = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = map(self.on_day, self.holding(self.kind))
        ordered = sorted(entries, key=lambda row: (sort_key(row.document["name"]), row.slug))
        return super().get_context_data(entries=ordered, **kwargs)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an unknown address; it shows our own sentences, never Django's."""
    message = (
        str(exception)
        if isinstance(exception, Http404) and exception.args and isinstance(exception.args[0], str)
        else ""
    )
    return render(request, "errors/404.html", carried(request) | {"message": message}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that cannot be read."""
    return render(request, "errors/400.html", carried(request), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for what one may not do."""
    return render(request, "errors/403.html", carried(request), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours."""
    return render(request, "errors/500.html", status=500)


def newest_etag(request: HttpRequest, **kwargs: Any) -> str:
    """The validator of what depends on the newest revision, the build and the address alone."""
    return etag(Revision.current_number(), settings.BUILD, request.build_absolute_uri())


at_the_newest = condition(etag_func=newest_etag)  # For views that are not pages of ours.


@require_safe
@at_the_newest
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: the pages, not the admin; programs are shown to what is made for them."""
    absolute = request.build_absolute_uri
    lines = [
        f"# API: {absolute(reverse('api-docs'))}",
        f"# DCAT-AP-SE: {absolute(reverse('dcat'))}",
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /bekrafta/",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers, whatever the database does."""
    return _status("ok")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready: the database answers and holds a published revision."""
    try:
        ready = Revision.current_number() > 0
    except DatabaseError:
        ready = False
    return _status("ok" if ready else "not ready", 200 if ready else 503)


def _status(text: str, status: int = 200) -> HttpResponse:
    response = JsonResponse({"status": text}, status=status)
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = "5"
    return response
