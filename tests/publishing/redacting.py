"""A catalogue in which a name stands, and how it is taken out."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from activities.models import Activity
from samverkan.publishing.publish import Author
from samverkan.removal.redact import find, redact
from tests.factories import OFFICE, ActivityFactory, published

NAME = "Ymer Ymersson"


@pytest.fixture
def in_a_folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    settings.LEDGER = tmp_path / "borttaget.ndjson"
    return tmp_path


def remnants(word: str = "ymer") -> list[str]:
    """Where a word still stands, in any column of any table but the index of sessions and accounts."""
    return [
        f"{model.__name__}.{column}"
        for model in apps.get_models()
        for row in model._default_manager.values()
        for column, value in row.items()
        if word in str(value).casefold() or word in json.dumps(value, default=str).casefold()
    ]


@pytest.fixture
def stodet() -> Activity:
    """Published twice with the name, and once without it."""
    one = ActivityFactory.create(
        slug="stodet", name="Stödet", for_whom={}, way_in={}, verified_on="2026", verified_by=NAME
    )
    one.method = f"Ring {NAME}\n om det gäller."
    one.save()
    one.criteria.create(text=f"Har talat med {NAME.upper()}", situations=["pain"])
    published(one)
    one.refresh_from_db()
    one.method = f"Fråga efter Ymer  Ymerssons kollega, inte {NAME}."
    one.save()
    published(one)
    one.refresh_from_db()
    one.method = "Ring kansliet."
    one.save()
    published(one)
    return Activity.objects.get(pk=one.pk)


def remove(*words: str, by: Author = OFFICE) -> None:
    redact(words, by, find(words).times)
