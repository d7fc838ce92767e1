"""Lists as spreadsheets in the admin, and changed spreadsheets back as drafts."""

import datetime as dt
from collections.abc import Iterator
from typing import IO, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverkan.publishing import access, kinds
from samverkan.publishing.difference import difference
from samverkan.publishing.documents import build
from samverkan.publishing.models import Entry
from samverkan.publishing.spreadsheets import work, writing
from samverkan.publishing.spreadsheets.cells import Value
from samverkan.publishing.spreadsheets.columns import Sheet, sheets_of
from samverkan.publishing.spreadsheets.kept import AT_WORK, BROKEN, READY, Kept
from samverkan.publishing.spreadsheets.reading import too_big
from samverkan.publishing.spreadsheets.writing import Rows, Table
from samverkan.publishing.whole import with_parts

FORMS = {"xlsx", "csv", "csv-svenska"}
OWN_PARAMETERS = ("blad", "anda", "p", ERROR_FLAG)  # Of the addresses here, or of the list's pages.
BATCH = 200
ENTRIES_A_PAGE = 50


class ListSheetAdmin(admin.ModelAdmin):
    """A list that can be had as a spreadsheet: its rows as they are filtered, searched and ordered, no others."""

    change_list_template = "publishing/admin/change_list.html"
    sheet_columns: ClassVar[tuple[str, ...]] = ()  # Fields, or what the list can show; by default what it does show.

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("kalkylblad/", view(self.spreadsheet), name=f"{self._stem}_spreadsheet"),
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
        return TemplateResponse(request, "publishing/admin/spreadsheet.html", context)

    def import_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the page says about reading a sheet back; a plain list has no way back."""
        return {}

    def sheet_file(self, request: HttpRequest, form: str) -> HttpResponse | FileResponse:
        """The list as a file."""
        asked = request.GET.copy()
        listed = self._listed(request)
        if isinstance(listed, HttpResponse):
            return listed
        heads, rows = self.sheet_tables(), self.sheet_rows(request, listed.queryset)
        if form == "xlsx":
            return self._sent(writing.as_xlsx(heads, rows), "xlsx")
        which = asked.get("blad", "0")
        if form not in FORMS or not which.isascii() or not which.isdigit() or int(which) >= len(heads):
            raise Http404
        index = int(which)
        own = (row for table, row in rows if table == index)
        file, lost = writing.as_csv(heads[index], own, swedish=form == "csv-svenska")
        if lost.characters and "anda" not in asked:
            file.close()
            return self._tell_lost(request, sorted(lost.characters), asked)
        return self._sent(file, "csv", heads[index].title if index else "")

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
        return TemplateResponse(request, "publishing/admin/spreadsheet_lost.html", context)

    def _sent(self, file: IO[bytes], ending: str, part: str = "") -> FileResponse:
        words = (str(self.opts.verbose_name_plural), part, timezone.localdate().isoformat())
        name = "-".join(slugify(word) for word in words if word)
        return FileResponse(file, as_attachment=True, filename=f"{name}.{ending}")

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


class SpreadsheetAdmin(ListSheetAdmin):
    """Entries as spreadsheets whose columns are the schema's, and back: checked, seen, and only then drafts."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.spreadsheet_job)
        return [path("kalkylblad/<slug:token>/", view, name=f"{self._stem}_spreadsheet_job"), *super().get_urls()]

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

    def state(self, entry: Any) -> str:
        """How the draft stands to the catalogue."""
        raise NotImplementedError

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
        kept = Kept.new(_key(request), self._kind().name, upload)
        work.begin_check(kept)
        return HttpResponseRedirect(self._sheet_address("spreadsheet_job", kept.token))

    def spreadsheet_job(self, request: HttpRequest, token: str) -> HttpResponse:
        """How far it has come, what is wrong, or what would change; and the button that loads it."""
        kept = Kept.find(token)
        if kept is None or (kept.user, kept.kind) != (_key(request), self._kind().name) or not self.may_import(request):
            raise Http404
        if kept.is_abandoned:
            kept.refuse([], BROKEN)
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
        response = TemplateResponse(request, "publishing/admin/spreadsheet_job.html", context)
        if kept.phase in AT_WORK:
            response["Refresh"] = "2"
        return response

    def _decided(self, request: HttpRequest, kept: Kept) -> HttpResponse:
        if "load" in request.POST and kept.phase == READY and kept.changes:
            work.begin_load(kept)
            return HttpResponseRedirect(self._sheet_address("spreadsheet_job", kept.token))
        if "cancel" in request.POST and kept.phase not in AT_WORK:
            kept.drop()
            messages.info(request, _("Kalkylbladet är borttaget. Inget är inläst."))
            return HttpResponseRedirect(self._sheet_address("changelist"))
        return HttpResponseRedirect(self._sheet_address("spreadsheet_job", kept.token))

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


def _key(request: HttpRequest) -> int:
    assert request.user.pk is not None, "admin_view lets only users in"
    return request.user.pk
