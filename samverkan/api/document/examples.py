"""Examples made of schemas: each field's own, or else the simplest value that its form allows."""

from typing import Any

from samverkan.publishing.schemas import Schema

Schemas = dict[str, Schema]


def example_of(node: Schema, schemas: Schemas) -> Any:
    """One value that the schema accepts; references are looked up among the components."""
    if "$ref" in node:
        return example_of(schemas[node["$ref"].rpartition("/")[2]], schemas)
    if "allOf" in node:
        parts = [example_of(part, schemas) for part in node["allOf"]]
        return {name: value for part in parts for name, value in part.items()}
    if node.get("examples"):
        return node["examples"][0]
    if "const" in node:
        return node["const"]
    if "enum" in node:
        return node["enum"][0]
    if "oneOf" in node:
        return example_of(next(option for option in node["oneOf"] if option.get("type") != "null"), schemas)
    return _of_type(node, schemas)


def _of_type(node: Schema, schemas: Schemas) -> Any:
    kind = node.get("type")
    match kind[0] if isinstance(kind, list) else kind:
        case "object":
            return {name: example_of(child, schemas) for name, child in node.get("properties", {}).items()}
        case "array":
            return [example_of(node["items"], schemas)]
        case "boolean":
            return True
        case "integer":
            return max(1, node.get("minimum", 1))
        case _:
            return str(node.get("title", "text"))


def with_examples(node: Any, schemas: Schemas) -> Any:
    """A copy of a schema in which every field has an example; a field that is an object has those of its own fields."""
    if isinstance(node, list):
        return [with_examples(item, schemas) for item in node]
    if not isinstance(node, dict):
        return node
    copy = {name: with_examples(child, schemas) for name, child in node.items()}
    for name, child in node.get("properties", {}).items():
        if not child.get("examples") and not _leads_on(child):
            copy["properties"][name] = {**copy["properties"][name], "examples": [example_of(child, schemas)]}
        if child.get("format") in ("date", "date-time"):  # Linters look for the example of a date by its older name.
            copy["properties"][name]["example"] = copy["properties"][name]["examples"][0]
    return copy


def _leads_on(node: Any) -> bool:
    """Whether the examples stand further in, or where a reference leads."""
    if isinstance(node, list):
        return any(_leads_on(item) for item in node)
    return isinstance(node, dict) and (
        "properties" in node or "$ref" in node or any(_leads_on(child) for child in node.values())
    )
