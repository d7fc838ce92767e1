"""Lists of the admin as spreadsheets."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, ClassVar, cast

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverkan.desk.entries import list_jobs
from samverkan.jobs import working
from samverkan.jobs.models import Job
from samverkan.printing.tables import Rows, Table, Value, as_csv, as_xlsx

FORMS = {"xlsx", "csv", "csv-svenska"}
OWN_PARAMETERS = ("blad", "anda", "p", ERROR_FLAG)  # Of the addresses here, or of the list's pages.
BATCH = 200


Telling = Callable[[Rows, int], Rows]


@dataclass(frozen=True)
class ListSheet:
    """A list as a file, what it is called, and the characters that its form lacks."""

    file: IO[bytes]
    name: str
    lost: frozenset[str] = frozenset()


class ListSheetAdmin(admin.ModelAdmin):
    """A list that can be had as a spreadsheet: its rows as they are filtered, searched and ordered, no others."""

    change_list_template = "desk/admin/change_list.html"
    sheet_columns: ClassVar[tuple[str, ...]] = ()  # Fields, or what the list can show; by default what it does show.

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("kalkylblad/", view(self.spreadsheet), name=f"{self._stem}_spreadsheet"),
            path("kalkylblad/skrivs/<uuid:token>/", view(self.sheet_job), name=f"{self._stem}_sheet_job"),
            path("kalkylblad/hamta/<slug:form>/", view(self.sheet_file), name=f"{self._stem}_sheet_file"),
            *super().get_urls(),
        ]

    @property
    def _stem(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def _sheet_address(self, name: str, *args: str) -> str:
        return reverse(f"admin:{self._stem}_{name}", args=args)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        link = {"spreadsheet_url": f"{self._sheet_address('spreadsheet')}{query}"}
        return super().changelist_view(request, {**link, **(extra_context or {})})

    def spreadsheet(self, request: HttpRequest) -> HttpResponse:
        """Which forms there are to have."""
        query = request.GET.urlencode()
        listed = self._listed(request)
        if isinstance(listed, HttpResponse):
            return listed
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Kalkylblad: %s") % self.opts.verbose_name_plural,
            "count": listed.result_count,
            "narrowed": listed.result_count != listed.full_result_count,
            "tables": self.sheet_tables(),
            "urls": {form.replace("-", "_"): self._sheet_address("sheet_file", form) for form in FORMS},
            "query": query,
            **self.import_context(request),
        }
        return TemplateResponse(request, "desk/admin/spreadsheet.html", context)

    def import_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the page says about reading a sheet back; a plain list has no way back."""
        return {}

    def sheet_file(self, request: HttpRequest, form: str) -> HttpResponse | FileResponse:
        """The list as a file; a long one is left to a job."""
        asked = request.GET.copy()
        listed = self._listed(request)
        if isinstance(listed, HttpResponse):
            return listed
        self._require_form(form, asked)
        if listed.result_count > list_jobs.AT_ONCE:
            job = list_jobs.ask(cast(User, request.user), self.opts.label_lower, asked, form)
            return HttpResponseRedirect(self._sheet_address("sheet_job", str(job.identifier)))
        request.GET = asked  # type: ignore[assignment]
        sheet = self.sheet(request, form)
        if sheet.lost and "anda" not in asked:
            sheet.file.close()
            return self._tell_lost(request, sorted(sheet.lost), asked)
        return FileResponse(sheet.file, as_attachment=True, filename=sheet.name)

    def sheet(self, request: HttpRequest, form: str, telling: Telling = lambda rows, of: rows) -> ListSheet:
        """The list that an address asks for, written; `telling` is given its rows and how many entries they are of."""
        asked = request.GET.copy()
        listed = self._listed(request)
        heads = self.sheet_tables()
        rows = telling(self.sheet_rows(request, listed.queryset), listed.result_count)
        if form == "xlsx":
            return ListSheet(as_xlsx(heads, rows), self._file_name("xlsx"))
        index = int(asked.get("blad", "0"))
        own = (row for table, row in rows if table == index)
        file, lost = as_csv(heads[index], own, swedish=form == "csv-svenska")
        return ListSheet(file, self._file_name("csv", heads[index].title if index else ""), frozenset(lost.characters))

    def _require_form(self, form: str, asked: Any) -> None:
        which = asked.get("blad", "0")
        known = which.isascii() and which.isdigit() and int(which) < len(self.sheet_tables())
        if form not in FORMS or (form != "xlsx" and not known):
            raise Http404

    def sheet_job(self, request: HttpRequest, token: uuid.UUID) -> HttpResponse | StreamingHttpResponse:
        """How far a long list has come, and the file when it is written."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        job = list_jobs.find(request.user, self.opts.label_lower, token)
        if "fil" in request.GET and job.state == Job.State.DONE:
            response = StreamingHttpResponse(working.delivered(job), content_type="application/octet-stream")
            response["Content-Disposition"] = f'attachment; filename="{job.result["name"]}"'
            return response
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Kalkylblad: %s") % self.opts.verbose_name_plural,
            "job": job,
            "back_url": f"{self._sheet_address('spreadsheet')}?{job.argument['query']}",
        }
        shown = TemplateResponse(request, "desk/admin/spreadsheet_job.html", context)
        if job.is_open:
            shown["Refresh"] = "2"
        return shown

    def _tell_lost(self, request: HttpRequest, characters: list[str], asked: Any) -> HttpResponse:
        """Before anything is replaced: which characters Excel's Swedish form lacks."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Tecken som saknas i Excels teckenkodning"),
            "characters": characters,
            "query": asked.urlencode(),
            "xlsx_url": self._sheet_address("sheet_file", "xlsx"),
        }
        return TemplateResponse(request, "desk/admin/spreadsheet_lost.html", context)

    def _file_name(self, ending: str, part: str = "") -> str:
        words = (str(self.opts.verbose_name_plural), part, timezone.localdate().isoformat())
        return "-".join(slugify(word) for word in words if word) + f".{ending}"

    def _listed(self, request: HttpRequest) -> Any:
        """The list as its page shows it, of what the user may see; a redirect where the address asks for nonsense."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        asked = request.GET.copy()
        for name in OWN_PARAMETERS:
            asked.pop(name, None)
        request.GET = asked  # type: ignore[assignment]
        try:
            return self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self._sheet_address('changelist')}?{ERROR_FLAG}=1")

    # What a plain list holds

    def sheet_tables(self) -> list[Table]:
        """The heads of the sheets."""
        labels = [str(label_for_field(name, self.model, self)).capitalize() for name in self._columns()]
        return [Table(str(self.opts.verbose_name_plural).capitalize()[:31], [labels])]

    def sheet_rows(self, request: HttpRequest, listed: QuerySet[Any]) -> Rows:
        """The rows, each with the number of its sheet."""
        for row in listed.iterator(BATCH):
            yield 0, [self._cell(name, row) for name in self._columns()]

    def _columns(self) -> tuple[str, ...]:
        return self.sheet_columns or tuple(str(name) for name in self.list_display)

    def _cell(self, name: str, row: Any) -> Value:
        field, _attribute, value = lookup_field(name, row, self)
        if value is None:
            return None
        if field is not None and getattr(field, "choices", None):
            return str(getattr(row, f"get_{field.name}_display")())
        if isinstance(value, dt.datetime):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, bool):
            return _("ja") if value else _("nej")
        return value if isinstance(value, int) else str(value)
