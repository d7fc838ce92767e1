"""A start does only what has to be done: nothing is loaded, gathered or made that nobody asked for."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from samverkan.exchange.management.commands import prepare
from samverkan.jobs.management.commands import work
from samverkan.migrating import CreateTogether

SELDOM = ("openpyxl", "jsonschema", "rdflib", "fontTools", "activities.admin", "samverkan.urls")


def fresh(program: str) -> Any:
    """What a new process says in JSON."""
    start = "import json, sys, django; django.setup()\n"
    done = subprocess.run(
        [sys.executable, "-c", start + program], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_what_is_seldom_needed_is_not_loaded_to_start() -> None:
    program = f"""
from samverkan.exchange.management.commands import prepare
from samverkan.jobs.management.commands import work
print(json.dumps([name for name in {SELDOM} if name in sys.modules]))"""
    assert fresh(program) == []
    assert prepare.Command.requires_system_checks == work.Command.requires_system_checks == []


def test_the_admin_is_there_for_whoever_asks_it_first() -> None:
    ask = """
from django.contrib import admin
from activities.models import Activity
print(json.dumps(type(admin.site.get_model_admin(Activity)).__name__))"""
    assert fresh(ask) == "ActivityAdmin"
    check = """
from django.contrib import admin
print(json.dumps([len(admin.site.check(None)), len(admin.site._registry) > 10]))"""
    assert fresh(check) == [0, True]


def test_static_files_are_gathered_again_only_when_one_has_changed(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, root = tmp_path / "source", tmp_path / "static"
    source.mkdir()
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], root
    backend = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": backend}
    called: list[str] = []

    def call(name: str, **how: Any) -> None:
        called.append(name)
        call_command(name, **how)

    monkeypatch.setattr(prepare, "call_command", call)

    def gathered(text: str) -> list[str]:
        called.clear()
        (source / "a.css").write_text(text)
        prepare.collect_static()
        return called

    assert gathered("a {}") == ["collectstatic"]
    assert gathered("a {}") == []
    assert gathered("b {}") == ["collectstatic"]
    (root / "staticfiles.json").unlink()
    assert gathered("b {}") == ["collectstatic"]
    assert {path.read_text() for path in root.glob("*.css")} >= {"b {}"}


def operations(app: str) -> list[Operation]:
    """Two tables that know each other, and what is added to them afterwards."""
    key = ("id", models.BigAutoField(primary_key=True))
    book: Any = models.ForeignKey(f"{app}.book", models.CASCADE, null=True)
    shelves: Any = models.ManyToManyField(f"{app}.shelf")
    return [
        CreateModel("Shelf", [key, ("place", models.CharField(max_length=20))]),
        CreateModel("Book", [key, ("title", models.CharField(max_length=20, unique=True)), ("shelves", shelves)]),
        AddField("Shelf", "first", book),
        AddIndex("Shelf", models.Index(fields=["place"], name=f"{app}_place")),
        AddConstraint("Book", models.CheckConstraint(condition=~models.Q(title=""), name=f"{app}_titled")),
    ]


def applied(app: str, steps: list[Operation], *, back: bool = False) -> None:
    state = ProjectState()
    before = state.clone()
    for step in steps:
        after = before.clone()
        step.state_forwards(app, after)
        with connection.schema_editor() as editor:
            if back:
                step.database_backwards(app, editor, after, before)
            else:
                step.database_forwards(app, editor, before, after)
        before = after


def tables(app: str) -> dict[str, Any]:
    """Their columns and what holds of them, by what they are called apart from the app."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(f"{app}_"):
                columns = {row.name: row[1:3] for row in connection.introspection.get_table_description(cursor, table)}
                rules = connection.introspection.get_constraints(cursor, table).values()
                told = sorted(
                    repr((r["columns"], r["unique"], r["check"], r["index"], bool(r["foreign_key"]))) for r in rules
                )
                found[table.removeprefix(app)] = (columns, told)
    return found


@pytest.mark.django_db(transaction=True)
def test_tables_made_together_are_as_those_made_one_by_one() -> None:
    apart, together = operations("apart"), [CreateTogether(operations("union"))]
    try:
        applied("apart", apart)
        applied("union", [*together])
        assert tables("union") == tables("apart")
        assert len(tables("union")) == 3
    finally:
        applied("union", [*together], back=True)
        applied("apart", [CreateTogether(apart)], back=True)
    assert tables("union") == tables("apart") == {}
