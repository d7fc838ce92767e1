"""What the API says of itself: its version, its OpenAPI document, the page made of it, and the JSON Schemas."""

import copy
import json
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings
from rest_framework.renderers import BaseRenderer, JSONRenderer

from samverkan.api import fair_use
from samverkan.api.collection import reference
from samverkan.api.parameters import Parameter
from samverkan.api.problem import Problem
from samverkan.api.resources import FixedResource, Operation
from samverkan.api.results import compact
from samverkan.publishing import kinds
from samverkan.publishing.schemas import Schema, expanded

RELEASED = "2026-11-23"
GUIDES = (
    "partner-quickstart.md",
    "parameters.md",
    "search.md",
    "api-promise.md",
    "api-changelog.md",
    "hsds.md",
    "embedding.md",
    "examples/inbaddad.html",
    "examples/inbaddad.js",
    "examples/katalogklient.py",
)
# Names under which guides are given too, since links to them are out in the world.
LASTING_NAMES = {
    "partner.md": "partner-quickstart.md",
    "sok.md": "search.md",
    "inbaddad.md": "embedding.md",
}
API_INFO: Schema = {
    "type": "object",
    "description": "API:ets uppgifter om sig självt enligt den nationella API-profilen. What the API says of itself.",
    "required": ["apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"],
    "properties": {
        "apiName": {"type": "string", "description": "Namn. Name.", "examples": ["Samverkanskatalogens API"]},
        "apiVersion": {"type": "string", "description": "Version.", "examples": ["1.0.0"]},
        "apiReleased": {
            "type": "string",
            "format": "date",
            "description": "När versionen släpptes. When the version was released.",
            "examples": [RELEASED],
        },
        "apiDocumentation": {
            "type": "string",
            "format": "uri",
            "description": "Dokumentationen. The documentation.",
            "examples": ["https://katalogen.example.se/api/v1/docs"],
        },
        "apiStatus": {
            "enum": ["active", "deprecated"],
            "description": "active: i bruk. deprecated: ska stängas. In use, or to be closed.",
            "examples": ["active"],
        },
    },
}


class HtmlRenderer(BaseRenderer):
    """A page for people."""

    media_type = "text/html"
    format = "html"


class TextRenderer(BaseRenderer):
    """A file to read or keep."""

    media_type = "text/plain"
    format = "txt"


class SchemaRenderer(BaseRenderer):
    """A JSON Schema."""

    media_type = "application/schema+json"
    format = "json"


def openapi() -> Schema:
    """A copy of the OpenAPI document, which is made once."""
    return copy.deepcopy(_openapi())


@cache
def _openapi() -> Schema:
    generator: Any = SchemaGenerator  # Untyped.
    document: Schema = generator().get_schema(request=None, public=True)
    return document


class IndexResource(FixedResource):
    """The front door: where everything is."""

    schema = None

    def content(self, **path: Any) -> str:
        document = _openapi()
        server = document["servers"][0]["url"]
        resources = [
            {"path": f"{server}{place}", "summary": item["get"]["summary"]} for place, item in document["paths"].items()
        ]
        return compact({"resources": resources})


class ApiInfoResource(FixedResource):
    """The national API profile's card."""

    operation = Operation(
        name="get_api_info",
        tag=("Om API:et", "the API itself"),
        summary=("API:ets version och status", "The API's version and status"),
        text=(
            "Namn, version och status enligt REST API-profilen.",
            "Name, version and status by the profile.",
        ),
        answer=reference("ApiInfo"),
        components={"ApiInfo": API_INFO},
    )

    def content(self, **path: Any) -> str:
        return compact(
            {
                "apiName": spectacular_settings.TITLE,
                "apiVersion": spectacular_settings.VERSION,
                "apiReleased": RELEASED,
                "apiDocumentation": self.request.build_absolute_uri(reverse("api-docs")),
                "apiStatus": "active",
            }
        )


class OpenApiResource(FixedResource):
    """The OpenAPI document, with the addresses of the host that was asked."""

    schema = None  # It is the document, not one of the resources that it tells of.

    def content(self, **path: Any) -> str:
        document = openapi()
        absolute = self.request.build_absolute_uri
        document["servers"] = [{**server, "url": absolute(server["url"])} for server in document["servers"]]
        document["info"]["x-limits"]["requests"] = fair_use.in_words()
        document["info"]["termsOfService"] = absolute(document["info"]["termsOfService"])
        document["info"]["contact"]["url"] = absolute(document["info"]["contact"]["url"])
        document["externalDocs"]["url"] = absolute(document["externalDocs"]["url"])
        return compact(document)


class DocsResource(FixedResource):
    """The OpenAPI document as a page to read."""

    schema = None
    renderer_classes = [HtmlRenderer]

    def content(self, **path: Any) -> str:
        from samverkan.api.document.docs import context

        return render_to_string("api/docs.html", context(_openapi()), request=self.request._request)


class GuideResource(FixedResource):
    """A guide or an example of docs/ as it stands, for whoever has the catalogue's address alone."""

    schema = None
    renderer_classes = [TextRenderer]

    def content(self, name: str = "", **path: Any) -> str:
        file = LASTING_NAMES.get(name, name)
        if file not in GUIDES:
            raise Problem(404, f"Här finns {', '.join(GUIDES)}.")
        text: str = (settings.BASE_DIR / "docs" / file).read_text(encoding="utf-8")
        return text


class SchemaResource(FixedResource):
    """The JSON Schema of one kind's documents in one version."""

    renderer_classes = [SchemaRenderer, JSONRenderer]
    says_all_types = True

    @property
    def operation(self) -> Operation:  # type: ignore[override]
        names = [kind.name.replace("_", "-") for kind in kinds.every()]
        words = ("Sorten, med bindestreck.", "The kind, with hyphens.")
        number = ("Dokumentets schema_version.", "The document's schema_version.")
        return Operation(
            name="get_schema",
            tag=("Om API:et", "the API itself"),
            summary=("JSON Schema för en sort", "A kind's JSON Schema"),
            text=(
                "Schemat (2020-12) som dokument av sorten och versionen följer till punkt och pricka.",
                "The schema (2020-12) that documents of the kind and version hold to the letter.",
            ),
            answer={"type": "object"},
            path=(
                Parameter("kind", str, {"enum": names}, words, names[-1]),
                Parameter("version", int, {"type": "integer", "minimum": 1}, number, 1),
            ),
            statuses=(404,),
        )

    def content(self, kind: str = "", version: int = 0, **path: Any) -> str:
        name = kind.replace("-", "_")
        known = {one.name: one.version for one in kinds.every()}
        if not 1 <= version <= known.get(name, 0):
            raise Problem(404, f"Schemat finns inte. Sorterna är {', '.join(known)}.")
        address = reverse("api-schema", kwargs={"kind": name.replace("_", "-"), "version": version})
        schema = {**expanded(name, version), "$id": self.request.build_absolute_uri(address)}
        return json.dumps(schema, ensure_ascii=False, indent=1)
