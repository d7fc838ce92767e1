"""The admin of shared contacts and of the persons behind them."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.forms import BaseInlineFormSet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities import models
from activities.contacts.sharing import erase_person, tell_drafts, used_in
from federations.admin import OwnersAdmin, OwnersForm
from samverkan.desk import access
from samverkan.desk.entries.admin import RowInline
from samverkan.desk.entries.forms import GuardedForm
from samverkan.desk.entries.list_sheets import ListSheetAdmin
from samverkan.desk.reviewing.several import change_address
from samverkan.publishing.documents import Refused
from samverkan.publishing.publish import Author


class ContactForm(OwnersForm, GuardedForm):
    """A contact and its owners."""


class ContactPersonInline(RowInline):
    """Named persons, only where one is needed."""

    model = models.ContactPerson
    formset = BaseInlineFormSet  # They have no order to keep.
    verbose_name_plural = gettext_lazy("namngivna personer (bara när det behövs, aldrig i katalogens dokument)")


@admin.register(models.Contact)
class ContactAdmin(OwnersAdmin, ListSheetAdmin):
    """Contacts of the user's own scopes; all others are as if they did not exist."""

    form = ContactForm
    list_display = ("office", "role", "municipality", "phone", "email")
    list_select_related = ("municipality",)
    sheet_columns = models.Contact.VALUES
    search_fields = ("office", "role", "town", "phone", "email")
    ordering = ("office", "role", "pk")
    autocomplete_fields = ("municipality",)
    readonly_fields = ("used",)
    fields = (
        ("role", "office", "municipality"),
        ("address", "postal_code", "town"),
        ("phone", "email"),
        "note",
        "owners",
        "used",
        "began_at",
    )
    inlines = (ContactPersonInline,)
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:
        return access.mine(request.user, super().get_queryset(request))

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        raise Http404

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access.works(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.works(request.user) if obj is None else request.user.has_perm("publishing.view_entry", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.may_add(request.user, self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return access.may_add(request.user, self.model)
        return request.user.has_perm("publishing.edit_entry", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is used stays."""
        may = self.has_change_permission(request, obj)
        return may if obj is None else may and not obj.uses.exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj:
            obj.viewer = request.user  # `used` shows only what is the viewer's business.
        return super().get_readonly_fields(request, obj)

    @admin.display(description=gettext_lazy("används i"))
    def used(self, contact: Any) -> str:
        if contact.pk is None:
            return "–"
        every = used_in(contact)
        own = list(access.mine(contact.viewer, every))
        rows = format_html_join(", ", '<a href="{}">{}</a>', ((change_address(one), one) for one in own))
        others = every.count() - len(own)
        told = (
            ngettext("en verksamhet till", "%(count)s verksamheter till", others) % {"count": others} if others else ""
        )
        return format_html("{} {}", rows, told) if rows or told else _("ingen verksamhet")

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return self._or_told(request, lambda: super(ContactAdmin, self).changeform_view(request, *args, **options))

    def delete_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return self._or_told(request, lambda: super(ContactAdmin, self).delete_view(request, *args, **options))

    def _or_told(self, request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
        """The answer; or, where a person cannot be erased, the same page with the reason and nothing changed."""
        try:
            return answer()
        except Refused as refused:
            for fault in refused.faults:
                messages.error(request, str(fault))
            return HttpResponseRedirect(request.get_full_path())

    def delete_model(self, request: HttpRequest, obj: models.Contact) -> None:
        for person in obj.persons.all():
            erase_person(person, Author.of(request.user))
        super().delete_model(request, obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A person who is taken away is erased, with all that goes with it."""
        for person in formset.save(commit=False):
            person.save()
        for person in formset.deleted_objects:
            erase_person(person, Author.of(request.user))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change or not set(form.changed_data) & set(models.Contact.VALUES):
            return
        if activities := tell_drafts(form.instance):
            told = ngettext(
                "En verksamhet har nu opublicerade ändringar:",
                "%(count)s verksamheter har nu opublicerade ändringar:",
                len(activities),
            ) % {"count": len(activities)}
            names = ", ".join(one.name for one in access.mine(request.user, used_in(form.instance)))
            link = format_html('<a href="{}">{}</a>', reverse("admin:together"), _("Granska och publicera tillsammans"))
            messages.info(request, format_html("{} {}. {}", told, names, link))
