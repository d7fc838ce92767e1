"""The users: a manager keeps those whose every role is for the manager's own scopes, and hands out only such roles."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations import permissions
from federations.models import Mandate, Scope
from federations.vocabulary import Role
from samverkan.desk.entries.list_sheets import ListSheetAdmin
from samverkan.publishing.models import Editor

admin.site.unregister(User)
admin.site.unregister(Group)  # Roles are held per scope; groups would be a second way.


class Managers(admin.options.BaseModelAdmin):
    """Managers alone, and only within what they manage."""

    def _manages(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.manages(request.user)

    has_view_permission = has_change_permission = has_delete_permission = _manages

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.manages(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.manages(request.user)


class MandateFormSet(BaseInlineFormSet):
    """An account without any role could be kept by nobody but superusers."""

    def clean(self) -> None:
        super().clean()
        rows = [form.cleaned_data for form in self.forms]
        kept = [row for row in rows if row.get("scope") and not row.get("DELETE")]
        if self.one_is_needed and not kept and not any(form.errors for form in self.forms):
            raise ValidationError(_("Ge användaren minst ett uppdrag."))

    one_is_needed = True


class MandateInline(Managers, admin.TabularInline):
    """The user's roles."""

    model = Mandate
    formset = MandateFormSet
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.one_is_needed = not request.user.is_superuser
        return formset

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        if db_field.name == "scope":
            return permissions.scopes(request.user, Role.MANAGER)
        return super().get_field_queryset(db, db_field, request)


class EditorInline(Managers, admin.StackedInline):
    """The office in whose name the user publishes."""

    model = Editor
    extra = 0
    max_num = 1


@admin.register(User)
class ColleagueAdmin(Managers, ListSheetAdmin, UserAdmin):
    """Accounts and their roles."""

    inlines = (EditorInline, MandateInline)
    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request) & permissions.colleagues(request.user)

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        raise Http404

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return super().get_fieldsets(request, obj)
        rights = ("is_active", "is_staff", "is_superuser") if request.user.is_superuser else ("is_active",)
        return (
            (None, {"fields": ("username", "password")}),
            (gettext_lazy("Vem"), {"fields": ("first_name", "last_name", "email")}),
            (gettext_lazy("Inloggning"), {"fields": rights}),
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account that has published stands in the log; it is closed, not deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True  # Else nobody could log in to the admin.
        super().save_model(request, obj, form, change)


@admin.register(Scope)
class ScopeAdmin(Managers, ListSheetAdmin):
    """What a scope requires of those who publish for it."""

    list_display = ("__str__", "four_eyes")
    list_select_related = ("area", "municipality", "federation")
    fields = ("four_eyes",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request) & permissions.scopes(request.user, Role.MANAGER)

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        raise Http404

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # Made with its entry.

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
