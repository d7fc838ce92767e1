"""A database of an earlier release: `./run` stops with a line that says what to do, and that carries the log over."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.rehearsal, pytest.mark.django_db(transaction=True)]
# As an earlier release left it: text as a browser and a word processor send it, and a migration that is gone.
BEFORE = r"""
from django.db.migrations.recorder import MigrationRecorder
from django.db import connection
from samverkan.publishing.append_only import unlocked
from samverkan.publishing.models import Publication
from tests.factories import ActivityFactory, published
from django.db import transaction
published(ActivityFactory.create(slug="lotsen", name="Lotsen", summary="Ett stycke."))
with transaction.atomic(), unlocked():
    for row in Publication.objects.filter(slug="lotsen"):
        row.body = row.body.replace("Ett stycke.", r"Ett stycke.\r\n\r\nEtt\u00ad till.")
        row.name = "Lot\u00adsen"
        row.save()
MigrationRecorder(connection).record_applied("activities", "0003_editing")
"""
TOLD = r"""
import json
from activities.models import Activity
from django.contrib.auth.models import User
from samverkan.publishing.models import Publication
row, entry = Publication.objects.get(slug="lotsen"), Activity.objects.get(slug="lotsen")
said = json.loads(row.body)["summary"]
print(json.dumps([row.name, said, entry.summary, entry.working_fingerprint == entry.loaded_fingerprint]))
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of its own."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'katalogen.sqlite3'}"
        return
    name = "earlier_release"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    url = os.environ["DATABASE_URL"]
    yield url.replace("/samverkan?", f"/{name}?") if "?" in url else url.rpartition("/")[0] + f"/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def test_the_log_of_an_earlier_release_is_carried_over_and_mended(database: str, tmp_path: Path) -> None:
    def manage(*command: str) -> subprocess.CompletedProcess[str]:
        own: dict[str, Any] = {"DATABASE_URL": database, "DATA_DIR": str(tmp_path)}
        program = [sys.executable, "manage.py", *command]
        return subprocess.run(
            program, cwd=settings.BASE_DIR, env=os.environ | own, capture_output=True, text=True, check=False
        )

    manage("migrate", "--verbosity", "0")
    assert manage("shell", "--no-imports", "-c", BEFORE).stderr == ""

    stopped = manage("prepare")
    assert stopped.returncode == 1
    [line] = stopped.stderr.splitlines()
    assert line.endswith("Carry its log over into a new one: ./run manage carry_over")

    carried = manage("carry_over")
    assert (carried.returncode, carried.stderr) == (0, "")
    assert "Revisions read in: 1." in carried.stdout

    told = manage("shell", "--no-imports", "-c", TOLD)
    tidy = "Ett stycke.\n\nEtt till."
    assert json.loads(told.stdout) == ["Lotsen", tidy, tidy, True]
    assert "nothing to carry over" in manage("carry_over").stderr
