"""A schema's versions. `activity.json` is the newest, whole; a property says which version added it (`"added": 2`).

What an older version said in other words besides is stated as a JSON Merge Patch (RFC 7386) in `activity.1.patch.json`.
"""

from typing import Any

Node = dict[str, Any]
ADDED = "added"  # The version that a property came with; without it, the first.


def patched(node: Any, patch: Any) -> Any:
    """What a merge patch makes of a schema."""
    if not isinstance(patch, dict):
        return patch
    result = dict(node) if isinstance(node, dict) else {}
    for name, change in patch.items():
        if change is None:
            result.pop(name, None)
        else:
            result[name] = patched(result.get(name), change)
    return result


def as_of(node: Any, version: int) -> Any:
    """The schema as a version had it: without what came later, and without the marks that say so.

    An object has all its properties, since what is unknown is told too: `required` follows from them.
    """
    if isinstance(node, list):
        return [as_of(item, version) for item in node]
    if not isinstance(node, dict):
        return node
    result: Node = {}
    for name, value in node.items():
        if name == "additionalProperties":
            result["required"] = list(_there(node, version))
        if name == "properties":
            result[name] = {key: as_of(child, version) for key, child in _there(node, version).items()}
        elif name != ADDED:
            result[name] = as_of(value, version)
    return result


def brought_up(value: Any, node: Node, version: int) -> Any:
    """What an older document says in the next `version` of its schema: what it could not say is unknown.

    The properties stand in the schema's order. What fits neither version is left where it is, for validation to refuse.
    """
    if isinstance(value, list) and "items" in node:
        return [brought_up(row, node["items"], version) for row in value]
    if not isinstance(value, dict) or "properties" not in node:
        return value
    known, properties = dict(value), _there(node, version)
    for name, child in properties.items():
        if child.get(ADDED) == version:
            known.setdefault(name, None)
        elif name in known:
            known[name] = brought_up(known[name], child, version)
    return {name: known[name] for name in properties if name in known} | known


def _there(node: Node, version: int) -> dict[str, Node]:
    """An object's properties that a version has."""
    return {name: child for name, child in node["properties"].items() if child.get(ADDED, 1) <= version}
