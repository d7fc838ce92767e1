"""The norm's own schemas, which lie beside the repository."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

STANDARD = Path(settings.BASE_DIR).parent / "shared/standards/hsds-3.1"


@cache
def validator(name: str) -> Draft202012Validator:
    """What checks an object of that name, formats too; where the norm is not at hand the test is skipped."""
    if not STANDARD.is_dir():
        pytest.skip("HSDS 3.1 does not lie beside the repository")
    files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in STANDARD.glob("*.json")}
    registry: Any = Registry().with_resources([(file, DRAFT202012.create_resource(one)) for file, one in files.items()])
    return Draft202012Validator(files[f"{name}.json"], registry=registry, format_checker=FormatChecker())


def faults(name: str, one: Any) -> list[str]:
    """What the norm says is wrong with an object, properties that it does not know included."""
    known: Any = validator(name).schema
    found = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(one)]
    return found + [f"{name} has no {key}" for key in one.keys() - known["properties"].keys()]


def nulls(value: Any) -> bool:
    """Whether there is a null or an empty list anywhere."""
    if isinstance(value, dict):
        return any(nulls(one) for one in value.values())
    return value is None or (isinstance(value, list) and (not value or any(nulls(one) for one in value)))
