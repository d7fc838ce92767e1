"""The OpenAPI document of door 2: which of the norm's paths and parameters it has."""

import json
from typing import Any

from django.urls import reverse
from drf_spectacular.settings import spectacular_settings

from samverkan.api import fair_use
from samverkan.api.document import components
from samverkan.api.document.schema import error_references, request_headers, shared_responses
from samverkan.api.hsds.resources import VERSION, HsdsResource
from samverkan.api.parameters import Parameter
from samverkan.publishing.schemas import Schema

NORM = f"https://raw.githubusercontent.com/openreferral/specification/{VERSION}/schema"
_PAGE: Schema = {
    "total_items": {"type": "integer"},
    "total_pages": {"type": "integer"},
    "page_number": {"type": "integer"},
    "size": {"type": "integer"},
    "first_page": {"type": "boolean"},
    "last_page": {"type": "boolean"},
    "empty": {"type": "boolean"},
}
_TAGS = {
    "service": ("Tjänster: katalogens verksamheter.", "Services: the catalogue's activities."),
    "organization": ("Organisationer: samverkansparter och förbund.", "Organizations: partners and federations."),
    "taxonomy": ("Taxonomier.", "Taxonomies."),
    "taxonomy_term": ("Taxonomiernas termer.", "The terms of the taxonomies."),
    "service_at_location": ("Platser där en tjänst ges.", "Places where a service is given."),
}


class HsdsOpenApi(HsdsResource):
    """What the door answers; its schemas are the norm's own."""

    routes: tuple[tuple[str, str, type[HsdsResource]], ...] = ()  # Path, the object's name in the norm, and the view.
    always_answers = True

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        absolute = self.request.build_absolute_uri
        contact = spectacular_settings.CONTACT
        document = {
            "openapi": "3.1.1",
            "info": {
                "title": "Samverkanskatalogen, Open Referral HSDS",
                "version": VERSION,
                "description": "Katalogen över samverkan i formatet HSDS. The catalogue of cooperation as HSDS.",
                "contact": {**contact, "url": absolute(contact["url"])},
                "license": {"name": "CC0 1.0", "identifier": "CC0-1.0"},
                "x-limits": {"requests": fair_use.in_words()},
            },
            "servers": [{"url": absolute(reverse("api-hsds")).rstrip("/")}],
            "security": [],
            "tags": [{"name": name, "description": " ".join(words)} for name, words in _TAGS.items()],
            "paths": {route: {"get": operation(route, name, view)} for route, name, view in self.routes},
            "components": {
                "schemas": {"Problem": components.PROBLEM, **{name: _of_the_norm(name) for name in _TAGS}},
                "headers": components.HEADERS,
                "parameters": request_headers(),
                "responses": shared_responses(409, 410),
            },
        }
        return json.dumps(document, ensure_ascii=False)


def operation(route: str, name: str, view: type[HsdsResource]) -> Schema:
    """What one path takes and answers."""
    is_entry = route.endswith("}")
    one = {"$ref": f"#/components/schemas/{name}"}
    page = {"type": "object", "properties": {**_PAGE, "contents": {"type": "array", "items": one}}}
    own_id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    answer = {
        "description": "Nu gällande revision. The current revision.",
        "content": {"application/json": {"schema": one if is_entry else page}},
    }
    return {
        "operationId": f"{'get' if is_entry else 'list'}_{name}",
        "tags": [name],
        "description": " ".join((*(("En av flera.", "One of them.") if is_entry else ()), *_TAGS[name])),
        "parameters": [
            *([own_id] if is_entry else [described(parameter) for parameter in view.parameters]),
            *({"$ref": f"#/components/parameters/{header}"} for header in request_headers()),
        ],
        "responses": {"200": answer, **error_references((404,) if is_entry else ())},
    }


def _of_the_norm(name: str) -> Schema:
    """An object whose fields the norm tells; a reference out of the document would need the network to be read."""
    return {
        "type": "object",
        "description": f"Ett {name} enligt HSDS {VERSION}. As HSDS has it.",
        "externalDocs": {"url": f"{NORM}/{name}.json", "description": "JSON Schema"},
        "required": ["id"],
        "properties": {"id": {"type": "string", "format": "uuid"}},
    }


def described(parameter: Parameter) -> Schema:
    """A query parameter, Swedish first."""
    return {
        "name": parameter.name,
        "in": "query",
        "description": " ".join(parameter.text),
        "schema": parameter.schema,
    }
