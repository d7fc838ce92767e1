"""Public pages of the matrix: what exists in which municipality, filtered, compared with another moment, as sheets."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from activities import registers
from activities.endings.rule import emptied, endings, with_losses
from activities.filters import ActivityFilter, asked_of, chips, selects
from activities.matrix import sheet as matrix_sheet
from activities.matrix.areas import compared, moved
from activities.matrix.brief import ActivityBrief
from activities.matrix.grid import Matrix, build_matrix, gap
from activities.places import places
from activities.registers import Registers
from activities.schemas.types import FunctionDocument
from federations.schemas.types import AreaDocument
from samverkan.pages.filters import answering, facet_counts
from samverkan.pages.views import PublicView
from samverkan.publishing.kinds import Document
from samverkan.publishing.models import Publication
from samverkan.publishing.moment import BadMoment
from samverkan.publishing.schemas.typed import of_type, typed
from samverkan.search import shelf
from samverkan.search.shelf import Bits, Shelf

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

    def activities(self, number: int) -> Shelf:
        """All activities at a revision."""
        return shelf.at("activity", number, self.moment.current)

    def placed(self, number: int, area: AreaDocument) -> Bits:
        """The activities that stand in the area's municipalities, as the catalogue had both at a revision."""
        every = self.activities(number)
        return every.carrying("municipality", slugs_of(area)) & every.held_on(self.day)

    def matrix(self, number: int, area: AreaDocument) -> tuple[Matrix, list[Document]]:
        """The matrix of an area at a revision as the address filters it, and what its activities are shown by."""
        chosen, every = self.asked.get("function"), self.activities(number)
        functions = of_type(registers.at(number, self.moment.current).documents("function"), FunctionDocument)
        columns = [row for row in functions if not chosen or row["slug"] in chosen]
        briefs = every.briefs(self.placed(number, area) & answering(ActivityFilter, self.asked, every))
        return build_matrix(area, columns, of_type(briefs, ActivityBrief)), briefs

    def area(self) -> Publication:
        """The area; Http404 or Gone where the catalogue does not have it."""
        return self.publication("area", self.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        area = kwargs["area"] = self.area()
        document = typed(area.document, AreaDocument)
        matrix, briefs = self.matrix(self.moment.number, document)
        if not matrix.placements and not self.is_described(document):
            return super().get_context_data(**kwargs, matrix=matrix, undescribed=True, federations=self.federations())
        shown = {"matrix": matrix} | self.beside(matrix) | self.choices(document)
        if self.day:
            ended = endings([*briefs, *self.lasting()], self.day)
            shown["matrix"] = with_losses(shown["matrix"], ended)
            shown["emptied"] = emptied(shown["matrix"])
        return super().get_context_data(**kwargs | shown)

    @property
    def registers(self) -> Registers:
        return registers.at(self.moment.number, self.moment.current)

    def federations(self) -> list[Publication]:
        """The federations of the area, to turn to where nothing is described."""
        rows = self.publications.of_kind("federation").with_facet("area", self.slug)
        return list(map(self.on_day, rows.in_swedish_order()))

    def lasting(self) -> list[Document]:
        """What activities may lose beside their periods."""
        rows = self.publications.filter(kind__in=("agreement", "budget"))
        return [*self.registers.documents("financing_stream"), *(row.document for row in rows)]

    def is_described(self, area: AreaDocument) -> bool:
        """Whether the catalogue has activities in the area at all, whatever the address filters by."""
        every = self.activities(self.moment.number)
        return bool(every.carrying("area", [area["slug"]]) | every.carrying("municipality", slugs_of(area)))

    @property
    def is_narrowed(self) -> bool:
        """Whether activities are left out, so that an empty cell does not mean that nothing is stated."""
        return any(values for name, values in self.asked.items() if name != "function")

    def choices(self, area: AreaDocument) -> dict[str, Any]:
        """What the page lets its reader choose, with how many activities each choice leaves."""
        number = self.moment.number
        counts = facet_counts(ActivityFilter, self.asked, self.activities(number), self.placed(number, area))
        found = selects(self.asked, self.registers.entries, ActivityFilter.OF_MATRIX, counts)
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
        then = of_type(registers.at(earlier.number, self.moment.current).documents("area"), AreaDocument)
        area = next((one for one in then if one["slug"] == self.slug), None)
        nothing = Matrix(matrix.area, matrix.name, columns=(), rows=())
        before = self.matrix(earlier.number, area)[0] if area else nothing
        differs = next(iter(moved([before], [matrix])), None)
        return {"matrix": compared(before, matrix), "earlier": earlier, "differs": differs}


def slugs_of(area: AreaDocument) -> list[str]:
    """The municipalities of an area."""
    return [municipality["slug"] for municipality in area["municipalities"] or ()]


class StartView(MatrixView):
    """The first page: the default area's whole matrix, or a calm word while nothing is published."""

    template_name = "activities/start.html"
    in_api = ""
    moments = ("vid",)
    asked: dict[str, list[str]] = {}

    def is_described(self, area: AreaDocument) -> bool:
        return True

    def lasting(self) -> list[Document]:
        return []  # The first page tells only of periods.

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            return super().get_context_data(**kwargs)
        except Http404:
            return super(MatrixView, self).get_context_data(area=None, matrix=None, **kwargs)

    def choices(self, area: AreaDocument) -> dict[str, Any]:
        """Every area's municipalities."""
        areas = of_type(self.registers.documents("area"), AreaDocument)
        return {"places": places(areas, self.activities(self.moment.number).facets.keys())}


class MatrixSheetView(MatrixView):
    """What the page of the matrix shows, to open in a spreadsheet program."""

    moments = ("vid",)
    ending = "xlsx"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        matrix, _briefs = self.matrix(self.moment.number, typed(self.area().document, AreaDocument))
        nothing = gap(self.is_narrowed)
        make, content_type = FORMS[self.ending]
        with make(matrix, nothing) as file:
            response = HttpResponse(file, content_type=content_type)
        name = f"matris-{self.slug}-r{self.moment.number}.{self.ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
