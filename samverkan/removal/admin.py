"""The admin of removals: the lines that remain, and the page where words are taken out of all texts."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from samverkan.publishing.documents import Refused
from samverkan.publishing.publish import Author
from samverkan.removal.models import Removal
from samverkan.removal.redact import Traces, find, redact

SHOWN = 200  # Places; more of them tell nothing more.


class RedactForm(forms.Form):
    """The words, one phrase a line, and how often they stand in the catalogue, which only the preview tells."""

    words = forms.CharField(
        label=gettext_lazy("Ord som ska tas bort"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=gettext_lazy("Ett uttryck per rad, till exempel ett namn eller ett telefonnummer."),
        error_messages={"required": gettext_lazy("Skriv orden som ska tas bort.")},
    )
    times = forms.IntegerField(
        label=gettext_lazy("Antal ställen, för att bekräfta"),
        required=False,
        min_value=1,
        error_messages={"invalid": gettext_lazy("Skriv antalet med siffror.")},
    )

    @property
    def lines(self) -> list[str]:
        """The phrases."""
        return [line.strip() for line in self.cleaned_data["words"].splitlines() if line.strip()]


@method_decorator([sensitive_post_parameters("words"), sensitive_variables()], name="add_view")
@admin.register(Removal)
class RemovalAdmin(admin.ModelAdmin):
    """Words are removed from every scope's texts at once, so only superusers may."""

    actions = None
    list_display = ("at", "op", "office")
    fields = ("at", "op", "office")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)  # The admin lets only accounts in use in.

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise Http404
        return super().changelist_view(request, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise Http404
        return super().change_view(request, object_id, form_url, extra_context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for the words, show every place, and remove them when the number of places is repeated."""
        if not self.has_add_permission(request):
            raise Http404
        form = RedactForm(request.POST or None)
        traces: Traces | None = None
        if request.method == "POST":
            is_valid = form.is_valid()
            try:
                traces = find(form.lines) if "words" in form.cleaned_data else None
                if is_valid and traces and not traces.faults and form.cleaned_data["times"]:
                    done = redact(form.lines, Author.of(request.user), form.cleaned_data["times"])
                    self._tell(request, done)
                    return HttpResponseRedirect(reverse("admin:publishing_removal_changelist"))
            except Refused as refused:
                for fault in refused.faults:
                    form.add_error(None, str(fault))
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Ta bort ord ur alla texter"),
            "form": form,
            "traces": traces,
            "places": traces.places[:SHOWN] if traces else (),
            "left_out": len(traces.places[SHOWN:]) if traces else 0,
        }
        return TemplateResponse(request, "removal/admin/redact.html", page)

    def _tell(self, request: HttpRequest, done: Traces) -> None:
        """What was done, without a word of what it was about."""
        text = ngettext(
            "Orden är borttagna på %(times)s ställe, i alla versioner.",
            "Orden är borttagna på %(times)s ställen, i alla versioner.",
            done.times,
        )
        messages.success(request, text % {"times": done.times})
