"""Lists as spreadsheets in the admin, and changed spreadsheets back as drafts."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from samverkan.desk import access
from samverkan.desk.entries.list_sheets import BATCH, ListSheetAdmin
from samverkan.exchange.spreadsheets import steps, writing
from samverkan.exchange.spreadsheets.columns import Sheet, sheets_of
from samverkan.exchange.spreadsheets.reading import too_big
from samverkan.exchange.spreadsheets.uploaded import AT_WORK, READY, Kept
from samverkan.printing.tables import Rows, Table
from samverkan.publishing import kinds
from samverkan.publishing.difference import difference
from samverkan.publishing.documents import build
from samverkan.publishing.every_entry import with_parts
from samverkan.publishing.models import Entry

ENTRIES_A_PAGE = 50


class SpreadsheetAdmin(ListSheetAdmin):
    """Entries as spreadsheets whose columns are the schema's, and back: checked, seen, and only then drafts."""

    state: Callable[[Any], str]  # How a draft stands to the catalogue; the entries' admin says it.

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.spreadsheet_job)
        return [path("kalkylblad/<uuid:token>/", view, name=f"{self._stem}_spreadsheet_job"), *super().get_urls()]

    def sheet_tables(self) -> list[Table]:
        return writing.tables(self._sheets())

    def sheet_rows(self, request: HttpRequest, listed: QuerySet[Any]) -> Rows:
        return writing.rows(self._sheets(), self._documents(request, list(listed.values_list("pk", flat=True))))

    def _kind(self) -> kinds.Kind:
        return kinds.of(self.model())

    def _sheets(self) -> list[Sheet]:
        return sheets_of(self._kind())

    def _documents(self, request: HttpRequest, keys: list[int]) -> Iterator[tuple[kinds.Document, list[str]]]:
        """The documents of entries in the order of the list, and what is told beside each."""
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            entries = with_parts(self._kind()).in_bulk(batch)
            states = {entry.pk: entry for entry in self.get_queryset(request).filter(pk__in=batch)}
            for key in batch:
                if key in entries and key in states:
                    yield build(entries[key]), [self.state(states[key]), _confirmation(entries[key])]

    # Reading one back

    def may_import(self, request: HttpRequest) -> bool:
        """Whether there can be entries of the kind that the user may edit."""
        return access.may_add(request.user, self.model)

    def import_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"may_import": self.may_import(request), "round_trip": True}

    def spreadsheet(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return super().spreadsheet(request)
        if not self.may_import(request):
            raise PermissionDenied
        upload = request.FILES.get("file")
        if upload is None:
            too_large = getattr(request, "upload_too_big", False)
            messages.error(request, too_big() if too_large else _("Välj en fil först."))
            return HttpResponseRedirect(self._sheet_address("spreadsheet"))
        kept = Kept.new(_user(request), self._kind().name, upload)
        steps.begin_check(kept)
        return HttpResponseRedirect(self._job_address(kept))

    def spreadsheet_job(self, request: HttpRequest, token: uuid.UUID) -> HttpResponse:
        """How far it has come, what is wrong, or what would change; and the button that loads it."""
        kept = Kept.find(token)
        if kept is None or (kept.job.asked_by, kept.kind) != (_user(request), self._kind().name):
            raise Http404
        if not self.may_import(request):
            raise Http404
        if request.method == "POST":
            return self._decided(request, kept)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Läs in kalkylblad: %s") % self.opts.verbose_name_plural,
            "kept": kept,
            "back_url": self._sheet_address("spreadsheet"),
            **(self._preview(request, kept) if kept.phase == READY else {}),
        }
        response = TemplateResponse(request, "exchange/admin/spreadsheet_job.html", context)
        if kept.phase in AT_WORK:
            response["Refresh"] = "2"
        return response

    def _decided(self, request: HttpRequest, kept: Kept) -> HttpResponse:
        if "load" in request.POST and kept.phase == READY and kept.changes:
            steps.begin_load(kept)
            return HttpResponseRedirect(self._job_address(kept))
        if "cancel" in request.POST and kept.phase not in AT_WORK:
            kept.job.delete()
            messages.info(request, _("Kalkylbladet är borttaget. Inget är inläst."))
            return HttpResponseRedirect(self._sheet_address("changelist"))
        return HttpResponseRedirect(self._job_address(kept))

    def _job_address(self, kept: Kept) -> str:
        return self._sheet_address("spreadsheet_job", str(kept.job.identifier))

    def _preview(self, request: HttpRequest, kept: Kept) -> dict[str, Any]:
        page = Paginator(range(kept.changes), ENTRIES_A_PAGE).get_page(request.GET.get("sida"))
        start = max(page.start_index() - 1, 0)
        rows = [
            {**row, "changes": difference(row["before"], row["after"])}
            for row in (kept.changed(start, page.end_index()) if kept.changes else ())
        ]
        return {"page": page, "rows": rows, "unchanged": kept.read - kept.changes}


def _confirmation(entry: Entry) -> str:
    verified = entry.verified
    return " ".join(filter(None, (verified["on"], verified["by"]))) if verified else ""


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "admin_view lets only users in"
    return request.user
