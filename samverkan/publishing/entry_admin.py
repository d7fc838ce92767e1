"""The admin of entries: edit a draft, see what is unpublished, publish, withdraw, discard. Saving alone is private."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.publishing import kinds
from samverkan.publishing.difference import difference
from samverkan.publishing.documents import Refused, build, fingerprint, load
from samverkan.publishing.entry_forms import EntryForm, PublishForm, RowFormSet
from samverkan.publishing.kinds import Document, Fault
from samverkan.publishing.models import Entry, Event, Publication
from samverkan.publishing.publish import Author, lock_log, publish, published_form, renamed_by, withdraw

SHORT_TEXTS: Any = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})}}


class RowInline(admin.TabularInline):
    """Rows of an entry."""

    formset = RowFormSet
    extra = 0
    formfield_overrides: ClassVar[Any] = SHORT_TEXTS


class PublishingAdmin(admin.ModelAdmin):
    """What every kind of entry has in the admin. `preview_template` shows a draft as the public page will."""

    form = EntryForm
    change_form_template = "publishing/admin/change_form.html"
    preview_template = ""
    public_name = ""
    search_fields: ClassVar[Any] = ("name", "slug")
    list_display: Any = ("name", "state", "modified_at")
    ordering = ("name",)
    actions = None
    save_on_top = True
    formfield_overrides: ClassVar[Any] = SHORT_TEXTS

    # State

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        latest = Publication.objects.filter(kind=self.kind.name, slug=OuterRef("slug")).order_by("-revision")
        entries = super().get_queryset(request)
        annotated: QuerySet[Any] = entries.annotate(
            published_revision=Subquery(latest.values("revision")[:1]),
            published_body=Subquery(latest.values("body")[:1]),
        )
        return annotated

    @property
    def kind(self) -> kinds.Kind:
        return kinds.of(self.model())

    @admin.display(description=gettext_lazy("läge"))
    def state(self, entry: Any) -> str:
        if entry.published_revision is None:
            return _("Utkast, aldrig publicerat")
        if entry.published_body is None:
            return _("Återkallad")
        edited = entry.working_fingerprint != entry.loaded_fingerprint
        return _("Opublicerade ändringar") if edited else _("Publicerad")

    def latest(self, entry: Entry) -> Publication | None:
        """The entry's newest publication, a tombstone included."""
        history = Publication.objects.filter(kind=self.kind.name, slug=entry.slug).select_related("revision")
        return history.order_by("-revision").first()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "slug") if obj and self.latest(obj) else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {"slug": ("name",)} if obj is None and "slug" not in self.get_readonly_fields(request, obj) else {}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was ever published is withdrawn, not deleted: its history points to it."""
        return super().has_delete_permission(request, obj) and obj is not None and self.latest(obj) is None

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        sets = super().get_fieldsets(request, obj)
        shown = {name for _title, options in sets for name in flatten(options["fields"])}
        return sets if "began_at" in shown else [*sets, (None, {"fields": ("began_at",)})]

    # Saving

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        entry = form.instance
        entry.working_fingerprint = fingerprint(build(self.model._default_manager.get(pk=entry.pk)))
        self.model._default_manager.filter(pk=entry.pk).update(working_fingerprint=entry.working_fingerprint)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._review(request, obj) or super().response_change(request, obj)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._review(request, obj) or super().response_add(request, obj, post_url_continue)

    def _review(self, request: HttpRequest, entry: Entry) -> HttpResponse | None:
        if "_review" not in request.POST:
            return None
        messages.success(request, _("Utkastet är sparat. Inget har ändrats i katalogen ännu."))
        return HttpResponseRedirect(self._address("review", entry))

    # Review, publish, withdraw, discard, preview

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/granska/", view(self.review), name=f"{name}_review"),
            path("<int:pk>/forhandsgranska/", view(self.preview), name=f"{name}_preview"),
            *super().get_urls(),
        ]

    def _address(self, view: str, entry: Entry) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[entry.pk])

    def _entry(self, request: HttpRequest, pk: int) -> Any:
        """The entry, locked while it is acted upon; what one may not change is as if it did not exist."""
        entries = self.get_queryset(request)
        entry = entries.filter(pk=pk).first()
        if entry is None:
            raise Http404
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        return entry

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What differs between the draft and the catalogue, and what to do with it."""
        entry = self._entry(request, pk)
        form = PublishForm(request.POST or None, initial={"seen": fingerprint(build(entry))})
        if request.method == "POST" and form.is_valid():
            try:
                done = self._act(request, entry, form.cleaned_data)
            except Refused as refused:
                for fault in refused.faults:
                    messages.error(request, str(fault))
            else:
                messages.success(request, done)
                return HttpResponseRedirect(self._address("change", entry))
        latest = self.latest(entry)
        published = latest.document if latest and not latest.withdrawn else None
        context = {
            **self.admin_site.each_context(request),
            **self._links(entry),
            "opts": self.opts,
            "title": _("Granska och publicera: %(name)s") % {"name": entry.name},
            "entry": entry,
            "form": form,
            "latest": latest,
            "changes": difference(published, published_form(entry)) if published else [],
            "published": published,
            "renamed": renamed_by(entry),
        }
        return TemplateResponse(request, "publishing/admin/review.html", context)

    def _act(self, request: HttpRequest, entry: Entry, data: dict[str, Any]) -> str:
        user = request.user
        assert isinstance(user, User), "admin_view lets only users in"
        action = request.POST.get("action")
        note = data["note"]
        with transaction.atomic():
            lock_log()
            if fingerprint(build(entry)) != data["seen"]:
                raise Refused([Fault("", _("Någon har ändrat utkastet sedan du öppnade sidan. Granska det igen."))])
            if action == "publish" and data["due_at"]:
                return self._schedule(entry, user, data["due_at"], note)
            if action == "publish":
                revision = publish([entry], Author.of(user), note)
                return _("Publicerat som %s.") % revision if revision else _("Inget nytt att publicera.")
            if action == "withdraw":
                revision = withdraw([entry], Author.of(user), note)
                return _("Återkallat i %s.") % revision if revision else _("Posten är inte publicerad.")
            if action == "discard":
                return self._discard(entry)
        raise PermissionDenied

    def _schedule(self, entry: Entry, user: User, due_at: dt.datetime, note: str) -> str:
        """Leave the draft to the command `publish_due`."""
        rows = self.model._default_manager.filter(pk=entry.pk)
        rows.update(due_at=due_at, due_by=user, due_note=note)
        return _("Publiceras %(when)s.") % {"when": timezone.localtime(due_at).strftime("%Y-%m-%d %H:%M")}

    def _discard(self, entry: Entry) -> str:
        """Load what the catalogue says over the draft."""
        versions = Publication.objects.filter(kind=self.kind.name, slug=entry.slug, body__isnull=False)
        latest = versions.order_by("-revision").first()
        if latest is None:
            return _("Posten har aldrig publicerats, så det finns inget att återgå till.")
        [loaded] = load([latest.document])
        event = (
            Event.objects.filter(kind=latest.kind, slug=latest.slug)
            .exclude(op="withdraw")
            .order_by("-revision")
            .first()
        )
        if event:
            loaded.verified = event.verified
            loaded.save()
        return _("Utkastet är kastat. Posten är som i katalogen.")

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The draft as the public page will show it."""
        entry = self._entry(request, pk)
        if not self.preview_template:
            raise Http404
        context = {
            "entry": entry,
            "verified": entry.verified,
            **self._links(entry),
            **self.preview_context(build(entry)),
        }
        return TemplateResponse(request, "publishing/admin/preview.html", context)

    def preview_context(self, document: Document) -> dict[str, Any]:
        """What the preview's template needs besides the entry."""
        return {"template": self.preview_template, "document": document}

    def _links(self, entry: Entry) -> dict[str, str]:
        return {
            "change_url": self._address("change", entry),
            "review_url": self._address("review", entry),
            "preview_url": self._address("preview", entry) if self.preview_template else "",
            "public_url": reverse(self.public_name, args=[entry.slug]) if self.public_name else "",
        }

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry = kwargs.get("obj")
        if entry:
            context |= {**self._links(entry), "state": self.state(entry)}
        return super().render_change_form(request, context, *args, **kwargs)
