"""The admin of editions: a publisher sees what a new one will hold, and freezes it; after that it can only be read."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations import permissions
from samverkan.desk.admin import LogAdmin
from samverkan.desk.entries.list_sheets import ListSheetAdmin
from samverkan.pages.comparison import compare, confirmed_between
from samverkan.publishing.documents import Refused
from samverkan.publishing.edition import freeze, has_news
from samverkan.publishing.models import Edition, Revision
from samverkan.publishing.publish import Author


class FreezeForm(forms.ModelForm):
    """Title, date and foreword; `seen` is the revision that the page has shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Edition
        fields = ("title", "dated", "foreword")
        error_messages = {"title": {"required": gettext_lazy("Ge utgåvan en titel.")}}
        help_texts = {
            "title": gettext_lazy("Till exempel ”Hösten 2026”. Numret sätts av sig självt."),
            "foreword": gettext_lazy("Tom rad mellan stycken. Förordet trycks först i utgåvan."),
        }
        widgets = {
            "dated": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "foreword": forms.Textarea(attrs={"rows": 8}),
        }


@admin.register(Edition)
class EditionAdmin(LogAdmin, ListSheetAdmin):
    list_display = ("number", "title", "dated", "revision")
    list_display_links = ("title",)
    list_select_related = ("revision",)
    ordering = ("-number",)
    fields = ("number", "title", "dated", "foreword", "revision")
    change_list_template = "activities/admin/editions.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.has_a_role(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.has_a_role(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.may_freeze(request.user)

    def view_on_site(self, obj: Edition) -> str:
        """Where readers find the edition."""
        return reverse("edition", args=[obj.number])

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Freeze: the form above what the edition will hold."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        current = Revision.current_number()
        form = FreezeForm(request.POST or None, initial={"dated": timezone.localdate()})
        if request.method == "POST" and form.is_valid() and "_preview" not in request.POST:
            edition = self._frozen(request, form)
            if edition:
                return HttpResponseRedirect(reverse("admin:publishing_edition_change", args=[edition.pk]))
        return TemplateResponse(request, "activities/admin/freeze.html", self._page(request, form, current))

    def _frozen(self, request: HttpRequest, form: FreezeForm) -> Edition | None:
        """The new edition; None where it was refused, and the page says why."""
        typed = form.cleaned_data
        try:
            edition = freeze(
                typed["title"], typed["dated"], typed["foreword"], Author.of(request.user), seen=typed["seen"]
            )
        except Refused as refused:
            for fault in refused.faults:
                messages.error(request, fault.message)
            return None
        self.log_addition(request, edition, _("Frös utgåva %s.") % edition.number)
        messages.success(request, _("Utgåva %s är fryst. Den kan inte längre ändras.") % edition.number)
        return edition

    def _page(self, request: HttpRequest, form: FreezeForm, current: int) -> dict[str, Any]:
        """What the edition will hold as the catalogue stands, and what has changed since the one before."""
        latest = Edition.objects.order_by("-number").first()
        since = latest.revision_id if latest else current
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Frys en utgåva"),
            "form": form,
            "number": latest.number + 1 if latest else 1,
            "latest": latest,
            "has_news": latest is None or has_news(latest.revision_id),
            "seen": current,
            "foreword": form.cleaned_data.get("foreword", "") if form.is_bound and form.is_valid() else "",
            "kinds": compare(since, current),
            "confirmed": confirmed_between(since, current),
        }
