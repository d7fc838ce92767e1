"""The OpenAPI document laid out for the page that people read."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from samverkan.api import problem
from samverkan.api.document.schema import STATUSES
from samverkan.publishing.schemas import Schema

TYPES = {
    "string": "text",
    "integer": "heltal",
    "number": "tal",
    "boolean": "sant eller falskt",
    "array": "lista",
    "object": "objekt",
    "null": "null",
}


def context(document: Schema) -> dict[str, Any]:
    """What the page shows: the addresses by subject, the errors, and every document's fields."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, item in document["paths"].items():
        operation = item["get"]
        groups.setdefault(operation["tags"][0], []).append(_operation(path, operation, document["components"]))
    schemas = document["components"]["schemas"]
    return {
        "info": document["info"],
        "feedback_to": settings.FEEDBACK_TO,
        "server": document["servers"][0]["url"],
        "groups": groups.items(),
        "errors": [
            {"status": status, "title": title, "detail": STATUSES.get(status, (problem.DETAILS[status], ""))}
            for status, title in problem.TITLES.items()
        ],
        "request_headers": [
            {"name": one["name"], "text": _texts(one)} for one in document["components"]["parameters"].values()
        ],
        "schemas": [
            {
                "name": name,
                "description": schema.get("description", ""),
                "parts": [in_words(part) for part in schema.get("allOf", ())],
                "fields": list(_fields(schema, "")),
            }
            for name, schema in schemas.items()
        ],
    }


def _operation(path: str, operation: Schema, components: Schema) -> dict[str, Any]:
    swedish, _, english = operation["summary"].partition(" – ")
    return {
        "id": operation["operationId"],
        "path": path,
        "summary": (swedish, english),
        "text": _texts(operation),
        "parameters": [
            {
                "name": one["name"],
                "words": in_words(one["schema"]),
                "text": _texts(one),
                "example": one["example"][0] if isinstance(one["example"], list) else one["example"],
            }
            for one in operation["parameters"]
            if "$ref" not in one
        ],
        "statuses": ", ".join(operation["responses"]),
        "answer": next(iter(operation["responses"]["200"]["content"].values()))["schema"]
        .get("$ref", "")
        .rpartition("/")[2],
    }


def _texts(node: Schema) -> list[str]:
    """A description's Swedish and English halves."""
    parts: list[str] = node["description"].split("\n\n")
    return parts


def in_words(node: Schema) -> str:
    """A schema node's form in a few Swedish words."""
    if "$ref" in node:
        return str(node["$ref"].rpartition("/")[2])
    if "const" in node:
        return f"alltid {node['const']}"
    if "enum" in node:
        return " | ".join("null" if value is None else str(value) for value in node["enum"])
    if "oneOf" in node:
        return " eller ".join(in_words(option) for option in node["oneOf"])
    if set(node.get("properties", ())) == {"kind", "slug", "name"}:
        return f"hänvisning till {in_words(node['properties']['kind']).removeprefix('alltid ')}"
    names = node["type"] if isinstance(node.get("type"), list) else [node.get("type", "object")]
    words = " eller ".join(TYPES[name] for name in names)
    if "minimum" in node and "maximum" in node:
        words += f" {node['minimum']}–{node['maximum']}"
    return f"{words} av {in_words(node['items'])}" if "items" in node else words


def _fields(node: Schema, prefix: str) -> Iterator[dict[str, Any]]:
    for name, child in node.get("properties", {}).items():
        examples = child.get("examples")
        yield {
            "name": f"{prefix}{name}",
            "title": child.get("title", ""),
            "words": in_words(child),
            "description": child.get("description", ""),
            "example": examples[0] if examples and not isinstance(examples[0], list | dict) else None,
        }
        inner = child.get("items", child)
        if set(inner.get("properties", ())) != {"kind", "slug", "name"}:
            yield from _fields(inner, f"{prefix}{name}{'[]' if 'items' in child else ''}.")
