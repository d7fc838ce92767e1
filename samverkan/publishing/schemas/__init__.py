"""The hand-written JSON Schemas, with their references expanded so that each stands on its own."""

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.translation import gettext

from samverkan.publishing.schemas import versions

Schema = dict[str, Any]

SLUG = "[a-z0-9]+(-[a-z0-9]+)*"  # What an address holds of an entry.
# The patterns of free text, on one line and of several paragraphs; whatever has another pattern must have a form.
LINE, TEXT = r"^\S(.*\S)?$", r"^\S([\s\S]*\S)?$"


@cache
def files() -> dict[str, Path]:
    """The schemas as they are written, by file name: one for each kind, and those that several share."""
    folders = (Path(config.path) / "schemas" for config in apps.get_app_configs())
    return {path.name: path for folder in folders if folder.is_dir() for path in folder.glob("*.json")}


@cache
def _raw(filename: str) -> Schema:
    schema: Schema = json.loads(files()[filename].read_text(encoding="utf-8"))
    return schema


@cache
def expanded(kind: str, version: int | None = None) -> Schema:
    """A kind's schema without `$ref`, in its newest version or in the one asked for; KeyError where there is none.

    What a reference says is merged with what stands beside it, which is always narrower.
    """
    number = version if version is not None else newest(kind)
    schema: Schema = versions.as_of(_marked(kind, number), number)
    return schema


@cache
def newest(kind: str) -> int:
    """The number of a kind's newest version, which its schema says; KeyError for no kind."""
    number: int = _raw(f"{kind}.json")["properties"]["schema_version"]["const"]
    return number


@cache
def _marked(kind: str, version: int) -> Schema:
    """The schema in a version's words, whole, with the marks of what each version added."""
    if version not in range(1, newest(kind) + 1):
        raise KeyError(f"{kind}.{version}")
    schema = _raw(f"{kind}.json")
    for number in reversed(range(version, newest(kind))):
        schema = versions.patched(schema, _patch(kind, number))
    expanded: Schema = _expand(schema, f"{kind}.json")
    expanded.pop("$defs", None)
    return expanded


def _patch(kind: str, version: int) -> Schema:
    """What a version said in other words than the next."""
    filename = f"{kind}.{version}.patch.json"
    told = _raw(filename) if filename in files() else {}
    patch: Schema = versions.patched(told, {"properties": {"schema_version": {"const": version}}})
    return patch


def brought_up(document: dict[str, Any]) -> dict[str, Any]:
    """A document in the next version of its schema, where all that this version added is unknown."""
    kind, version = document["kind"], document["schema_version"] + 1
    newer: dict[str, Any] = versions.brought_up(document, _marked(kind, version), version)
    return newer | {"schema_version": version}


def with_origins(filename: str) -> Schema:
    """A file's schema as `expanded`, definitions too, where each node that a reference led to names it under `$ref`."""
    schema: Schema = _expand(_raw(filename), filename, origins=True)
    schema["$defs"] = {
        name: _expand({"$ref": f"{filename}#/$defs/{name}"}, filename, origins=True)
        for name in _raw(filename).get("$defs", ())
    }
    whole: Schema = versions.as_of(schema, sys.maxsize)
    return whole


@cache
def fragment(filename: str, name: str) -> Schema:
    """One expanded definition, such as `common.json`, `verified`; it is the same in every version."""
    schema: Schema = versions.as_of(_expand(_raw(filename)["$defs"][name], filename), sys.maxsize)
    return schema


def _expand(node: Any, filename: str, *, origins: bool = False) -> Any:
    if isinstance(node, list):
        return [_expand(item, filename, origins=origins) for item in node]
    if not isinstance(node, dict):
        return node
    here = {
        key: _expand(value, filename, origins=origins) for key, value in node.items() if key not in ("$ref", "$defs")
    }
    if "$ref" not in node:
        return here
    target_file, _, pointer = node["$ref"].partition("#/$defs/")
    target_file = target_file or filename
    merged = _merge(_expand(_raw(target_file)["$defs"][pointer], target_file, origins=origins), here)
    return merged | {"$ref": f"{target_file}#/$defs/{pointer}"} if origins else merged


def _merge(base: Schema, narrower: Schema) -> Schema:
    result = dict(base)
    for key, value in narrower.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = _merge(result[key], value) if both else value
    return result


def titled(node: Schema, otherwise: str) -> str:
    """What a node is called, in the language of the page."""
    return gettext(node["title"]) if "title" in node else otherwise


def titles(node: Any) -> Iterator[str]:
    """Every title within a schema."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            yield node["title"]
        for child in node.values():
            yield from titles(child)


def is_reference(node: Schema) -> bool:
    """Whether the node is another entry's kind, slug and name."""
    return set(node.get("properties", ())) == {"kind", "slug", "name"}


def reference_of(node: Schema) -> Schema | None:
    """The reference that the node is, or may be beside null; None where it is something else."""
    if is_reference(node):
        return node
    return next((option for option in node.get("oneOf", ()) if is_reference(option)), None)


def reference_kinds(reference: Schema) -> list[str]:
    """The kinds that a reference may point to."""
    kind = reference["properties"]["kind"]
    return [kind["const"]] if "const" in kind else list(kind["enum"])


def is_nullable(node: Schema) -> bool:
    """Whether the node has an unknown state."""
    if "oneOf" in node:
        return any(option.get("type") == "null" for option in node["oneOf"])
    return "null" in node.get("type", ()) or None in node.get("enum", ())


def is_rows(node: Schema) -> bool:
    """Whether the node is a list of references or of objects."""
    return "items" in node and bool(is_reference(node["items"]) or "properties" in node["items"])
