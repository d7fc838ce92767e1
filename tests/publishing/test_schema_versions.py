"""Older versions of a schema: stated as what differs, published to the letter as when they were new."""

import hashlib
import json
from typing import Any

import pytest

from samverkan.publishing import kinds, schemas

# SHA-256 of each older version as the API publishes it, without its address. They are promised to partners: where the
# newest schema says something in other words, a patch to the version before says it in the old ones.
PUBLISHED = {
    "federation.1": "6059de6d5af3fd4fa87a87802692845868ec2dfcc3f2b80097bd54c20d5cf49c",
    "financing_stream.1": "30d1804c1a5f22fc7cd8a4a7ba541b288cffd36c49c5b0737902cc00624ed03e",
    "activity.1": "963f9bd8f9fac9f2226b9beb638d24f3f98c02c0ad3c6b458d4125ef15614aab",
}

OLDER = [(kind.name, version) for kind in kinds.every() for version in range(1, kind.version)]


def digest(kind: str, version: int) -> str:
    schema = {name: node for name, node in schemas.expanded(kind, version).items() if name != "$id"}
    return hashlib.sha256(json.dumps(schema, ensure_ascii=False, indent=1).encode()).hexdigest()


def test_older_versions_are_published_as_they_always_were() -> None:
    assert {f"{kind}.{version}": digest(kind, version) for kind, version in OLDER} == PUBLISHED


def test_a_kind_is_in_the_version_that_its_whole_schema_says() -> None:
    for kind in kinds.every():
        assert kind.schema is schemas.expanded(kind.name, kind.version)
        assert schemas.expanded(kind.name) == kind.schema
        assert kind.schema["properties"]["schema_version"] == {"const": kind.version}


@pytest.mark.parametrize(("kind", "version"), [("area", 0), ("area", 2), ("activity", 99), ("nothing", 1)])
def test_there_is_no_other_version(kind: str, version: int) -> None:
    with pytest.raises(KeyError):
        schemas.expanded(kind, version)


def added(older: dict[str, Any], newer: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes that the newer of two versions has besides."""
    found = added(older["items"], newer["items"]) if "items" in older else []
    known = older.get("properties", {})
    for name, child in newer.get("properties", {}).items():
        found += added(known[name], child) if name in known else [child]
    return found


@pytest.mark.parametrize(("kind", "version"), OLDER)
def test_what_a_version_adds_may_be_unknown_where_nothing_else_brings_documents_up(kind: str, version: int) -> None:
    nodes = added(schemas.expanded(kind, version), schemas.expanded(kind, version + 1))
    assert nodes
    if version not in kinds.get(kind).upcasts:
        assert [node for node in nodes if not schemas.is_nullable(node)] == []


def test_no_mark_of_a_version_is_published() -> None:
    for kind in kinds.every():
        for version in range(1, kind.version + 1):
            assert '"added":' not in json.dumps(schemas.expanded(kind.name, version))


def test_a_document_is_brought_up_in_the_schema_s_order_and_loses_nothing() -> None:
    older = {"kind": "activity", "schema_version": 1, "slug": "en", "summary": "Kort.", "placements": [], "stavfel": 1}
    newer = schemas.brought_up(older)
    assert list(newer) == [
        *("kind", "schema_version", "slug", "summary", "easy_summary", "placements"),
        *("agreements", "regional_goals", "stavfel"),
    ]
    assert (newer["schema_version"], newer["easy_summary"], newer["stavfel"]) == (2, None, 1)
    assert "easy_summary" not in older


def test_rows_are_brought_up_too() -> None:
    goal = {"text": "Fler i arbete.", "percent": 40, "base": None}
    older = {"kind": "federation", "schema_version": 1, "slug": "ett", "goals": [goal]}
    [newer] = schemas.brought_up(older)["goals"]
    assert newer == goal | {"counts": None, "among": None, "serves": None}
    assert "counts" not in goal


@pytest.mark.parametrize("goals", [None, [], "mål", ["mål"], 3])
def test_what_fits_no_version_is_left_for_validation(goals: Any) -> None:
    older = {"kind": "federation", "schema_version": 1, "goals": goals}
    assert schemas.brought_up(older) == {"kind": "federation", "schema_version": 2, "goals": goals}
