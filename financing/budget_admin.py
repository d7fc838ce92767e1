"""The admin of federations' budgets; grants are held to the budget's own rules as they are typed."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy

from federations.admin import CONFIRMATION, OWNERSHIP, CitationInline, CitedAdmin
from financing import budget_rules, models
from financing.schemas.types import BudgetGrant, BudgetRules, BudgetYear
from samverkan.desk.entries.admin import RowInline, RowSection
from samverkan.desk.entries.forms import CheckedFormSet
from samverkan.publishing.documents import reference_to


def rules_of(budget: models.Budget) -> BudgetRules:
    """The rules as they are being typed."""
    return BudgetRules(
        ceiling_kr_per_year=budget.rules_ceiling_kr_per_year,
        post_percent_max=budget.rules_post_percent_max,
        years_max=budget.rules_years_max,
        never_above_actual_cost=budget.rules_never_above_actual_cost,
        full_post_kr_per_year=budget.rules_full_post_kr_per_year,
        full_posts=budget.rules_full_posts,
        full_posts_years=budget.rules_full_posts_years,
        condition=budget.rules_condition,
    )


class YearFormSet(CheckedFormSet):
    """Years above the ceiling are refused before they are saved."""

    def complaints(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        typed = [
            BudgetYear(year=row["year"], amount_kr=row.get("amount_kr"), spent_kr=row.get("spent_kr"))
            for row in rows
            if row.get("year")
        ]
        return budget_rules.year_complaints(rules_of(self.instance), typed)


class GrantFormSet(CheckedFormSet):
    """Grants that the rules forbid are refused before they are saved, with the rule quoted."""

    def complaints(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        typed = [
            BudgetGrant(
                label=row["label"],
                municipality=reference_to(row["municipality"]) if row.get("municipality") else None,
                activity_slug=row.get("activity_slug"),
                year=row["year"],
                months=row.get("months"),
                post_percent=row.get("post_percent"),
                actual_cost_kr=row.get("actual_cost_kr"),
                granted_kr=row.get("granted_kr"),
                spent_kr=row.get("spent_kr"),
            )
            for row in rows
            if row.get("year") and row.get("label")
        ]
        return budget_rules.grant_complaints(rules_of(self.instance), typed)


class YearInline(RowInline):
    model = models.BudgetYear
    formset = YearFormSet


class GrantInline(RowSection):
    model = models.Grant
    formset = GrantFormSet
    autocomplete_fields = ("municipality",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("label", "municipality", "activity_slug"),
                    ("year", "months", "post_percent"),
                    ("actual_cost_kr", "granted_kr", "spent_kr"),
                )
            },
        ),
    )


class RoleInline(RowInline):
    model = models.BudgetRole


class GroupInline(RowInline):
    model = models.CooperationGroup


class ReportInline(RowInline):
    model = models.Report


@admin.register(models.Budget)
class BudgetAdmin(CitedAdmin):
    list_display = ("name", "federation", "period_start", "period_end", "state", "modified_at")
    list_filter = ("federation",)
    list_select_related = ("federation",)
    autocomplete_fields = ("federation",)
    preview_template = "financing/_budget.html"
    inlines = (YearInline, GrantInline, RoleInline, GroupInline, ReportInline, CitationInline)
    fieldsets = (
        (
            None,
            {"fields": ("name", "slug", "federation", "summary", "goals", ("period_start", "period_end"))},
        ),
        (
            gettext_lazy("Regler och ramar"),
            {
                "description": gettext_lazy("Bidragen hålls mot reglerna. Lämna tomt det som ingen har bestämt."),
                "fields": (
                    ("rules_ceiling_kr_per_year", "stated_total_kr"),
                    ("rules_post_percent_max", "rules_years_max", "rules_never_above_actual_cost"),
                    ("rules_full_post_kr_per_year", "rules_full_posts", "rules_full_posts_years"),
                    "rules_condition",
                ),
            },
        ),
        (gettext_lazy("Beslut och utvärdering"), {"fields": (("decided_by", "evaluated_by"), "evaluation")}),
        CONFIRMATION,
        OWNERSHIP,
    )
