"""Spreadsheets sent to the admin and had from it, for its tests."""

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from federations.models import Federation
from samverkan.publishing.models import Entry
from tests.factories import ActivityFactory, published, works_for


@pytest.fixture
def foreign_activity(others: Federation) -> Activity:
    activity = ActivityFactory.create(slug="annans", name="Annans verksamhet", owners=[others], for_whom={}, way_in={})
    published(activity)
    return activity


@pytest.fixture
def editor(client: Client, mine: Federation, my_activity: Activity) -> Client:
    client.force_login(works_for("editor", mine))
    return client


def page(model: str = "activities_activity", name: str = "spreadsheet", *args: str) -> str:
    return reverse(f"admin:{model}_{name}", args=args)


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def downloaded(client: Client, query: str = "", model: str = "activities_activity") -> list[dict[str, Any]]:
    """The rows of the main sheet, by the names in the first row."""
    return rows_of_file(content(client.get(page(model, "sheet_file", "xlsx") + query)))


def rows_of_file(file: bytes) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(BytesIO(file))
    names, _titles, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]


def as_file(rows: list[dict[str, Any]], name: str = "blad.csv") -> SimpleUploadedFile:
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile(name, out.getvalue().encode())


def upload(client: Client, file: SimpleUploadedFile, model: str = "activities_activity") -> str:
    """Send a file; the address of what came of it."""
    response = client.post(page(model), {"file": file})
    assert response.status_code == 302
    return str(response["Location"])


def row(slug: str = "min", **cells: object) -> SimpleUploadedFile:
    return as_file([{"slug": slug, **cells}])


def fresh(activity: Entry) -> Any:
    return type(activity)._default_manager.get(pk=activity.pk)
