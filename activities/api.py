"""What partners get of activities, their functions and the matrix."""

from typing import Any

from django.urls import path

from activities import registers
from activities.endings.api import EndingsResource
from activities.filters import ActivityFilter, FollowUpFilter
from activities.finder.api import MatchResource
from activities.matrix.brief import ActivityBrief
from activities.matrix.grid import Matrix, build_matrix
from activities.matrix.views import slugs_of
from activities.schemas.types import FunctionDocument
from federations.filters import OwnerFilter
from federations.schemas.types import AreaDocument
from samverkan.api.collection import Collection, checked, filter_parameters, reference, slug_parameter
from samverkan.api.parameters import AT, ON, Parameter
from samverkan.api.resources import CatalogueResource, Operation, with_revision
from samverkan.api.results import compact
from samverkan.api.shapes import a_list, a_value, an_object, shaped
from samverkan.pages.filters import answering
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas import Schema
from samverkan.publishing.schemas.typed import of_type, typed
from samverkan.search import shelf

ACTIVITIES = Collection(
    "activity",
    ActivityFilter,
    examples={
        "q": "arbetsträning",
        "area": "sjuharad",
        "municipality": "boras",
        "function": "samordnande",
        "financing_stream": "finsam",
        "federation": "boras",
        "partner": "forsakringskassan",
        "situation": "sick_leave",
        "referrer": "doctor",
        "owner": "area/sjuharad",
    },
)
FUNCTIONS = Collection("function", OwnerFilter, examples={"owner": "area/sjuharad"})
FOLLOW_UPS = Collection("follow_up", FollowUpFilter, examples={"owner": "area/sjuharad", "activity": "lotsen"})

_SLUG = a_value("string", "lotsen", "Adressnamn. Slug.")
_NAME = a_value("string", "Lotsen", "Namn. Name.")
_POSITION = a_value("integer", 1, "Funktionens plats i ordningen. The function's place in the order.")
_PLACED = an_object(
    slug=_SLUG,
    name=_NAME,
    label=a_value("string", "Lotsen", "Etiketten som matrisen trycker. The label that the matrix prints."),
    reach=a_value("integer", 3, "Antal kommuner i området. In how many of the area's municipalities it stands."),
    dated=a_value("boolean", True, "Om verksamhetens period är känd. Whether the activity's period is known."),
)
_CELL = an_object(
    function=a_value("string", "samordnande", "Funktionens adressnamn. The function's slug."),
    position=_POSITION,
    placed=a_list(_PLACED, "Tom lista: ingen uppgift. An empty list: nothing is stated."),
)
_COLUMN = an_object(
    slug=a_value("string", "samordnande", "Adressnamn. Slug."),
    name=a_value("string", "Samordnande", "Namn. Name."),
    heading=a_value("string", "Samordnande funktion", "Rubriken i matrisen. The heading in the matrix."),
    position=_POSITION,
    filled=a_value("integer", 8, "Antal kommuner med något i kolumnen. Municipalities with something in the column."),
)
_ROW = an_object(
    slug=a_value("string", "boras", "Adressnamn. Slug."),
    name=a_value("string", "Borås", "Namn. Name."),
    cells=a_list(_CELL, "Kommunens rutor i kolumnernas ordning. The municipality's cells in the columns' order."),
)
MATRIX: Schema = {
    **an_object(
        area=a_value("string", "sjuharad", "Områdets adressnamn. The area's slug."),
        name=a_value("string", "Sjuhärad", "Områdets namn. The area's name."),
        columns=a_list(_COLUMN, "Funktionerna i ordning. The functions in order."),
        rows=a_list(_ROW, "Kommunerna i områdets ordning. The municipalities in the area's order."),
        cells=a_value("integer", 45, "Antal rutor. Number of cells."),
        gaps=a_value("integer", 8, "Antal tomma rutor: ingen uppgift. Number of empty cells: nothing is stated."),
        placements=a_value("integer", 52, "Antal placeringar i matrisen. Placements in the matrix."),
    ),
    "description": "Kommun × funktion. Municipality × function.",
}


class MatrixResource(CatalogueResource):
    """The matrix of an area: what exists in which municipality."""

    operation = Operation(
        name="get_matrix",
        tag=("Matris", "the matrix"),
        summary=("Hämta ett områdes matris", "Get an area's matrix"),
        text=(
            "Områdets kommuner och vad som finns i dem, funktion för funktion. Filtret function väljer kolumner,"
            " de andra filtren väljer verksamheter. En tom ruta betyder att ingen har lämnat uppgift; med filter bara"
            " att inget av det valda finns där.",
            "The area's municipalities and what exists in them, function by function. The filter function chooses"
            " columns, the other filters choose activities. An empty cell means that nothing is stated; with filters"
            " only that nothing of what they choose stands there.",
        ),
        answer=reference("Matrix"),
        path=(slug_parameter("area", "sjuharad"),),
        statuses=(404, 410),
        components={"Matrix": with_revision(MATRIX)},
    )

    def accepted_parameters(self) -> tuple[Parameter, ...]:
        own = [one for one in filter_parameters(ACTIVITIES) if one.name in ActivityFilter.OF_MATRIX]
        return (*own, ON, AT)

    def content(self, asked: dict[str, Any], area: str = "", **path: Any) -> str:
        matrix = self._matrix(self.publication("area", area), asked)
        return compact({"revision": self.moment.number, **shaped(matrix, MATRIX)})

    def _matrix(self, area: Publication, asked: dict[str, Any]) -> Matrix:
        around, chosen = typed(area.document, AreaDocument), asked.get("function")
        named = registers.at(self.moment.number, self.moment.current).documents("function")
        functions = [row for row in of_type(named, FunctionDocument) if chosen is None or row["slug"] in chosen]
        every = shelf.at("activity", self.moment.number, self.moment.current)
        placed = every.carrying("municipality", slugs_of(around)) & every.held_on(asked.get("on"))
        briefs = every.briefs(placed & answering(ActivityFilter, checked(ActivityFilter, asked), every))
        return build_matrix(around, functions, of_type(briefs, ActivityBrief))


urlpatterns = [
    path("activities/match", MatchResource.as_view(), name="api-match"),
    path("endings", EndingsResource.as_view(), name="api-endings"),
    *ACTIVITIES.urlpatterns(),
    *FUNCTIONS.urlpatterns(),
    *FOLLOW_UPS.urlpatterns(),
    path("matrix/<slug:area>", MatrixResource.as_view(), name="api-matrix"),
]
