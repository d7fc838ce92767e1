"""Public pages of activities; they read publications and nothing else."""

from functools import cached_property
from typing import Any, Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from activities import registers
from activities.contacts.sharing import current_persons, named_beside
from activities.filters import ActivityFilter, asked_of, chips, selects
from activities.json_ld import as_script, government_service
from activities.listing import ordering, paging
from activities.listing.searching import Search
from activities.matrix.grid import Extent, build_matrix
from activities.models import ContactPerson
from activities.pdf import ActivitySheet
from activities.places import where_nothing_is
from activities.registers import Registers
from activities.schemas.types import ActivityDocument, ActivityFinancing, FunctionDocument
from federations.over_time import has_member
from federations.schemas.types import AreaDocument, FederationDocument, MunicipalityDocument
from financing.schemas.types import BudgetDocument
from samverkan.pages.addresses import page_of
from samverkan.pages.filters import answering, facet_counts
from samverkan.pages.pdf_views import PdfView, Sheet
from samverkan.pages.views import SAVED, EntryView, PublicView, beside
from samverkan.publishing import confirmation
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas.typed import of_type, typed
from samverkan.publishing.schemas.types import Reference
from samverkan.search import shelf
from samverkan.search.shelf import Shelf

NAMED = "activities/_named.html"


class ActivityListView(PublicView):
    """All activities, filtered by what the address says."""

    template_name = "activities/list.html"
    in_api = "api-activities"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, search, at_hand = asked_of(self.request.GET), self.search, self.shelf
        among = at_hand.held_on(self.day) & (at_hand.with_keys(search.ranks) if search.text else at_hand.all)
        answers = among & answering(ActivityFilter, asked, at_hand)
        named = self.registers.entries
        found = selects(asked, named, ActivityFilter.base_filters, facet_counts(ActivityFilter, asked, at_hand, among))
        orders = ordering.orders(of_a_search=bool(search.text))
        order = ordering.chosen(self.request.GET.get("ordning", ""), orders)
        places = {one.slug: one.name for one in self.registers.of_kind("municipality")}
        listing = ordering.Listing(at_hand, places, search.ranks, self.publications)
        page = paging.page_among(order.sorted(shelf.places(answers), listing), self.request.GET)
        return super().get_context_data(
            page=page,
            hits=[search.hit(row) for row in at_hand.read(page.rows, self.publications).values()],
            nearest=at_hand.read(shelf.places(at_hand.with_keys(search.nearest)), self.publications).values(),
            search=search,
            nowhere=[] if page.total else where_nothing_is(named, asked, search.text),
            orders=ordering.links(order, self.request.GET, orders),
            order=order,
            first_selects=found[:1],  # On a phone the answers must not be far below; what is chosen stands beside them.
            more_selects=found[1:],
            chips=chips(found, self.request.GET, search.text),
            **kwargs,
        )

    @cached_property
    def shelf(self) -> Shelf:
        """All activities at the page's moment."""
        return shelf.at("activity", self.moment.number, self.moment.current)

    @cached_property
    def registers(self) -> Registers:
        """What can be chosen, by name."""
        return registers.at(self.moment.number, self.moment.current)

    @cached_property
    def search(self) -> Search:
        """What the address searches for, which may be nothing."""
        return Search.of(self.request.GET.get("q", ""), self.publications)


class ActivityView(PublicView):
    """One activity: for whom, how one gets in, whom to call, what happens there, who pays, how fresh it is."""

    template_name = "activities/activity.html"
    in_api = "api-activity"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        functions = self.publications.of_kind("function")
        budgets = self.publications.of_kind("budget").with_facet("granted", kwargs["slug"])
        rows = functions | self.publications.filter(kind="activity", slug=kwargs["slug"]) | budgets
        found = {(row.kind, row.slug): row for row in rows}
        publication = found.get(("activity", kwargs["slug"])) or self.publication("activity", kwargs["slug"])
        document = typed(self.as_called(publication.document), ActivityDocument)
        function = found.get(("function", document["function"]["slug"]))
        position = typed(function.document, FunctionDocument)["position"] if function else 0
        kwargs["persons"] = named_beside(document["contacts"], self.persons)
        kwargs["json_ld"] = "" if self.is_elsewhen else self.json_ld(publication)
        kwargs["grants"] = [
            (budget, row)
            for (kind, _slug), budget in found.items()
            if kind == "budget"
            for row in typed(budget.document, BudgetDocument)["grants"] or ()
            if row["activity_slug"] == publication.slug
        ]
        kwargs["address"] = self.request.build_absolute_uri(self.request.path + self.kept(SAVED))
        return super().get_context_data(publication=publication, activity=document, position=position, **kwargs)

    def json_ld(self, publication: Publication) -> SafeString:
        """The same for search engines, which are shown what holds now alone."""

        def absolute(kind: str, slug: str) -> str:
            return self.request.build_absolute_uri(page_of(kind, slug))

        phones = not confirmation.is_old(publication.verified, timezone.localdate())
        return as_script(government_service(typed(publication.document, ActivityDocument), absolute, phones))

    def may_be_kept(self) -> bool:
        """A page that names a person is never kept."""
        return not self.persons

    @cached_property
    def persons(self) -> list[ContactPerson]:
        """Who may be named here: on the current page alone, not on one of the past nor on another day."""
        return [] if self.is_elsewhen else current_persons(self.kwargs["slug"], timezone.localdate())


