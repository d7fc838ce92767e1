"""The OpenAPI document's shared parts: the hand-written schemas, what stands around them, and the errors."""

from typing import Any

from samverkan.api import problem
from samverkan.api.collection import component, reference
from samverkan.api.document.examples import with_examples
from samverkan.api.parameters import LIMIT, PAGE
from samverkan.api.resources import with_revision
from samverkan.publishing import kinds
from samverkan.publishing.schemas import Schema, fragment

PUBLISHED: Schema = {
    "type": "object",
    "description": "Det som står bredvid ett dokument. What stands beside a document.",
    "required": ["revision", "published_at", "verified"],
    "properties": {
        "revision": {
            "type": "integer",
            "description": "Revisionen som publicerade dokumentet. The revision that published the document.",
            "examples": [12],
        },
        "published_at": {
            "type": "string",
            "format": "date-time",
            "description": "När det publicerades, i UTC. When it was published, in UTC.",
            "examples": ["2026-11-22T12:00:00.000000Z"],
        },
        "verified": reference("Verified"),
    },
}
PROBLEM: Schema = {
    "type": "object",
    "description": "Ett fel (RFC 9457). An error (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "Var felet förklaras. Where the error is explained.",
            "examples": [f"{problem.DOCS}#fel-400"],
        },
        "title": {"type": "string", "description": "Felets namn. The error's name.", "examples": [problem.TITLES[400]]},
        "status": {"type": "integer", "description": "HTTP-status. The HTTP status.", "examples": [400]},
        "detail": {
            "type": "string",
            "description": "Vad som är fel och hur det rättas. What is wrong and how to put it right.",
            "examples": ["Parametern limit ska vara ett heltal från 1 till 100."],
        },
        "instance": {
            "type": "string",
            "format": "uri-reference",
            "description": "Sökvägen som begärdes. The path that was asked for.",
            "examples": ["/api/v1/activities"],
        },
        "parameter": {
            "type": "string",
            "description": "Parametern som är fel; finns bara då. The faulty parameter; there only then.",
            "examples": ["limit"],
        },
        "revision": {
            "type": "integer",
            "description": "Revisionen som återkallade posten; bara vid 410. What withdrew the entry; only with 410.",
            "examples": [12],
        },
    },
}
HEADERS: dict[str, Schema] = {
    "ETag": {
        "description": "Stark validator: en ny vid varje revision. A strong validator: a new one with each revision.",
        "schema": {"type": "string", "examples": ['"d3b07384d113edec49eaa6238ad5ff00"']},
    },
    "Last-Modified": {
        "description": "Den senaste revisionens tidpunkt. The moment of the newest revision.",
        "schema": {"type": "string", "examples": ["Sun, 22 Nov 2026 12:00:00 GMT"]},
    },
    "Cache-Control": {
        "description": "Hur länge svaret får sparas. How long the answer may be kept.",
        "schema": {"type": "string", "examples": ["public, max-age=60"]},
    },
    "traceparent": {
        "description": "Anropets spår (W3C Trace Context): ditt eget, eller ett nytt. The call's trace: yours or new.",
        "schema": {"type": "string", "examples": ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]},
    },
    "Retry-After": {
        "description": "Sekunder att vänta. Seconds to wait.",
        "schema": {"type": "string", "examples": [problem.RETRY_AFTER]},
    },
}


def shared_schemas() -> dict[str, Schema]:
    """Every kind's document, entry and page, with what they and all answers share."""
    schemas: dict[str, Schema] = {
        "Problem": PROBLEM,
        "Published": PUBLISHED,
        "Verified": fragment("common.json", "verified"),
    }
    for kind in kinds.every():
        name = component(kind.name)
        schemas[name] = _open({key: value for key, value in kind.schema.items() if not key.startswith("$")})
        schemas[f"{name}Entry"] = {
            "description": f"{kind.title}: dokumentet och det som står bredvid. The document and what stands beside.",
            "allOf": [reference(name), reference("Published")],
        }
        schemas[f"{name}Page"] = page_of(reference(f"{name}Entry"))
    return schemas


def page_of(items: Schema) -> Schema:
    """The envelope of a list."""
    page: Schema = {
        "type": "object",
        "description": "En sida av en lista. A page of a list.",
        "required": ["page", "limit", "total", "results"],
        "properties": {
            "page": {**PAGE.schema, "description": "Sidan. The page.", "examples": [1]},
            "limit": {**LIMIT.schema, "description": "Högsta antal på sidan. Most on a page.", "examples": [20]},
            "total": {
                "type": "integer",
                "description": "Antal i hela listan. How many the whole list has.",
                "examples": [18],
            },
            "results": {"type": "array", "description": "Sidans poster. The page's entries.", "items": items},
        },
    }
    return with_revision(page)


def exemplified(schemas: dict[str, Schema]) -> dict[str, Schema]:
    """The schemas with an example of every field."""
    return {name: with_examples(schema, schemas) for name, schema in sorted(schemas.items())}


def _open(node: Any) -> Any:
    """Without the ban on further fields: version 1 of the API may gain some, and clients ignore what they do not know.

    What the documents hold to the letter, the JSON Schemas at /schemas say.
    """
    if isinstance(node, list):
        return [_open(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {name: _open(value) for name, value in node.items() if name != "additionalProperties"}
