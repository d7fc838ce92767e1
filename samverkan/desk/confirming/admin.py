"""The button “Stämmer fortfarande”, on an entry's page and for several in a list."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverkan.desk.confirming.confirm import confirm
from samverkan.publishing.confirmation import due_day
from samverkan.publishing.documents import Refused
from samverkan.publishing.drafts import Draft
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.models import Entry
from samverkan.publishing.publish import Author


class ConfirmingAdmin(admin.ModelAdmin):
    """Whoever may edit an entry may confirm it."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_confirm"
        return [path("<int:pk>/bekrafta/", self.admin_site.admin_view(self.confirm), name=name), *super().get_urls()]

    def confirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm one entry; by POST alone."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        entry = self.get_queryset(request).filter(pk=pk).first()
        if entry is None:
            raise Http404
        self._confirm(request, [entry])
        back = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(back, args=[entry.pk]))

    @admin.action(description=gettext_lazy("Stämmer fortfarande"))
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Confirm several entries as one revision."""
        self._confirm(request, list(queryset))

    def _confirm(self, request: HttpRequest, entries: list[Entry]) -> None:
        user = request.user
        assert isinstance(user, User), "admin_view lets only users in"
        if not all(user.has_perm("publishing.edit_entry", entry) for entry in entries):
            raise PermissionDenied
        try:
            revision = confirm(entries, Author.of(user))
        except Refused as refused:
            for fault in refused.faults:
                messages.error(request, str(fault))
            return
        if revision is None:
            messages.info(request, _("Redan bekräftat i dag."))
            return
        for entry in entries:
            self.log_change(request, entry, _("Bekräftad i %s.") % revision)
        messages.success(request, _done(entries))
        if any(Draft(entry).differs for entry in entries):
            messages.info(request, _("Bekräftelsen gäller det som står i katalogen. Utkastet är kvar som det var."))


def _done(entries: list[Entry]) -> str:
    """What was confirmed, and when it is time again."""
    until = min(day for entry in entries if (day := due_day(entry.verified)))
    done = ngettext(
        "%(names)s är bekräftad, nästa gång senast %(when)s.",
        "%(count)s poster är bekräftade (%(names)s), nästa gång senast %(when)s.",
        len(entries),
    )
    names = ", ".join(entry.name for entry in entries)
    return done % {"count": len(entries), "names": names, "when": Edtf.parse(until.isoformat()).words}
