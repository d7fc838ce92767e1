"""The admin of areas, municipalities, partners, federations, sources and terms."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.contenttypes.admin import GenericTabularInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from federations import models, permissions, user_admin  # noqa: F401 - registers the users
from federations.models import Scope
from samverkan.desk.entries.admin import Lines, PublishingAdmin, RowInline, Scoped
from samverkan.desk.entries.forms import EntryForm, NamedRows, RowForm
from samverkan.exchange.spreadsheet_admin import SpreadsheetAdmin

CONFIRMATION: Any = ("Bekräftad", {"fields": (("verified_on", "verified_by", "verified_inferred"), "verified_months")})
OWNERSHIP: Any = ("Ansvar", {"fields": ("owners", "successor", "stated_none")})


class CitationFormSet(NamedRows, BaseGenericInlineFormSet):
    """What an entry rests on, a line each."""


class CitationInline(Lines, GenericTabularInline):
    """What each part of the entry rests on."""

    model = models.Citation
    formset: Any = CitationFormSet
    autocomplete_fields = ("source",)


class OwnersForm(RowForm):
    """One may take over or leave something for scopes of one's own; other owners stay as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "owners" in self.fields:
            self.fields["owners"].queryset = self._offered()  # type: ignore[attr-defined]

    def _offered(self) -> QuerySet[Any]:
        """The user's own scopes, without the other owners that a row's choosers would add."""
        field: Any = self.base_fields["owners"]
        offered: QuerySet[Any] = field.queryset.all()
        return offered

    def clean_owners(self) -> Any:
        chosen: QuerySet[Any] = self.cleaned_data["owners"]
        offered = self._offered()
        others = self.instance.owners.exclude(pk__in=offered.values("pk")) if self.instance.pk else Scope.objects.none()
        return Scope.objects.filter(Q(pk__in=chosen.values("pk")) | Q(pk__in=others.values("pk")))


class OwnedForm(OwnersForm, EntryForm):
    """An entry and its owners."""


class OwnersAdmin(Scoped):
    """What has owners, whether an entry or not."""

    filter_horizontal = ("owners",)

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        if db_field.name == "owners":
            return permissions.scopes(request.user, permissions.role_for("edit", self.model))
        return super().get_field_queryset(db, db_field, request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new entry is its maker's own where the maker has one scope only."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)  # type: ignore[misc]
        own = list(permissions.scopes(request.user, permissions.role_for("edit", self.model))[:2])
        return {"owners": own, **initial} if len(own) == 1 else initial


class OwnedAdmin(OwnersAdmin, PublishingAdmin, SpreadsheetAdmin):
    """An entry with owners, which can be taken out and brought back as a spreadsheet."""

    form = OwnedForm

    def concerned(self, request: HttpRequest, entry: Any) -> list[Any]:
        return permissions.concerned(request.user, entry)


class CitedAdmin(OwnedAdmin):
    """An owned entry that cites its sources."""

    inlines: ClassVar[Any] = (CitationInline,)


@admin.register(models.Source)
class SourceAdmin(OwnedAdmin):
    list_filter = ("living_document",)


class AreaMunicipalityInline(RowInline):
    model = models.AreaMunicipality
    autocomplete_fields = ("municipality",)


@admin.register(models.Area)
class AreaAdmin(CitedAdmin):
    inlines = (AreaMunicipalityInline, CitationInline)


@admin.register(models.Municipality)
class MunicipalityAdmin(CitedAdmin):
    list_display = ("name", "code", "state", "modified_at")
    search_fields = ("name", "slug", "code")


class PartnerNameInline(RowInline):
    model = models.PartnerName


@admin.register(models.Partner)
class PartnerAdmin(CitedAdmin):
    list_display = ("name", "sector", "state", "modified_at")
    list_filter = ("sector",)
    autocomplete_fields = ("municipality",)
    inlines = (PartnerNameInline, CitationInline)


class SeeAlsoInline(RowInline):
    model = models.SeeAlso
    fk_name = "entry"
    autocomplete_fields = ("term",)


@admin.register(models.Term)
class TermAdmin(CitedAdmin):
    search_fields = ("name", "slug", "synonyms")
    fieldsets = (
        (None, {"fields": ("name", "slug", "explanation", "synonyms")}),
        OWNERSHIP,
        CONFIRMATION,
    )
    inlines = (SeeAlsoInline, CitationInline)


class FigureInline(RowInline):
    model = models.Figure


@admin.register(models.Fact)
class FactAdmin(CitedAdmin):
    list_display = ("name", "topic", "state", "modified_at")
    list_filter = ("topic",)
    preview_template = "federations/_fact.html"
    inlines = (FigureInline, CitationInline)


class FederationNameInline(RowInline):
    model = models.FederationName


class MemberInline(RowInline):
    model = models.Member
    autocomplete_fields = ("municipality", "partner")


class GoalInline(RowInline):
    model = models.Goal


class FederationPriorityInline(RowInline):
    model = models.FederationPriority


class FederationExclusionInline(RowInline):
    model = models.FederationExclusion


@admin.register(models.Federation)
class FederationAdmin(CitedAdmin):
    list_filter = ("area",)
    autocomplete_fields = ("area",)
    preview_template = "federations/_federation.html"
    inlines = (
        FederationNameInline,
        MemberInline,
        GoalInline,
        FederationPriorityInline,
        FederationExclusionInline,
        CitationInline,
    )
