"""Database triggers that refuse to change what was published, whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation

MESSAGE = "published history is append-only"
TABLES = ("publishing_revision", "publishing_event", "publishing_publication", "publishing_edition")
_TEXTS = "body, name, sort_key, note, office, verified_by, title, foreword"  # All that a removal of words may change.
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION publishing_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE texts text[] := '{{{_TEXTS}}}';
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('samverkan.redact', true) = 'on'
    AND to_jsonb(OLD) - texts = to_jsonb(NEW) - texts
    AND (to_jsonb(OLD) -> 'body' = 'null') IS NOT DISTINCT FROM (to_jsonb(NEW) -> 'body' = 'null')
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';
END $$
"""


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}"
            f" FOR EACH {level} EXECUTE FUNCTION publishing_append_only()"
            for event, level in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        ]
    return [
        f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for event in ("UPDATE", "DELETE")
    ]


def _drop(vendor: str, table: str) -> list[str]:
    where = f" ON {table}" if vendor == "postgresql" else ""
    words = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return [f"DROP TRIGGER IF EXISTS {table}_no_{word}{where}" for word in words]


def raise_triggers(database: BaseDatabaseWrapper, table: str) -> None:
    """Put the triggers on a table; safe to repeat, as after a rebuild of the table on SQLite."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for statement in _drop(database.vendor, table) + _statements(database.vendor, table):
            cursor.execute(statement)


def lift_triggers(database: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers off a table."""
    with database.cursor() as cursor:
        for statement in _drop(database.vendor, table):
            cursor.execute(statement)


@contextmanager
def lifted(database: BaseDatabaseWrapper = connection) -> Iterator[None]:
    """Without triggers for a while: for emptying a test database, nothing else."""
    for table in TABLES:
        lift_triggers(database, table)
    try:
        yield
    finally:
        with transaction.atomic(using=database.alias):
            for table in TABLES:
                raise_triggers(database, table)


@contextmanager
def unlocked(database: BaseDatabaseWrapper = connection) -> Iterator[None]:
    """Inside a transaction that removes words: texts may change. Should it fail, or die, they never could.

    On PostgreSQL a setting of the transaction tells the triggers, which stay, so that no reader waits and rows keep
    everything but their texts. SQLite has no settings: its triggers are taken off and come back with the transaction.
    """
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute("SET LOCAL samverkan.redact = 'on'")
            yield
            cursor.execute("SET LOCAL samverkan.redact = 'off'")
        return
    for table in TABLES:
        lift_triggers(database, table)
    yield
    for table in TABLES:
        raise_triggers(database, table)


class AppendOnly(Operation):
    """Migration operation: raise the triggers on a table. Repeat it last in every migration that alters the table."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        raise_triggers(schema_editor.connection, self.table)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        lift_triggers(schema_editor.connection, self.table)

    def describe(self) -> str:
        return f"Make {self.table} append-only"
