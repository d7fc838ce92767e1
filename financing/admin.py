"""The admin of financing streams."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError

from federations.admin import CitationInline, CitedAdmin
from financing import models
from financing.documents import shares_complaint
from samverkan.publishing.entry_admin import RowInline
from samverkan.publishing.entry_forms import RowFormSet


class ShareFormSet(RowFormSet):
    """Shares that do not sum to 100 are refused before they are saved."""

    def clean(self) -> None:
        super().clean()
        rows: list[dict[str, Any]] = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        percents = [row["percent"] for row in rows if row.get("percent") is not None and not row.get("DELETE")]
        if complaint := shares_complaint(percents):
            raise ValidationError(complaint[0].upper() + complaint[1:])


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
    public_name = "financing-stream"
    inlines = (ContributionShareInline, StreamFederationInline, CitationInline)
