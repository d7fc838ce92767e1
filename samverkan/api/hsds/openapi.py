"""The OpenAPI document of door 2: which of the norm's paths and parameters it has."""

import json
from typing import Any

from django.urls import reverse

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


class HsdsOpenApi(HsdsResource):
    """What the door answers; its schemas are the norm's own."""

    routes: tuple[tuple[str, str, type[HsdsResource]], ...] = ()  # Path, the object's name in the norm, and the view.
    always_answers = True

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        document = {
            "openapi": "3.1.0",
            "info": {
                "title": "Samverkanskatalogen, Open Referral HSDS",
                "version": VERSION,
                "license": {"name": "CC0 1.0", "identifier": "CC0-1.0"},
            },
            "servers": [{"url": self.request.build_absolute_uri(reverse("api-hsds")).rstrip("/")}],
            "paths": {route: {"get": operation(route, name, view)} for route, name, view in self.routes},
        }
        return json.dumps(document, ensure_ascii=False)


def operation(route: str, name: str, view: type[HsdsResource]) -> Schema:
    """What one path takes and answers."""
    is_entry = route.endswith("}")
    one = {"$ref": f"{NORM}/{name}.json"}
    page = {"type": "object", "properties": {**_PAGE, "contents": {"type": "array", "items": one}}}
    own_id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    problem = {"description": "application/problem+json"}
    return {
        "operationId": f"{'get' if is_entry else 'list'}_{name}",
        "parameters": [own_id] if is_entry else [described(parameter) for parameter in view.parameters],
        "responses": {
            "200": {
                "description": "Nu gällande revision. The current revision.",
                "content": {"application/json": {"schema": one if is_entry else page}},
            },
            "404" if is_entry else "400": problem,
        },
    }


def described(parameter: Parameter) -> Schema:
    """A query parameter, Swedish first."""
    return {
        "name": parameter.name,
        "in": "query",
        "description": " ".join(parameter.text),
        "schema": parameter.schema,
    }
