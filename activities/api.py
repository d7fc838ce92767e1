"""What partners get of activities, their functions and the matrix."""

from typing import Any

from django.urls import path

from activities.filters import ActivityFilter
from activities.matrix import Matrix, build_matrix
from federations.filters import OwnerFilter
from samverkan.api.collection import Collection, filter_parameters, filtered, reference, slug_parameter
from samverkan.api.parameters import AT, ON, Parameter
from samverkan.api.resources import CatalogueResource, Operation, with_revision
from samverkan.api.results import compact
from samverkan.publishing.models import Publication
from samverkan.publishing.schemas import Schema

ACTIVITIES = Collection(
    "activities",
    "activity",
    ("verksamhet", "verksamheter"),
    ("activity", "activities"),
    ActivityFilter,
    has_period=True,
    examples={
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
FUNCTIONS = Collection(
    "functions",
    "function",
    ("funktion", "funktioner"),
    ("function", "functions"),
    OwnerFilter,
    examples={"owner": "area/sjuharad"},
)


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _value(kind: str, example: Any, description: str) -> Schema:
    return {"type": kind, "description": description, "examples": [example]}


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


_SLUG = _value("string", "lotsen", "Adressnamn. Slug.")
_NAME = _value("string", "Lotsen", "Namn. Name.")
_POSITION = _value("integer", 1, "Funktionens plats i ordningen. The function's place in the order.")
_PLACED = _object(
    slug=_SLUG,
    name=_NAME,
    label=_value("string", "Lotsen", "Etiketten som matrisen trycker. The label that the matrix prints."),
    reach=_value("integer", 3, "Antal kommuner i området. In how many of the area's municipalities it stands."),
    dated=_value("boolean", True, "Om verksamhetens period är känd. Whether the activity's period is known."),
)
_CELL = _object(
    function=_value("string", "samordnande", "Funktionens adressnamn. The function's slug."),
    position=_POSITION,
    placed=_list(_PLACED, "Tom lista: ingen uppgift. An empty list: nothing is stated."),
)
_COLUMN = _object(
    slug=_value("string", "samordnande", "Adressnamn. Slug."),
    name=_value("string", "Samordnande", "Namn. Name."),
    heading=_value("string", "Samordnande funktion", "Rubriken i matrisen. The heading in the matrix."),
    position=_POSITION,
    filled=_value("integer", 8, "Antal kommuner med något i kolumnen. Municipalities with something in the column."),
)
_ROW = _object(
    slug=_value("string", "boras", "Adressnamn. Slug."),
    name=_value("string", "Borås", "Namn. Name."),
    cells=_list(_CELL, "Kommunens rutor i kolumnernas ordning. The municipality's cells in the columns' order."),
)
MATRIX: Schema = {
    **_object(
        area=_value("string", "sjuharad", "Områdets adressnamn. The area's slug."),
        name=_value("string", "Sjuhärad", "Områdets namn. The area's name."),
        columns=_list(_COLUMN, "Funktionerna i ordning. The functions in order."),
        rows=_list(_ROW, "Kommunerna i områdets ordning. The municipalities in the area's order."),
        cells=_value("integer", 45, "Antal rutor. Number of cells."),
        gaps=_value("integer", 8, "Antal tomma rutor: ingen uppgift. Number of empty cells: nothing is stated."),
        placements=_value("integer", 52, "Antal placeringar i matrisen. Placements in the matrix."),
    ),
    "description": "Kommun × funktion. Municipality × function.",
}


def shaped(value: Any, schema: Schema) -> Any:
    """What a schema names of an object, so that nothing becomes public by merely being added to the object."""
    if "items" in schema:
        return [shaped(item, schema["items"]) for item in value]
    if "properties" in schema:
        return {name: shaped(getattr(value, name), child) for name, child in schema["properties"].items()}
    return value


class MatrixResource(CatalogueResource):
    """The matrix of an area: what exists in which municipality."""

    operation = Operation(
        name="get_matrix",
        tag="Matris",
        summary=("Hämta ett områdes matris", "Get an area's matrix"),
        text=(
            "Områdets kommuner och vad som finns i dem, funktion för funktion. Filtret function väljer kolumner,"
            " financing_stream väljer verksamheter. En tom ruta betyder att ingen har lämnat uppgift.",
            "The area's municipalities and what exists in them, function by function. The filter function chooses"
            " columns, financing_stream chooses activities. An empty cell means that nothing is stated.",
        ),
        answer=reference("Matrix"),
        path=(slug_parameter("area", "sjuharad"),),
        statuses=(404, 410),
        components={"Matrix": with_revision(MATRIX)},
    )

    def accepted_parameters(self) -> tuple[Parameter, ...]:
        own = [one for one in filter_parameters(ACTIVITIES) if one.name in ("function", "financing_stream")]
        return (*own, ON, AT)

    def content(self, asked: dict[str, Any], area: str = "", **path: Any) -> str:
        matrix = self._matrix(self.publication("area", area), asked)
        return compact({"revision": self.moment.number, **shaped(matrix, MATRIX)})

    def _matrix(self, area: Publication, asked: dict[str, Any]) -> Matrix:
        functions = self.publications().of_kind("function")
        if "function" in asked:
            functions = functions.filter(slug__in=asked["function"])
        places = [municipality["slug"] for municipality in area.document["municipalities"] or ()]
        activities = self.publications().of_kind("activity").with_facet("municipality", *places)
        if "on" in asked:
            activities = activities.held_on(asked["on"])
        activities = filtered(ActivityFilter, asked, activities)
        return build_matrix(area.document, (row.document for row in functions), (row.document for row in activities))


urlpatterns = [
    *ACTIVITIES.urlpatterns(),
    *FUNCTIONS.urlpatterns(),
    path("matrix/<slug:area>", MatrixResource.as_view(), name="api-matrix"),
]
