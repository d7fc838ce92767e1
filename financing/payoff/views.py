"""The public pages of the pay-off calculator: the whole question stands in the address and is kept nowhere."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from federations.schemas.types import FactDocument
from financing.payoff import words as payoff_words
from financing.payoff.calculation import EXAMPLE, Calculation, worked_example
from financing.payoff.form import PayoffForm, as_query
from samverkan.language.sentences import quoted
from samverkan.pages.plot_sheet import csv_answer
from samverkan.pages.views import PublicView
from samverkan.publishing.schemas.typed import typed


class PayoffView(PublicView):
    """A calculation and its answer; without a question the worked example."""

    template_name = "financing/payoff.html"

    @cached_property
    def form(self) -> PayoffForm:
        """What is asked."""
        is_asked = any(name in self.request.GET for name in (*PayoffForm.base_fields, "betalare"))
        return PayoffForm(self.request.GET if is_asked or not self.example else as_query(worked_example(self.example)))

    @cached_property
    def example(self) -> FactDocument | None:
        """The fact that is the worked example, as the catalogue had it."""
        found = self.publications.filter(kind="fact", slug=EXAMPLE).first()
        return typed(found.document, FactDocument) if found else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answer = self.answer() if self.form.is_valid() else {}
        return super().get_context_data(form=self.form, **answer, **kwargs)

    def answer(self) -> dict[str, Any]:
        """What a valid question is answered."""
        asked = self.form.calculation
        is_example = self.example and asked == worked_example(self.example)
        shown = _in_the_catalogue_s_words(asked) if is_example else asked
        head = payoff_words.head()
        return {
            "calculation": asked,
            "example": self.example if is_example else None,
            "query": as_query(asked).urlencode(),
            "effects": payoff_words.effects(shown) if shown.payers else None,
            "shares": payoff_words.shares(shown),
            "head": head,
            "table": [list(zip(head, row, strict=True)) for row in payoff_words.rows(shown)],
            "stated": payoff_words.in_plain(asked.stated_months),
            "months": payoff_words.months_in_all(asked),
            "cost": payoff_words.in_kronor(asked.cost),
            "total": payoff_words.in_millions(asked.total),
            "known_total": payoff_words.in_millions(asked.known_total),
            "stated_total": payoff_words.in_millions(asked.stated_total),
            "unexplained": payoff_words.in_millions(asked.unexplained),
            "effect_each": payoff_words.in_kronor(asked.effect_each),
            "implied": payoff_words.in_kronor(asked.implied_cost_each(asked.total)),
            "implied_by_stated": payoff_words.in_kronor(asked.implied_cost_each(asked.stated_total)),
        }


def _in_the_catalogue_s_words(calculation: Calculation) -> Calculation:
    """The same, its payers' names marked as the catalogue's own."""
    return replace(calculation, payers=tuple(replace(one, name=quoted(one.name)) for one in calculation.payers))


class PayoffSheetView(PayoffView):
    """The figures of a calculation, to open in a spreadsheet program."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return render(request, "errors/400.html", {"message": _("Rätta uppgifterna på sidan först.")}, status=400)
        return csv_answer("aterbetalning", payoff_words.head(), payoff_words.rows(self.form.calculation))
