"""Editions: named revisions. None has been made yet, so the list is empty and no number is known."""

from typing import Any

from samverkan.api.collection import reference
from samverkan.api.components import page_of
from samverkan.api.parameters import AT, LIMIT, LIMIT_DEFAULT, PAGE, Parameter
from samverkan.api.problem import Problem
from samverkan.api.resources import CatalogueResource, Operation
from samverkan.api.results import envelope
from samverkan.publishing.schemas import Schema

NUMBER = Parameter(
    "number",
    int,
    {"type": "integer", "minimum": 1},
    ("Utgåvans nummer.", "The edition's number."),
    1,
)
EDITION: Schema = {
    "type": "object",
    "description": "En utgåva: en namngiven revision. An edition: a named revision.",
    "required": ["number", "name", "revision", "published_at"],
    "properties": {
        "number": {"type": "integer", "description": "Numret. The number.", "examples": [1]},
        "name": {"type": "string", "description": "Namnet. The name.", "examples": ["Utgåva 1"]},
        "revision": {"type": "integer", "description": "Revisionen. The revision.", "examples": [12]},
        "published_at": {
            "type": "string",
            "format": "date-time",
            "description": "När utgåvan gavs ut, i UTC. When it was issued, in UTC.",
            "examples": ["2026-11-22T12:00:00.000000Z"],
        },
    },
}


class EditionList(CatalogueResource):
    """All editions, newest first."""

    parameters = (AT, PAGE, LIMIT)
    always_answers = True
    operation = Operation(
        name="list_editions",
        tag="Utgåvor",
        summary=("Lista utgåvor", "List editions"),
        text=(
            "Namngivna revisioner, som kan citeras. Ännu finns ingen utgåva.",
            "Named revisions, which can be cited. There is no edition yet.",
        ),
        answer=reference("EditionPage"),
        statuses=(404,),
        components={"Edition": EDITION, "EditionPage": page_of(reference("Edition"))},
    )

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        page, limit = asked.get("page", 1), asked.get("limit", LIMIT_DEFAULT)
        return envelope({"revision": self.moment.number, "page": page, "limit": limit, "total": 0}, [])


class EditionResource(CatalogueResource):
    """One edition."""

    operation = Operation(
        name="get_edition",
        tag="Utgåvor",
        summary=("Hämta en utgåva", "Get one edition"),
        text=("En namngiven revision. Ännu finns ingen utgåva.", "A named revision. There is no edition yet."),
        answer=reference("Edition"),
        path=(NUMBER,),
        statuses=(404,),
        components={"Edition": EDITION},
    )

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        raise Problem(404, "Utgåvan finns inte.")
