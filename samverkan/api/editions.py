"""Editions: named revisions, which can be cited. What one holds, `at=r…` tells on every other address."""

from typing import Any

from samverkan.api.collection import reference
from samverkan.api.document.components import page_of
from samverkan.api.paging import Paging
from samverkan.api.parameters import AT, LIMIT, PAGE, Parameter
from samverkan.api.problem import Problem
from samverkan.api.resources import CatalogueResource, Operation
from samverkan.api.results import compact, envelope, instant
from samverkan.publishing.models import Edition
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
    "required": ["number", "name", "title", "dated", "foreword", "office", "revision", "published_at"],
    "properties": {
        "number": {"type": "integer", "description": "Numret. The number.", "examples": [1]},
        "name": {
            "type": "string",
            "description": "Vad utgåvan kallas kort. What the edition is called for short.",
            "examples": ["Utgåva 1"],
        },
        "title": {"type": "string", "description": "Titeln. The title.", "examples": ["Hösten 2026"]},
        "dated": {
            "type": "string",
            "format": "date",
            "description": "Dagen som utgåvan bär. The day that the edition bears.",
            "examples": ["2026-11-22"],
        },
        "foreword": {
            "type": ["string", "null"],
            "description": "Förordet, i en liten del av Markdown. The foreword, in a small part of Markdown.",
            "examples": ["Katalogen efter höstens genomgång."],
        },
        "office": {
            "type": "string",
            "description": "Kontoret som gav ut den. The office that issued it.",
            "examples": ["Samverkanskatalogens redaktion"],
        },
        "revision": {
            "type": "integer",
            "description": "Revisionen som den visar; fråga med at. The revision that it shows; ask with at.",
            "examples": [12],
        },
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
        tag=("Utgåvor", "editions"),
        summary=("Lista utgåvor", "List editions"),
        text=(
            "Namngivna revisioner, som kan citeras, den senaste först. Vad en utgåva innehåller visar alla andra"
            " adresser med at=r följt av utgåvans revision.",
            "Named revisions, which can be cited, the newest first. What an edition holds, all other addresses show"
            " with at=r followed by the edition's revision.",
        ),
        answer=reference("EditionPage"),
        statuses=(404,),
        components={"Edition": EDITION, "EditionPage": page_of(reference("Edition"))},
    )

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        found = Edition.objects.filter(revision__lte=self.moment.number).select_related("revision")
        paging = Paging.of(asked)
        rows, total = paging.read(found.order_by("-number"))
        return envelope(paging.head(self.moment.number, total), map(text_of, rows))


class EditionResource(CatalogueResource):
    """One edition."""

    operation = Operation(
        name="get_edition",
        tag=("Utgåvor", "editions"),
        summary=("Hämta en utgåva", "Get one edition"),
        text=(
            "En namngiven revision: titel, datum, förord och vilken revision den visar.",
            "A named revision: title, date, foreword and which revision it shows.",
        ),
        answer=reference("Edition"),
        path=(NUMBER,),
        statuses=(404,),
        components={"Edition": EDITION},
    )

    def content(self, asked: dict[str, Any], number: int = 0, **path: Any) -> str:
        found = Edition.objects.filter(number=number, revision__lte=self.moment.number).select_related("revision")
        edition = found.first()
        if edition is None:
            raise Problem(404, "Utgåvan finns inte.")
        return text_of(edition)


def text_of(edition: Edition) -> str:
    """An edition as JSON."""
    return compact(
        {
            "number": edition.number,
            "name": f"Utgåva {edition.number}",
            "title": edition.title,
            "dated": edition.dated.isoformat(),
            "foreword": edition.foreword or None,
            "office": edition.revision.office,
            "revision": edition.revision_id,
            "published_at": instant(edition.revision.moment),
        }
    )
