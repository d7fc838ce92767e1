"""Public pages of the matrix: what exists in which municipality, filtered, compared with another moment, as sheets."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from activities.endings.rule import emptied, endings, with_losses
from activities.filters import ActivityFilter, asked_of, chips, selects
from activities.matrix import sheet as matrix_sheet
from activities.matrix.areas import compared, moved
from activities.matrix.grid import Matrix, build_matrix, gap
from activities.places import facets_of_activities, places
from activities.schemas.types import ActivityDocument, FunctionDocument
from federations.schemas.types import AreaDocument
from samverkan.pages.filters import facet_counts, filtered
from samverkan.pages.views import PublicView
from samverkan.publishing.models import Publication, PublicationQuerySet
from samverkan.publishing.moment import BadMoment
from samverkan.publishing.schemas.typed import of_type, typed
from samverkan.search import shelf

FORMS = {
    "xlsx": (matrix_sheet.xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (matrix_sheet.csv, "text/csv; charset=windows-1252"),
}


class MatrixView(PublicView):
    """The matrix of an area, beside what it was at the moment `fran` where the address asks for that."""

    template_name = "activities/matrix.html"
    in_api = "api-matrix"
    moments: tuple[str, ...] = ("vid", "fran")

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """What the address filters by, under the parameters' English names."""
        return asked_of(self.request.GET, ActivityFilter.OF_MATRIX)

    @property
    def slug(self) -> str:
        return str(self.kwargs.get("area", settings.DEFAULT_AREA))

    def placed(self, number: int) -> PublicationQuerySet:
        """The activities that stand in the area's municipalities, as the catalogue had both at a revision."""
        area = Publication.objects.at(number).filter(kind="area", slug=self.slug)
        activities = Publication.objects.at(number).with_verified(number).of_kind("activity")
        placed = activities.sharing("municipality", area)
        return placed.held_on(self.day) if self.day else placed

    def rows(self, number: int) -> list[Publication]:
        """All that the page shows at a revision, in one query."""
        registers = Publication.objects.at(number).with_verified(number)
        activities = filtered(ActivityFilter, self.asked, self.placed(number))
        kinds = (
            ("function", "financing_stream", "agreement", "budget") if self.day else ("function", "financing_stream")
        )
        named = registers.filter(kind__in=kinds) | registers.filter(kind="area", slug=self.slug)
        federations = registers.of_kind("federation").with_facet("area", self.slug)
        return list((activities | named | federations).in_swedish_order())

    def matrix(self, area: Publication, rows: list[Publication]) -> Matrix:
        """The matrix of an area, of the functions and activities among some rows."""
        chosen = self.asked.get("function")
        documents = [row.document for row in rows if row.kind in ("function", "activity")]
        columns = [row for row in of_type(documents, FunctionDocument) if not chosen or row["slug"] in chosen]
        return build_matrix(typed(area.document, AreaDocument), columns, of_type(documents, ActivityDocument))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.rows(self.moment.number)
        area, matrix = self.found(rows)
        federations = [self.on_day(row) for row in rows if row.kind == "federation"]
        kwargs |= {"area": area, "federations": federations}
        if not matrix.placements and not self.is_described():
            return super().get_context_data(**kwargs, matrix=matrix, undescribed=True)
        shown = {"matrix": matrix} | self.beside(matrix) | self.choices(rows, matrix)
        if self.day:
            ended = endings((row.document for row in rows), self.day)
            shown["matrix"] = with_losses(shown["matrix"], ended)
            shown["emptied"] = emptied(shown["matrix"])
        return super().get_context_data(**kwargs | shown)

    def is_described(self) -> bool:
        """Whether the catalogue has activities in the area at all, whatever the address filters by."""
        activities = self.publications.of_kind("activity")
        area = self.publications.filter(kind="area", slug=self.slug)
        return (activities.with_facet("area", self.slug) | activities.sharing("municipality", area)).exists()

    def found(self, rows: list[Publication]) -> tuple[Publication, Matrix]:
        """The area and its matrix; Http404 or Gone where the catalogue does not have it."""
        area = area_among(rows) or self.publication("area", self.slug)
        return area, self.matrix(area, rows)

    @property
    def is_narrowed(self) -> bool:
        """Whether activities are left out, so that an empty cell does not mean that nothing is stated."""
        return any(values for name, values in self.asked.items() if name != "function")

    def choices(self, rows: list[Publication], matrix: Matrix) -> dict[str, Any]:
        """What the page lets its reader choose, with how many activities each choice leaves."""
        at_hand = shelf.at("activity", self.moment.number, self.moment.current)
        placed = at_hand.carrying("municipality", (row.slug for row in matrix.rows)) & at_hand.held_on(self.day)
        counts = facet_counts(ActivityFilter, self.asked, at_hand, placed)
        found = selects(self.asked, rows, ActivityFilter.OF_MATRIX, counts)
        return {
            "selects": found,
            "chips": chips(found, self.request.GET),
            "is_narrowed": self.is_narrowed,
            "query": self.request.GET.urlencode(),
        }

    def beside(self, matrix: Matrix) -> dict[str, Any]:
        """The matrix with marks of what differs from the other moment, where one is asked for."""
        earlier = next(iter(self.other_moments), None)
        if earlier is None or not earlier.asked:
            return {}
        if earlier.number > self.moment.number:
            raise BadMoment(_("Jämför med en tidigare tidpunkt än den som sidan visar."))
        rows = self.rows(earlier.number)
        area = area_among(rows)
        before = self.matrix(area, rows) if area else Matrix(matrix.area, matrix.name, columns=(), rows=())
        differs = next(iter(moved([before], [matrix])), None)
        return {"matrix": compared(before, matrix), "earlier": earlier, "differs": differs}


def area_among(rows: list[Publication]) -> Publication | None:
    """The one area that some rows hold."""
    return next((row for row in rows if row.kind == "area"), None)


class StartView(MatrixView):
    """The first page: the default area's whole matrix, or a calm word while nothing is published."""

    template_name = "activities/start.html"
    in_api = ""
    moments = ("vid",)
    asked: dict[str, list[str]] = {}

    def is_described(self) -> bool:
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            return super().get_context_data(**kwargs)
        except Http404:
            return super(MatrixView, self).get_context_data(area=None, matrix=None, **kwargs)

    def rows(self, number: int) -> list[Publication]:
        """The page shows every area's municipalities, and the matrix of one."""
        areas = self.publications.of_kind("area")
        functions = self.publications.of_kind("function")
        return list((self.placed(number) | areas | functions).in_swedish_order())

    def found(self, rows: list[Publication]) -> tuple[Publication, Matrix]:
        return super().found([row for row in rows if row.kind != "area" or row.slug == self.slug])

    def choices(self, rows: list[Publication], matrix: Matrix) -> dict[str, Any]:
        areas = of_type((row.document for row in rows if row.kind == "area"), AreaDocument)
        return {"places": places(areas, facets_of_activities(self.publications))}


class MatrixSheetView(MatrixView):
    """What the page of the matrix shows, to open in a spreadsheet program."""

    moments = ("vid",)
    ending = "xlsx"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _area, matrix = self.found(self.rows(self.moment.number))
        nothing = gap(self.is_narrowed)
        make, content_type = FORMS[self.ending]
        with make(matrix, nothing) as file:
            response = HttpResponse(file, content_type=content_type)
        name = f"matris-{self.slug}-r{self.moment.number}.{self.ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
