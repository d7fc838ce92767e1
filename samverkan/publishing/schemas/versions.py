"""A schema's older versions: each is stated as a JSON Merge Patch (RFC 7386) that leads to it from the next.

`activity.json` is the newest schema of activities, whole; `activity.1.patch.json` makes version 1 of version 2. What a
patch takes away is what the next version added, so the same file also brings older documents up.
"""

from typing import Any

Node = dict[str, Any]


def older(schema: Node, patch: Node, version: int) -> Node:
    """The version before a schema, as a patch says; both before references are expanded."""
    return _patched(schema, patch | {"properties": patch["properties"] | {"schema_version": {"const": version}}})


def _patched(node: Node, patch: Node) -> Node:
    """What a merge patch makes of an object; a schema's objects go on to require all that they have."""
    result = dict(node)
    for name, change in patch.items():
        if change is None:
            result.pop(name, None)
        else:
            result[name] = _patched(result.get(name, {}), change) if isinstance(change, dict) else change
    if "required" in result and "properties" in patch:
        result["required"] = list(result["properties"])
    return result


def newer(value: Any, patch: Node, node: Node) -> Any:
    """What an older document says at a node of the next version's schema: what it could not say is unknown.

    The properties stand in the schema's order. What fits neither version is left where it is, for validation to refuse.
    """
    if isinstance(value, list) and "items" in patch:
        return [newer(row, patch["items"], node["items"]) for row in value]
    if not isinstance(value, dict) or "properties" not in patch:
        return value
    known, order = dict(value), node["properties"]
    for name, change in patch["properties"].items():
        if change is None:
            known.setdefault(name, None)
        elif name in known:
            known[name] = newer(known[name], change, order[name])
    return {name: known[name] for name in order if name in known} | known
