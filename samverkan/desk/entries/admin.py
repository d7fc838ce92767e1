"""The admin of entries: lists and forms within what a user has a role for. Saving alone is private."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.desk import access
from samverkan.desk.confirming.admin import ConfirmingAdmin
from samverkan.desk.entries.forms import EntryForm, RowForm, RowFormSet
from samverkan.desk.reviewing import review
from samverkan.desk.reviewing.admin import ReviewingAdmin
from samverkan.publishing.confirmation import due_day
from samverkan.publishing.drafts import Draft
from samverkan.publishing.models import ENDLESS, Current, Entry

SHORT_TEXTS: Any = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 80})}}


class Scoped(admin.options.BaseModelAdmin):
    """Choosers offer what the user may refer to, nothing else; a forged key is no valid choice."""

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        offered = super().get_field_queryset(db, db_field, request)
        model = db_field.remote_field.model
        if not hasattr(model, "owners"):
            return offered
        return access.choosable(request.user, model._default_manager.all() if offered is None else offered)


class Rows(Scoped):
    """Rows follow their entry: whoever may edit it may edit them."""

    form: Any = RowForm

    def _follows(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or access.allowed(request, "edit", obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or access.allowed(request, "view", obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._follows(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._follows(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._follows(request, obj)


class Lines(Rows):
    """Rows with a line each."""

    extra = 0
    formfield_overrides: ClassVar[Any] = SHORT_TEXTS

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The field, which says its own name: in a line no label does."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = field.label
        return field


class RowInline(Lines, admin.TabularInline):
    """Rows of an entry, a line each."""

    formset: Any = RowFormSet


class RowSection(Rows, admin.StackedInline):
    """Rows with too many fields for a line."""

    formset = RowFormSet
    extra = 0
    formfield_overrides: ClassVar[Any] = SHORT_TEXTS


class PublishingAdmin(Scoped, ConfirmingAdmin, ReviewingAdmin):
    """What every kind of entry has in the admin."""

    form = EntryForm
    change_form_template = "desk/admin/change_form.html"
    search_fields: ClassVar[Any] = ("name", "slug")
    list_display: Any = ("name", "state", "modified_at")
    ordering = ("name",)
    actions = ("review_together", "confirm_selected")
    shown_elsewhere: ClassVar[Any] = ()  # Fields that the form has another way to fill.
    save_on_top = True
    formfield_overrides: ClassVar[Any] = SHORT_TEXTS

    # What the user has a role for

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        latest = Current.objects.filter(kind=self.kind.name, slug=OuterRef("slug"), until=ENDLESS)
        entries: QuerySet[Any] = access.mine(request.user, super().get_queryset(request))
        annotated: QuerySet[Any] = entries.annotate(
            was_published=Exists(latest), is_published=Exists(latest.filter(publication__body__isnull=False))
        )
        return annotated

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) or self.get_queryset(request).exists()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.works(request.user) if obj is None else access.allowed(request, "view", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.may_add(request.user, self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Asked of no entry: whether there can be one that the user may edit."""
        if obj is None:
            return access.may_add(request.user, self.model)
        return access.allowed(request, "edit", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was ever published is withdrawn, not deleted: its history points to it."""
        may = self.has_change_permission(request, obj)
        return may if obj is None else may and not self.versions(obj).exists()

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        raise Http404

    @admin.display(description=gettext_lazy("läge"))
    def state(self, entry: Any) -> str:
        if not entry.was_published:
            return _("Utkast, aldrig publicerat")
        if not entry.is_published:
            return _("Återkallad")
        return _("Opublicerade ändringar") if Draft(entry).differs else _("Publicerad")

    @admin.action(description=gettext_lazy("Granska och publicera tillsammans"))
    def review_together(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        chosen = [("post", f"{self.kind.name}/{slug}") for slug in queryset.values_list("slug", flat=True)]
        return HttpResponseRedirect(f"{reverse('admin:together')}?{urlencode(chosen)}")

    # The form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "slug") if obj and self.versions(obj).exists() else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {"slug": ("name",)} if obj is None and "slug" not in self.get_readonly_fields(request, obj) else {}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """As the kind lays them out; a field that it has no place for stands last, so that none is left out."""
        sets = super().get_fieldsets(request, obj)
        shown = {name for _title, options in sets for name in flatten(options["fields"])}
        meta = self.model._meta
        own = [field.name for field in (*meta.fields, *meta.many_to_many) if field.editable and not field.auto_created]
        if rest := [name for name in own if name not in shown and name not in self.shown_elsewhere]:
            sets = [*sets, (_("Övrigt"), {"fields": rest})]
        hidden = "began_at" in shown or (obj is not None and not self.has_change_permission(request, obj))
        return sets if hidden else [*sets, (None, {"fields": ("began_at",)})]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        Draft(self.model._default_manager.get(pk=form.instance.pk)).keep()

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._to_review(request, obj) or super().response_change(request, obj)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._to_review(request, obj) or super().response_add(request, obj, post_url_continue)

    def _to_review(self, request: HttpRequest, entry: Entry) -> HttpResponse | None:
        if "_review" not in request.POST:
            return None
        messages.success(request, _("Utkastet är sparat. Inget har ändrats i katalogen ännu."))
        return HttpResponseRedirect(self._address("review", entry))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry = kwargs.get("obj")
        if entry:
            last = review.of(entry).last()
            context |= {**self._links(entry), "state": self.state(entry), "last_review": last}
            context |= {"verified": entry.verified, "due": due_day(entry.verified)}
            context["may_confirm"] = entry.is_published and self.has_change_permission(request, entry)
        return super().render_change_form(request, context, *args, **kwargs)
