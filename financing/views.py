"""Public pages of financing streams, agreements and budgets; activities add what is paid or covered by them."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from financing import shares
from financing.agreement_rules import CONTENTS, SOURCE
from financing.budget_words import Money
from financing.schemas.types import BudgetDocument, FinancingStreamDocument
from samverkan.pages.plot_sheet import csv_answer
from samverkan.pages.views import EntryListView, EntryView, beside
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import typed

# What an agreement must contain, for the pages that say it.
CONTENTS_BESIDE = {"contents": CONTENTS, "contents_source": SOURCE}


class FinancingStreamListView(EntryListView):
    """All financing streams."""

    kind = "financing_stream"
    template_name = "financing/list.html"


class FinancingStreamView(EntryView):
    """One stream: law, validity and shares."""

    kind = "financing_stream"
    template_name = "financing/financing_stream.html"


class ShareSheetView(FinancingStreamView):
    """The shares of a stream, to open in a spreadsheet program; `datum` picks their period as on the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        publication = self.on_day(self.publication(self.kind, kwargs["slug"]))
        name = f"andelar-{publication.slug}-r{self.moment.number}"
        return csv_answer(name, shares.head(), shares.sheet(typed(publication.document, FinancingStreamDocument)))


class AgreementListView(EntryListView):
    """All agreements."""

    kind = "agreement"
    template_name = "financing/agreements.html"
    extra_context = CONTENTS_BESIDE


class AgreementView(EntryView):
    """One agreement: its contents, with a checklist of those that it must have."""

    kind = "agreement"
    template_name = "financing/agreement.html"


class BudgetListView(EntryListView):
    """All federations' budgets."""

    kind = "budget"
    template_name = "financing/budgets.html"


class BudgetView(EntryView):
    """One budget: its years, rules, grants, roles and reports."""

    kind = "budget"
    template_name = "financing/budget.html"


class BudgetSheetView(BudgetView):
    """The figures of a budget, to open in a spreadsheet program."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        publication = self.publication(self.kind, kwargs["slug"])
        money = Money(typed(publication.document, BudgetDocument))
        return csv_answer(f"budget-{publication.slug}-r{self.moment.number}", money.head, money.rows)


def of_federation(page: EntryView, federation: Publication) -> dict[str, Any]:
    """The budgets of a federation."""
    found = page.holding("budget").with_facet("federation", federation.slug)
    return {"budgets": list(found.in_swedish_order())}


def register() -> None:
    """Let the page of a federation show its budgets."""
    beside("federation", of_federation)
