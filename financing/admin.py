"""The admin of financing streams and agreements."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations.admin import CONFIRMATION, OWNERSHIP, CitationInline, CitedAdmin
from federations.documents import span_faults
from financing import agreement_rules, budget_admin, models, shares  # noqa: F401 - registers the budgets
from financing.schemas.types import AgreementDocument, FinancingStreamContributionShare
from samverkan.desk.entries.admin import RowInline, RowSection
from samverkan.desk.entries.forms import CheckedFormSet
from samverkan.publishing.documents import build
from samverkan.publishing.schemas.typed import typed


class ShareFormSet(CheckedFormSet):
    """Shares that do not sum to 100 in their period, or whose periods overlap, are refused before they are saved."""

    def complaints(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        typed = [
            FinancingStreamContributionShare(
                payer_kind=row.get("payer_kind", "other"),
                payer=row.get("payer", ""),
                partner=None,
                percent=row.get("percent"),
                since=row.get("since") or None,
                until=row.get("until") or None,
            )
            for row in rows
        ]
        faults = [fault.message for row in typed for fault in span_faults(row["since"], row["until"], "")]
        yield from faults or shares.complaints(typed)


class ContributionShareInline(RowInline):
    model = models.ContributionShare
    formset = ShareFormSet
    autocomplete_fields = ("partner",)


class StreamFederationInline(RowInline):
    model = models.StreamFederation
    autocomplete_fields = ("federation",)


@admin.register(models.FinancingStream)
class FinancingStreamAdmin(CitedAdmin):
    list_display = ("name", "valid_from", "valid_until", "state", "modified_at")
    preview_template = "financing/_financing_stream.html"
    inlines = (ContributionShareInline, StreamFederationInline, CitationInline)


class PartyFormSet(CheckedFormSet):
    """Parties who together pay for more than everything are refused before they are saved."""

    percent = "cost_percent"

    def complaints(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        yield from filter(None, [agreement_rules.shares_complaint(row.get(self.percent) for row in rows)])


class PartyInline(RowSection):
    model = models.AgreementParty
    formset = PartyFormSet
    autocomplete_fields = ("partner", "municipality", "federation")


class BudgetInline(RowInline):
    model = models.AgreementBudget


class EvaluationInline(RowInline):
    model = models.EvaluationStep


class PayoffFormSet(PartyFormSet):
    """Payers likewise."""

    percent = "share_percent"


class PayoffInline(RowInline):
    model = models.PayoffPayer
    formset = PayoffFormSet


@admin.register(models.Agreement)
class AgreementAdmin(CitedAdmin):
    list_display = ("name", "period_start", "period_end", "concluded", "state", "modified_at")
    list_filter = ("concluded",)
    autocomplete_fields = ("federation", "stream")
    preview_template = "financing/_agreement.html"
    inlines = (PartyInline, BudgetInline, EvaluationInline, PayoffInline, CitationInline)
    fieldsets = (
        (None, {"fields": ("name", "slug", "summary", "federation", "stream", "activities_listed")}),
        (
            gettext_lazy("Vad överenskommelsen ska innehålla"),
            {
                "fields": (
                    "purpose",
                    ("goals", "target_group"),
                    "plan",
                    "commitments",
                    "costs",
                    "expected_effects",
                    "evaluation_plan",
                )
            },
        ),
        (
            gettext_lazy("Hur länge"),
            {
                "fields": (
                    "concluded",
                    ("period_start", "period_end"),
                    ("period_until_further_notice", "period_extendable"),
                    "notice_clause",
                    "renewal",
                    "afterwards",
                )
            },
        ),
        (
            gettext_lazy("Beräkning av återbetalning"),
            {
                "description": gettext_lazy("Lämna tomt det som ingen har uppgett. Betalarna står längre ned."),
                "fields": (
                    ("payoff_participants", "payoff_cost_per_participant_kr"),
                    ("payoff_stated_total_kr", "payoff_stated_months"),
                ),
            },
        ),
        (gettext_lazy("Beslut"), {"fields": (("decided_by", "decided_on"),)}),
        CONFIRMATION,
        OWNERSHIP,
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        document = build(models.Agreement.objects.get(pk=form.instance.pk))
        self._tell_what_is_missing(request, typed(document, AgreementDocument))

    def _tell_what_is_missing(self, request: HttpRequest, document: AgreementDocument) -> None:
        """A draft may be saved as it is; the coordinator is told what it does not have yet."""
        if missing := [str(content.words).lower() for content in agreement_rules.missing(document)]:
            said = get_text_list(missing, _("och"))
            messages.warning(request, _("Överenskommelsen säger inget om %(what)s ännu.") % {"what": said})
        period = document["period"]
        asked = (period["start"], period["end"], period["until_further_notice"], document["notice_clause"])
        if complaint := agreement_rules.notice_complaint(*asked):
            messages.warning(request, complaint)
