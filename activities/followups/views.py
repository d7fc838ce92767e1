"""Public pages of results: trends against goals, per activity, federation and municipality."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse

from activities.filters import ActivityFilter, asked_of, selects
from activities.followups import results
from federations.schemas.types import FederationDocument
from samverkan.pages.filters import filtered, well_formed
from samverkan.pages.plot_sheet import csv_answer
from samverkan.pages.views import EntryView, PublicView
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import of_type

FILTERS = ("municipality", "federation")
MOST = 40  # So many activities have room on a page; the file has all.
PERIODS = 6  # So many of the newest stand side by side; the file has all.


class ResultsView(PublicView):
    """What came out of the activities that the address chooses: all, one, a municipality's or a federation's."""

    template_name = "activities/results.html"

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """What the address filters by."""
        return asked_of(self.request.GET, FILTERS)

    @cached_property
    def chosen(self) -> list[str]:
        """The activities that the address names."""
        return well_formed(self.request.GET.getlist("verksamhet"))

    @cached_property
    def rows(self) -> list[Publication]:
        """All that the page shows: what goals there are, the activities asked for and their follow-ups."""
        activities = filtered(ActivityFilter, self.asked, self.publications.of_kind("activity"))
        if self.chosen:
            activities = activities.filter(slug__in=self.chosen)
        registers = self.publications.filter(kind__in=("federation", "financing_stream", "municipality"))
        return list((activities | registers | self.holding("follow_up")).in_swedish_order())

    @cached_property
    def found(self) -> list[results.Results]:
        """The activities that were followed up."""
        return results.results(row.document for row in self.rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = self.found[:MOST]
        federations = of_type((row.document for row in self.rows), FederationDocument)
        return super().get_context_data(
            selects=selects(self.asked, self.rows, FILTERS),
            activities=[row for row in self.rows if row.kind == "activity"],
            chosen=self.chosen,
            figures=results.figures(shown),
            found=[(one, self._head(one), results.table_of(one.follow_ups[-PERIODS:])) for one in shown],
            followed=len(self.found),
            goals=[(federation, federation["goals"]) for federation in federations if federation["goals"]],
            query=self.request.GET.urlencode(),
            **kwargs,
        )

    def _head(self, one: results.Results) -> list[str]:
        return ["", *(results.period_of(row) for row in one.follow_ups[-PERIODS:])]


class ResultsSheetView(ResultsView):
    """The figures of the page, to open in a spreadsheet program."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return csv_answer(f"resultat-r{self.moment.number}", results.sheet_head(), results.sheet_rows(self.found))


class FollowUpView(EntryView):
    """One follow-up: its counts as they may be public."""

    kind = "follow_up"
    template_name = "activities/follow_up.html"
