"""The OpenAPI 3.1 document: what each address says of itself, made into operations."""

import http
from collections.abc import Iterable
from typing import Any, cast

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent

from samverkan.api import problem
from samverkan.api.collection import reference
from samverkan.api.document import components
from samverkan.api.document.examples import example_of
from samverkan.api.parameters import Bilingual, Parameter
from samverkan.api.resources import Operation, Resource
from samverkan.publishing.schemas import Schema

PREFIX = "/api/v1/"
STATUSES: dict[int, Bilingual] = {
    200: ("Svaret.", "The answer."),
    304: ("Oförändrat sedan ditt förra svar.", "Unchanged since your last answer."),
    400: (
        "En parameter är okänd, tom, upprepad eller har fel form; parameter säger vilken.",
        "A parameter is unknown, empty, repeated or malformed; parameter says which.",
    ),
    404: ("Posten, adressen eller revisionen finns inte.", "No such entry, address or revision."),
    405: ("Katalogen går bara att läsa.", "The catalogue is read-only."),
    406: ("Accept utesluter adressens format.", "Accept rules out the address's format."),
    409: ("Det som sägs kan inte allt vara sant.", "What is said cannot all be true."),
    410: ("Posten är återkallad.", "The entry is withdrawn."),
    412: ("If-Match eller If-Unmodified-Since är inte uppfyllt.", "If-Match or If-Unmodified-Since does not hold."),
    429: (
        "För många anrop från adressen på kort tid. Vänta enligt Retry-After. Svaret 304 räknas aldrig.",
        "Too many requests from the address in a short time. Wait as Retry-After says. 304 never counts.",
    ),
    500: ("Ett fel hos oss; det är antecknat.", "A fault of ours; it is noted."),
    503: ("Databasen svarar inte. Försök igen enligt Retry-After.", "The database is away. Retry after Retry-After."),
}
ALWAYS = (200, 304, 400, 405, 406, 412, 429, 500, 503)
REQUEST_HEADERS: dict[str, Bilingual] = {
    "If-None-Match": ("ETag från ett tidigare svar ger 304.", "An ETag from an earlier answer gives 304."),
    "If-Modified-Since": ("Last-Modified från ett tidigare svar ger 304.", "An earlier Last-Modified gives 304."),
    "traceparent": ("Anropets spår (W3C Trace Context).", "The call's trace (W3C Trace Context)."),
}

TAG_IN_ENGLISH = "x-tag"  # Carries the word to where all tags are told of.
CONDITIONS = ("If-None-Match", "If-Modified-Since")


class OperationSchema(AutoSchema):
    """An address's own words as an OpenAPI operation."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: ComponentRegistry
    ) -> dict[str, Any] | None:
        view = cast(Resource, self.view)
        operation = view.operation
        made: Any = ResolvedComponent  # Untyped.
        for name, schema in operation.components.items():
            registry.register_on_missing(made(name, made.SCHEMA, schema, name))
        return {
            "operationId": operation.name,
            "tags": [operation.tag[0]],
            TAG_IN_ENGLISH: operation.tag[1],
            "summary": " – ".join(operation.summary),
            "description": "\n\n".join(operation.text),
            "parameters": [
                *(_parameter(one, "path") for one in operation.path),
                *(_parameter(one, "query") for one in view.accepted_parameters()),
                *(
                    {"$ref": f"#/components/parameters/{name}"}
                    for name in REQUEST_HEADERS
                    if view.may_be_kept or name not in CONDITIONS
                ),
            ],
            "responses": _responses(operation, _media_types(view), view.may_be_kept),
        }


def _parameter(parameter: Parameter, place: str) -> Schema:
    example = [parameter.example] if parameter.repeated else parameter.example
    shown: Schema = {
        "name": parameter.name,
        "in": place,
        "required": place == "path",
        "description": "\n\n".join(parameter.text),
        "schema": parameter.schema,
        "example": example,
    }
    return {**shown, "style": "form", "explode": True} if parameter.repeated else shown


def _media_types(view: Resource) -> list[str]:
    """The first of a view's types, and those besides that are not just another name for it."""
    first, *others = [renderer.media_type or "" for renderer in view.renderer_classes]
    return [first, *(one for one in others if view.says_all_types)]


