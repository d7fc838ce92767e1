"""Schemas of answers that are computed, in few words, and the answers in just their shape."""

from typing import Any

from samverkan.publishing.schemas import Schema


def an_object(**properties: Schema) -> Schema:
    """An object that always has all of its properties."""
    return {"type": "object", "required": list(properties), "properties": properties}


def a_value(kind: str | list[str], example: Any, description: str, **more: Any) -> Schema:
    """A plain value; of several kinds where it can be null."""
    return {"type": kind, "description": description, "examples": [example], **more}


def a_list(items: Schema, description: str) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items, "description": description}


def shaped(value: Any, schema: Schema) -> Any:
    """What a schema names of an object or a mapping, so that nothing becomes public by merely being added to it."""
    if value is None:
        return None
    if "items" in schema:
        return [shaped(item, schema["items"]) for item in value]
    if "properties" in schema:
        names = schema["properties"].items()
        return {
            name: shaped(value[name] if isinstance(value, dict) else getattr(value, name), one) for name, one in names
        }
    return value
