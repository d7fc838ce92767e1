"""Database triggers that count changes of what the public sees beside the log, whoever makes them and however."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation

_UPSERT = """
INSERT INTO publishing_aside (id, number, by_transaction) VALUES (1, 1, {transaction})
ON CONFLICT (id) DO UPDATE SET number = publishing_aside.number + 1, by_transaction = {transaction}
"""
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


class Counted(Operation):
    """Migration operation: count what happens to a table's rows, or to those alone for which a question finds any.

    `{row}` in the question (a SELECT) stands for the row. Repeat the operation last in every migration that alters the
    table, since SQLite drops triggers when it rebuilds one.
    """

    reversible = True

    def __init__(self, table: str, question: str = "SELECT 1") -> None:
        self.table = table
        self.question = question

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._execute(schema_editor.connection, self._drop, self._raise)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._execute(schema_editor.connection, self._drop)

    def describe(self) -> str:
        return f"Count changes of {self.table}"

    def _execute(self, database: BaseDatabaseWrapper, *steps: Any) -> None:
        with database.cursor() as cursor:
            for step in steps:
                for statement in step(database.vendor):
                    cursor.execute(statement)

    def _drop(self, vendor: str) -> list[str]:
        where = f" ON {self.table}" if vendor == "postgresql" else ""
        return [f"DROP TRIGGER IF EXISTS {self.table}_counted_{event.lower()}{where}" for event in _ROWS]

    def _raise(self, vendor: str) -> list[str]:
        statements = []
        for event, rows in _ROWS.items():
            name = f"{self.table}_counted_{event.lower()}"
            concerned = " OR ".join(f"EXISTS ({self.question.format(row=row)})" for row in rows)
            if vendor == "postgresql":
                # Deferred, so that nobody waits for another's transaction, and whoever reads the number sees the rows.
                statements += [
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    f" IF {concerned} THEN {_UPSERT.format(transaction='txid_current()')}"
                    f" WHERE publishing_aside.by_transaction <> txid_current(); END IF; RETURN NULL; END $$",
                    f"CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON {self.table}"
                    f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {name}()",
                ]
            else:
                statements.append(
                    f"CREATE TRIGGER {name} AFTER {event} ON {self.table} WHEN {concerned}"
                    f" BEGIN {_UPSERT.format(transaction=0)}; END"
                )
        return statements