class ActivityPdfView(PdfView):
    """One activity on one A4."""

    def find_sheet(self) -> Sheet:
        publication = self.publication("activity", self.kwargs["slug"])
        page = reverse("activity", args=[publication.slug]) + self.kept()
        return Sheet(ActivitySheet.of(publication, self.kept(SAVED)), publication.slug, page)


class MunicipalityView(EntryView):
    """What exists in one municipality, function by function, and what elsewhere takes its residents."""

    kind = "municipality"
    template_name = "activities/municipality.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = kwargs["slug"]
        context = super().get_context_data(**kwargs)
        homes = self.publications.of_kind("area").with_facet("municipality", slug)
        federations = self.publications.of_kind("federation")
        around = list(
            self.publications.of_kind("function")
            | homes
            | federations.with_facet("municipality", slug)
            | federations.sharing("area", homes)
        )
        areas = of_type((row.document for row in around), AreaDocument)
        residence = [f"municipality/{slug}", *(f"area/{area['slug']}" for area in areas)]
        reached = self.holding("activity").with_facet("residence", *residence)
        here = self.holding("activity").with_facet("municipality", slug)
        offered = list(here | reached)
        own = reference_to(typed(context["document"], MunicipalityDocument))
        alone = Extent(slug=slug, name=own["name"], municipalities=[own])
        functions = of_type((row.document for row in around), FunctionDocument)
        federations_here = [self.on_day(row) for row in around if row.kind == "federation"]
        around_here = [(row, typed(row.document, FederationDocument)) for row in federations_here]
        matrix = build_matrix(alone, functions, of_type((row.document for row in offered), ActivityDocument))
        placed = {item.slug for row in matrix.rows for cell in row.cells for item in cell.placed}
        return context | {
            "cells": [(column, matrix.rows[0].cells[index]) for index, column in enumerate(matrix.columns)],
            "elsewhere": [row for row in offered if row.slug not in placed],
            "areas": areas,
            "undescribed": not offered,
            "federations": [row for row, said in around_here if has_member(said, slug)],
            "federations_of_unknown_members": [row for row, said in around_here if said["members"] is None],
        }


def of_federation(page: EntryView, federation: Publication) -> dict[str, Any]:
    """The activities whose own entries name a federation."""
    found = page.holding("activity").with_facet("federation", federation.slug).in_swedish_order()
    named = [(row, statements(typed(row.document, ActivityDocument), "federation", federation.slug)) for row in found]
    return {"named": named, "named_template": NAMED, "named_heading": _("Nämner förbundet")}


def of_stream(page: EntryView, stream: Publication) -> dict[str, Any]:
    """Who is paid by a stream, according to whom."""
    found = page.holding("activity").with_facet("stream", stream.slug).in_swedish_order()
    named = [(row, statements(typed(row.document, ActivityDocument), "stream", stream.slug)) for row in found]
    return {"named": named, "named_template": NAMED, "named_heading": _("Betalas härifrån")}


def of_agreement(page: EntryView, agreement: Publication) -> dict[str, Any]:
    """The activities that an agreement covers."""
    covered = page.holding("activity").with_facet("agreement", agreement.slug).in_swedish_order()
    return {"covered": covered, "named_template": "activities/_covered.html"}


def of_budget(page: EntryView, budget: Publication) -> dict[str, Any]:
    """Those of a budget's grants that lead to an activity of the catalogue."""
    grants = typed(budget.document, BudgetDocument)["grants"] or ()
    named = {row["activity_slug"] for row in grants if row["activity_slug"]}
    found = page.publications.of_kind("activity").filter(slug__in=named) if named else ()
    return {"granted": {row.slug for row in found}}


def register() -> None:
    """Let the pages of federations and money show the activities that name them."""
    beside("federation", of_federation)
    beside("financing_stream", of_stream)
    beside("agreement", of_agreement)
    beside("budget", of_budget)


def statements(
    activity: ActivityDocument, about: Literal["stream", "federation"], slug: str
) -> list[ActivityFinancing]:
    """An activity's statements that it is paid by one stream or through one federation."""
    return [row for row in activity["financing"] or () if (paying := row[about]) and paying["slug"] == slug]


def reference_to(document: MunicipalityDocument) -> Reference:
    """The document as others refer to it."""
    return Reference(kind=document["kind"], slug=document["slug"], name=document["name"])
