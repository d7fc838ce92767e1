"""Public pages of activities; they read publications and nothing else."""

from functools import cached_property
from itertools import groupby
from operator import itemgetter
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
from activities.matrix.brief import ActivityBrief
from activities.matrix.grid import Column, Extent, Placed, build_matrix
from activities.matrix.views import slugs_of
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
from samverkan.publishing.moment import Moment
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
        asked, search, every = asked_of(self.request.GET), self.search, at_hand(self.moment)
        among = every.held_on(self.day) & (every.with_keys(search.ranks) if search.text else every.all)
        answers = among & answering(ActivityFilter, asked, every)
        named = self.registers.entries
        found = selects(asked, named, ActivityFilter.base_filters, facet_counts(ActivityFilter, asked, every, among))
        orders = ordering.orders(of_a_search=bool(search.text))
        order = ordering.chosen(self.request.GET.get("ordning", ""), orders)
        places = {one.slug: one.name for one in self.registers.of_kind("municipality")}
        listing = ordering.Listing(every, places, search.ranks, self.publications)
        page = paging.page_among(order.sorted(shelf.places(answers), listing), self.request.GET)
        return super().get_context_data(
            page=page,
            hits=[search.hit(row) for row in every.read(page.rows, self.publications).values()],
            nearest=every.read(shelf.places(every.with_keys(search.nearest)), self.publications).values(),
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
    """What exists in one municipality, function by function, and what elsewhere takes its residents; a page of it."""

    kind = "municipality"
    template_name = "activities/municipality.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = kwargs["slug"]
        context = super().get_context_data(**kwargs)
        every, named = at_hand(self.moment), registers.at(self.moment.number, self.moment.current)
        areas = [area for area in of_type(named.documents("area"), AreaDocument) if slug in slugs_of(area)]
        residence = [f"municipality/{slug}", *(f"area/{area['slug']}" for area in areas)]
        reached = every.carrying("municipality", [slug]) | every.carrying("residence", residence)
        offered = of_type(every.briefs(reached & every.held_on(self.day)), ActivityBrief)
        functions = of_type(named.documents("function"), FunctionDocument)
        page = paging.page_among(
            _offer(typed(context["document"], MunicipalityDocument), functions, offered), self.request.GET
        )
        federations = self._federations(slug, areas)
        parts = {column: [one for _column, one in some if one] for column, some in groupby(page.rows, itemgetter(0))}
        return context | {
            "page": page,
            "elsewhere": parts.pop(None, []),
            "cells": parts.items(),
            "areas": areas,
            "undescribed": not offered,
            "federations": [row for row, said in federations if has_member(said, slug)],
            "federations_of_unknown_members": [row for row, said in federations if said["members"] is None],
        }

    def _federations(self, slug: str, areas: list[AreaDocument]) -> list[tuple[Publication, FederationDocument]]:
        """Those around the municipality: of which it is a member, and those of its areas."""
        every = self.publications.of_kind("federation")
        around = every.with_facet("municipality", slug) | every.with_facet("area", *(area["slug"] for area in areas))
        rows = map(self.on_day, around.in_swedish_order())
        return [(row, typed(row.document, FederationDocument)) for row in rows]


Offered = tuple[Column | None, Placed | ActivityBrief | None]


def _offer(
    municipality: MunicipalityDocument, functions: list[FunctionDocument], offered: list[ActivityBrief]
) -> list[Offered]:
    """What is offered in a municipality row by row, a gap being a row; and last what stands elsewhere."""
    own = reference_to(municipality)
    matrix = build_matrix(Extent(slug=own["slug"], name=own["name"], municipalities=[own]), functions, offered)
    here: list[Offered] = [
        (column, placed)
        for column, cell in zip(matrix.columns, matrix.rows[0].cells, strict=True)
        for placed in cell.placed or (None,)
    ]
    placed = {one.slug for cell in matrix.rows[0].cells for one in cell.placed}
    return [*here, *((None, one) for one in offered if one["slug"] not in placed)]


def at_hand(moment: Moment) -> Shelf:
    """All activities at a moment."""
    return shelf.at("activity", moment.number, moment.current)


def of_federation(page: EntryView, federation: Publication) -> dict[str, Any]:
    """The activities whose own entries name a federation."""
    named = _naming(page, "federation", federation.slug)
    return {"named": named, "named_template": NAMED, "named_heading": _("Nämner förbundet")}


def of_stream(page: EntryView, stream: Publication) -> dict[str, Any]:
    """Who is paid by a stream, according to whom."""
    named = _naming(page, "stream", stream.slug)
    return {"named": named, "named_template": NAMED, "named_heading": _("Betalas härifrån")}


def _naming(
    page: EntryView, about: Literal["stream", "federation"], slug: str
) -> list[tuple[ActivityBrief, list[ActivityFinancing]]]:
    """The activities that say to be paid by one stream or through one federation, with where they say it."""
    every = at_hand(page.moment)
    found = every.briefs(every.carrying(about, [slug]) & every.held_on(page.day))
    return [(brief, statements(brief, about, slug)) for brief in of_type(found, ActivityBrief)]


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


def statements(activity: ActivityBrief, about: Literal["stream", "federation"], slug: str) -> list[ActivityFinancing]:
    """An activity's statements that it is paid by one stream or through one federation."""
    return [row for row in activity["financing"] or () if (paying := row[about]) and paying["slug"] == slug]


def reference_to(document: MunicipalityDocument) -> Reference:
    """The document as others refer to it."""
    return Reference(kind=document["kind"], slug=document["slug"], name=document["name"])
