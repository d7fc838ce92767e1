"""The admin of functions and activities."""

from typing import Any

from django.contrib import admin
from django.urls import URLPattern

from activities import models
from activities.contacts import admin as contact_admin  # noqa: F401 - these four register what is theirs
from activities.editions import admin as edition_admin  # noqa: F401
from activities.followups import admin as follow_up_admin  # noqa: F401
from activities.quality import admin as quality_admin
from activities.schemas.types import ActivityDocument
from federations.admin import CONFIRMATION, OWNERSHIP, CitationInline, CitedAdmin
from samverkan.desk.entries.admin import SHORT_TEXTS, RowInline, Rows, RowSection
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas.typed import typed


@admin.register(models.Function)
class FunctionAdmin(CitedAdmin):
    list_display = ("name", "position", "state", "modified_at")
    ordering = ("position",)


class PartInline(Rows, admin.StackedInline):
    """The one part of an activity that the form shows as its own section."""

    min_num = max_num = 1
    formfield_overrides = SHORT_TEXTS
    extra = 0
    can_delete = False


class TargetGroupInline(PartInline):
    model = models.TargetGroup


class EntryRouteInline(PartInline):
    model = models.EntryRoute


class PlacementInline(RowInline):
    model = models.Placement
    autocomplete_fields = ("municipality",)


class ResidenceInline(RowInline):
    model = models.Residence
    autocomplete_fields = ("municipality", "area")


class CriterionInline(RowSection):
    model = models.Criterion


class ExclusionInline(RowSection):
    model = models.Exclusion


class PriorityInline(RowSection):
    model = models.Priority


class ReferrerInline(RowInline):
    model = models.Referrer
    autocomplete_fields = ("partner",)


class ContactInline(RowInline):
    model = models.ContactUse
    autocomplete_fields = ("contact",)


class StaffRoleInline(RowInline):
    model = models.StaffRole


class ActivityPartnerInline(RowInline):
    model = models.ActivityPartner
    autocomplete_fields = ("partner",)


class CoveringAgreementInline(RowInline):
    model = models.CoveringAgreement
    autocomplete_fields = ("agreement",)


class ServedGoalInline(RowInline):
    model = models.ServedGoal


class FinancingStatementInline(RowSection):
    model = models.FinancingStatement
    autocomplete_fields = ("stream", "federation", "payer")
    fieldsets = (
        (
            None,
            {"fields": (("said_by", "label"), ("stream", "stream_inferred"), ("federation", "payer", "share_percent"))},
        ),
    )


@admin.register(models.Activity)
class ActivityAdmin(CitedAdmin):
    list_display = ("name", "function", "area", "state", "modified_at")
    list_filter = ("area", "function")
    list_select_related = ("function", "area")
    search_fields = ("name", "slug", "short_name")
    autocomplete_fields = ("area", "part_of", "limits_places_for", "successor")
    preview_template = "activities/_activity.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "short_name"),
                    "slug",
                    "spelled_out",
                    "aliases",
                    ("area", "function"),
                    "summary",
                    "easy_summary",
                    "serves_individuals",
                )
            },
        ),
        (
            "Vad som händer där",
            {
                "fields": (
                    "purpose",
                    "method",
                    "background",
                    "organisation",
                    "exit",
                    "free_of_charge",
                    "staffing_description",
                )
            },
        ),
        (
            "Ramar",
            {
                "fields": (
                    "limits_description",
                    ("limits_weeks", "limits_sessions_per_week", "limits_hours"),
                    "limits_days",
                    ("limits_follow_up_weeks", "limits_months_max"),
                    ("limits_places", "limits_places_for", "limits_participants_max"),
                )
            },
        ),
        (
            "Vem driver, och när",
            {"fields": ("operator", "part_of", ("period_start", "period_end"), ("period_months", "period_extendable"))},
        ),
        OWNERSHIP,
        ("Källan", {"fields": ("source_note",)}),
        CONFIRMATION,
    )
    inlines = (
        TargetGroupInline,
        ResidenceInline,
        CriterionInline,
        ExclusionInline,
        PriorityInline,
        EntryRouteInline,
        ReferrerInline,
        ContactInline,
        PlacementInline,
        StaffRoleInline,
        ActivityPartnerInline,
        FinancingStatementInline,
        CoveringAgreementInline,
        ServedGoalInline,
        CitationInline,
    )

    def get_urls(self) -> list[URLPattern]:
        return [*quality_admin.urls("kvalitet/"), *super().get_urls()]

    def preview_context(self, document: Document) -> dict[str, Any]:
        function = models.Function.objects.filter(slug=typed(document, ActivityDocument)["function"]["slug"]).first()
        return {
            **super().preview_context(document),
            "activity": document,
            "position": function.position if function else 0,
        }