def _responses(operation: Operation, media_types: list[str], may_be_kept: bool) -> dict[str, Schema]:
    validators = ("ETag", "Last-Modified") if may_be_kept else ()
    answer = {
        "description": _words(200),
        "headers": _headers(*validators, "Cache-Control", "traceparent"),
        "content": {media_type: {"schema": operation.answer} for media_type in media_types},
    }
    return {"200": answer, **error_references(operation.statuses, may_be_kept)}


def error_references(statuses: Iterable[int], may_be_kept: bool = True) -> dict[str, Schema]:
    """The answers that every operation may give besides its own, and these statuses."""
    return {
        str(status): {"$ref": f"#/components/responses/{_response_name(status)}"}
        for status in sorted({*ALWAYS[1:], *statuses} - (set() if may_be_kept else {304, 412}))
    }


def _response_name(status: int) -> str:
    return http.HTTPStatus(status).phrase.replace(" ", "")


def _words(status: int) -> str:
    return "\n\n".join(STATUSES[status])


def _headers(*names: str) -> dict[str, Schema]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def only_version_one(endpoints: list[Any]) -> list[Any]:
    """A preprocessing hook: this document is about the addresses below /api/v1, other than its own front door."""
    return [one for one in endpoints if one[0].startswith(PREFIX) and one[0] != PREFIX]


def add_document_schemas(result: Schema, **context: Any) -> Schema:
    """A postprocessing hook: put the hand-written schemas, the shared answers and whole examples in."""
    schemas = {**result["components"].get("schemas", {}), **components.shared_schemas()}
    result["components"] = {
        "schemas": components.exemplified(schemas),
        "headers": components.HEADERS,
        "parameters": request_headers(),
        "responses": shared_responses(),
    }
    for item in result["paths"].values():
        for media in item["get"]["responses"]["200"]["content"].values():
            media["example"] = example_of(media["schema"], schemas)
    result["security"] = []
    english = {item["get"]["tags"][0]: item["get"].pop(TAG_IN_ENGLISH) for item in result["paths"].values()}
    result["tags"] = [
        {"name": tag, "description": f"{tag}: adresser och svar. Addresses and answers about {words}."}
        for tag, words in english.items()
    ]
    return result


def request_headers() -> dict[str, Schema]:
    """The headers that every operation takes, by their names."""
    return {name: _request_header(name, words) for name, words in REQUEST_HEADERS.items()}


def shared_responses(*never: int) -> dict[str, Schema]:
    """What is answered besides 200 and the statuses that never occur, by its name."""
    return {_response_name(status): _shared_response(status) for status in STATUSES if status not in (200, *never)}


def _request_header(name: str, words: Bilingual) -> Schema:
    examples = {
        "If-None-Match": components.HEADERS["ETag"],
        "If-Modified-Since": components.HEADERS["Last-Modified"],
        "traceparent": components.HEADERS["traceparent"],
    }
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": "\n\n".join(words),
        "schema": {"type": "string"},
        "example": examples[name]["schema"]["examples"][0],
    }


def _shared_response(status: int) -> Schema:
    shared: Schema = {"description": _words(status)}
    if status == 304:
        return {**shared, "headers": _headers("ETag", "Last-Modified", "Cache-Control", "traceparent")}
    names = ("traceparent", "Retry-After") if status in (429, 503) else ("traceparent",)
    example = problem.document(status, "/api/v1/activities")
    content = {problem.MEDIA_TYPE: {"schema": reference("Problem"), "example": example}}
    return {**shared, "headers": _headers(*names), "content": content}
