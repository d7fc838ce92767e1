"""What is done with an entry besides editing: review, publish, withdraw, discard, preview, and bring back a version."""

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samverkan.desk.acts import publish, withdraw
from samverkan.desk.entries.forms import PublishForm
from samverkan.desk.restore import discard, restore
from samverkan.desk.reviewing import review
from samverkan.pages.addresses import page_of
from samverkan.publishing import kinds
from samverkan.publishing.difference import difference
from samverkan.publishing.documents import Refused
from samverkan.publishing.drafts import Draft
from samverkan.publishing.kinds import Document
from samverkan.publishing.models import Entry, Publication
from samverkan.publishing.publish import Author, lock_log, published_form, renamed_by


class ReviewingAdmin(admin.ModelAdmin):
    """The pages beside an entry's form. `preview_template` shows a draft as the public page will."""

    preview_template = ""

    @property
    def kind(self) -> kinds.Kind:
        return kinds.of(self.model())

    def versions(self, entry: Entry) -> Any:
        """The entry's publications, tombstones included, the newest first."""
        rows = Publication.objects.filter(kind=self.kind.name, slug=entry.slug)
        return rows.select_related("revision").order_by("-revision")

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/granska/", view(self.review), name=f"{name}_review"),
            path("<int:pk>/forhandsgranska/", view(self.preview), name=f"{name}_preview"),
            path("<int:pk>/versioner/", view(self.version_list), name=f"{name}_versions"),
            path("<int:pk>/versioner/<int:number>/", view(self.version), name=f"{name}_version"),
            *super().get_urls(),
        ]

    def _address(self, view: str, entry: Entry) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[entry.pk])

    def _entry(self, request: HttpRequest, pk: int, action: str = "edit") -> Any:
        """The entry; what is not the user's business is as if it did not exist."""
        entry = self.get_queryset(request).filter(pk=pk).first()
        if entry is None:
            raise Http404
        self._require(request, entry, action)
        return entry

    def _require(self, request: HttpRequest, entry: Entry, action: str) -> None:
        if not request.user.has_perm(f"publishing.{action}_entry", entry):
            raise PermissionDenied

    # Review and what follows from it

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What differs between the draft and the catalogue, and what to do with it."""
        entry = self._entry(request, pk)
        form = PublishForm(request.POST or None, initial={"seen": Draft(entry).fingerprint})
        if request.method == "POST" and form.is_valid():
            try:
                done = self._act(request, entry, form.cleaned_data)
            except Refused as refused:
                for fault in refused.faults:
                    messages.error(request, str(fault))
            else:
                messages.success(request, done)
                return HttpResponseRedirect(self._address("change", entry))
        latest = self.versions(entry).first()
        published = latest.document if latest and not latest.withdrawn else None
        context = {
            **self._page(request, entry, _("Granska: %(name)s") % {"name": entry.name}),
            "form": form,
            "latest": latest,
            "changes": difference(published, published_form(entry)) if published else [],
            "published": published,
            "renamed": renamed_by(entry),
            "may_publish": request.user.has_perm("publishing.publish_entry", entry),
            "question": review.waiting(entry),
            "concerned": self.concerned(request, entry),
        }
        return TemplateResponse(request, "desk/admin/review.html", context)

    def concerned(self, request: HttpRequest, entry: Entry) -> list[Any]:
        """Whom publishing the entry concerns besides the user."""
        return []

    def _act(self, request: HttpRequest, entry: Entry, data: dict[str, Any]) -> str:
        user = request.user
        assert isinstance(user, User), "admin_view lets only users in"
        act = self._acts().get(str(request.POST.get("action")))
        if act is None:
            raise PermissionDenied
        action, do = act
        self._require(request, entry, action)
        with transaction.atomic():
            lock_log()
            entry.refresh_from_db()
            Draft(entry).require(data["seen"])
            done: str = do(entry, user, data)
            self.log_change(request, entry, done)
        return done

    def _acts(self) -> dict[str, Any]:
        """What the review's buttons do, and the right that each of them takes."""
        return {
            "ask": ("edit", self._ask),
            "discard": ("edit", self._discard),
            "publish": ("publish", self._publish),
            "send_back": ("publish", self._send_back),
            "withdraw": ("publish", self._withdraw),
        }

    def _ask(self, entry: Entry, user: User, data: dict[str, Any]) -> str:
        review.ask(entry, user, data["note"])
        return _("Granskning är begärd. Utkastet väntar på en publicist.")

    def _send_back(self, entry: Entry, user: User, data: dict[str, Any]) -> str:
        review.send_back(entry, user, data["note"])
        return _("Utkastet är skickat tillbaka med din kommentar.")

    def _publish(self, entry: Entry, user: User, data: dict[str, Any]) -> str:
        review.may_publish(user, entry)
        if data["due_at"]:
            return self._schedule(entry, user, data["due_at"], data["note"])
        revision = publish([entry], Author.of(user), data["note"])
        return _("Publicerat som %s.") % revision if revision else _("Inget nytt att publicera.")

    def _schedule(self, entry: Entry, user: User, due_at: dt.datetime, note: str) -> str:
        """Leave the draft, as it stands, to the command `publish_due`."""
        plan = {"due_at": due_at, "due_by": user, "due_note": note, "due_fingerprint": Draft(entry).fingerprint}
        self.model._default_manager.filter(pk=entry.pk).update(**plan)
        return _("Publiceras %(when)s.") % {"when": timezone.localtime(due_at).strftime("%Y-%m-%d %H:%M")}

    def _withdraw(self, entry: Entry, user: User, data: dict[str, Any]) -> str:
        review.may_publish(user, entry)
        revision = withdraw([entry], Author.of(user), data["note"])
        return _("Återkallat i %s.") % revision if revision else _("Posten är inte publicerad.")

    def _discard(self, entry: Entry, user: User, data: dict[str, Any]) -> str:
        if discard(entry):
            return _("Utkastet är kastat. Posten är som i katalogen.")
        return _("Posten har aldrig publicerats, så det finns inget att återgå till.")

    # Versions

    def version_list(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Every published version, to look at and to bring back as a draft."""
        entry = self._entry(request, pk)
        rows = [
            (row, "" if row.withdrawn else reverse(self._version_name, args=[entry.pk, row.revision_id]))
            for row in self.versions(entry)
        ]
        context = self._page(request, entry, _("Versioner av %(name)s") % {"name": entry.name}) | {"versions": rows}
        return TemplateResponse(request, "desk/admin/versions.html", context)

    @property
    def _version_name(self) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_version"

    def version(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """What bringing back a version would change in the draft, and the button that does it."""
        entry = self._entry(request, pk)
        version = self.versions(entry).filter(revision=number, body__isnull=False).first()
        if version is None:
            raise Http404
        seen = Draft(entry).fingerprint
        if request.method == "POST":
            try:
                restore(entry, version, seen=request.POST.get("seen", ""))
            except Refused as refused:
                for fault in refused.faults:
                    messages.error(request, str(fault))
            else:
                done = _("Version r%s är hämtad som utkast. Katalogen är oförändrad.") % number
                self.log_change(request, entry, done)
                messages.success(request, done)
                return HttpResponseRedirect(self._address("review", entry))
        changes = difference(published_form(entry), version.document)
        context = self._page(request, entry, _("Hämta version r%s av %s") % (number, entry.name))
        context |= {"version": version, "changes": changes, "seen": seen, **self.preview_context(version.document)}
        return TemplateResponse(request, "desk/admin/version.html", context)

    # Preview

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The draft as the public page will show it."""
        entry = self._entry(request, pk, "view")
        if not self.preview_template:
            raise Http404
        context = {
            "entry": entry,
            "verified": entry.verified,
            **self._links(entry),
            **self.preview_context(Draft(entry).document),
        }
        return TemplateResponse(request, "desk/admin/preview.html", context)

    def preview_context(self, document: Document) -> dict[str, Any]:
        """What the preview's template needs besides the entry."""
        return {"template": self.preview_template, "document": document}

    def _page(self, request: HttpRequest, entry: Entry, title: str) -> dict[str, Any]:
        """What the pages beside an entry share."""
        site = self.admin_site.each_context(request)
        return {**site, **self._links(entry), "opts": self.opts, "title": title, "entry": entry}

    def _links(self, entry: Entry) -> dict[str, str]:
        return {
            "change_url": self._address("change", entry),
            "review_url": self._address("review", entry),
            "versions_url": self._address("versions", entry),
            "confirm_url": self._address("confirm", entry),
            "preview_url": self._address("preview", entry) if self.preview_template else "",
            "public_url": page_of(self.kind.name, entry.slug),
        }
