"""The admin of areas, municipalities, partners, federations and sources."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.contenttypes.admin import GenericTabularInline

from federations import models
from samverkan.publishing.entry_admin import PublishingAdmin, RowInline

CONFIRMATION: Any = ("Bekräftad", {"fields": (("verified_on", "verified_by", "verified_inferred"),)})
OWNERSHIP: Any = ("Ansvar", {"fields": ("owners", "successor", "stated_none")})


class CitationInline(GenericTabularInline):
    """What each part of the entry rests on."""

    model = models.Citation
    autocomplete_fields = ("source",)
    extra = 0


class OwnedAdmin(PublishingAdmin):
    """An entry with owners."""

    filter_horizontal = ("owners",)


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
    public_name = "matrix"


@admin.register(models.Municipality)
class MunicipalityAdmin(CitedAdmin):
    list_display = ("name", "code", "state", "modified_at")
    public_name = "municipality"
    search_fields = ("name", "slug", "code")


class PartnerNameInline(RowInline):
    model = models.PartnerName


@admin.register(models.Partner)
class PartnerAdmin(CitedAdmin):
    list_display = ("name", "sector", "state", "modified_at")
    list_filter = ("sector",)
    autocomplete_fields = ("municipality",)
    inlines = (PartnerNameInline, CitationInline)


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
    public_name = "federation"
    inlines = (
        FederationNameInline,
        MemberInline,
        GoalInline,
        FederationPriorityInline,
        FederationExclusionInline,
        CitationInline,
    )
