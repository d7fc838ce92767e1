"""No question to PostgreSQL reads the tables many times over, whatever its planner believes of them."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, models, transaction
from django.test import Client

from samverkan.publishing.models import Current, Event, Extract, Facet, Publication, Span, Token, Word
from tests.pages import ENGLISH, PAGES, fill

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
LOG: tuple[type[models.Model], ...] = (Publication, Event, Current, Facet, Span, Token, Extract, Word)
DOORS = ("/api/v1", "/api/hsds")
FURTHER = (
    "/sitemap.xml",
    "/datasets/dcat",
    "/andringar.atom",
    "/matris/sjuharad/matris.csv",
    "/verksamheter/?kommun=boras&finansiering=finsam&funktion=trana",
    "/andringar/?kommun=boras&funktion=trana&bekraftelser=1",
    "/api/v1/activities?municipality=boras&financing_stream=finsam&on=2010-01-01&limit=100",
    "/api/v1/changes?limit=100",
    "/api/v1/matrix/sjuharad",
    "/api/hsds/services?full=true",
)
ROUNDS = 5  # Of writes that are rolled back, each of which leaves as many dead rows as there are live ones.
# How many rows an address may read for each row of the log and its index, by what the planner knows of the tables:
# nothing, as of new ones; or that they are empty, as when they are counted while all their rows await the commit.
MOST = {"reltuples = -1, relpages = 0": 4, "reltuples = 0, relpages = pg_relation_size(oid) / 8192": 16}
OURS = "relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')"
REMOVED = ("Filter", "Join Filter", "Index Recheck")
Statement = tuple[str, tuple[Any, ...]]


def execute(statement: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def bloat() -> None:
    """Several times as many dead rows as live ones, in tables that are neither cleaned nor counted meanwhile."""
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    tables = {model._meta.db_table: model._meta.pk.column for model in apps.get_models()}
    for table in tables:
        execute(f"ALTER TABLE {table} SET (autovacuum_enabled = off)")
    for _ in range(ROUNDS):
        with transaction.atomic():
            execute("SET LOCAL session_replication_role = replica")  # Else the log would refuse to be written over.
            for table, key in tables.items():
                execute(f'UPDATE {table} SET "{key}" = "{key}"')
            transaction.set_rollback(True)


def let_it_believe(counts: str) -> None:
    """Let the planner know nothing of the tables but how many rows and pages they had when last counted."""
    execute(f"DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE {OURS})")
    execute(f"UPDATE pg_class SET {counts}, relallvisible = 0 WHERE {OURS}")


def public_addresses() -> list[str]:
    """The kinds of pages, every entry in both languages, and every path of both doors to programs."""
    listed = re.findall(r"<loc>http://testserver([^<]*)</loc>", Client().get("/sitemap.xml").content.decode())
    assert len(listed) > 200
    paths = [path for door in DOORS for path in paths_of(door)]
    assert len(paths) > 40
    return list(dict.fromkeys([*PAGES.values(), *ENGLISH.values(), *listed, *FURTHER, *paths]))


def paths_of(door: str) -> Iterator[str]:
    """The paths that a door's own document tells of, those of single entries with the first one of their list."""
    paths = Client().get(f"{door}/openapi.json").json()["paths"]
    for path in paths:
        place, parameter, name = path.partition("/{")
        if not parameter:
            yield f"{door}{path}"
        elif place in paths:
            answer = Client().get(f"{door}{place}").json()
            first = (answer.get("results") or answer["contents"])[0]
            yield f"{door}{place}/{first[name.rstrip('}')]}"


def asked_by(address: str) -> list[Statement]:
    """The questions that answering an address asks of the database."""
    asked: list[Statement] = []

    def listen(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip("(").startswith("SELECT"):
            asked.append((sql, tuple(params or ())))
        return run(sql, params, many, context)

    with connection.execute_wrapper(listen):
        response = Client().get(address)
        assert response.status_code == 200, address
        if response.streaming:
            list(response)
    return asked


def read_by(address: str, statement: Statement) -> int:
    """How many rows PostgreSQL reads for a question, in all steps of its plan together."""
    try:
        [[[explained]]] = execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement[0]}", statement[1])
    except OperationalError as error:
        pytest.fail(f"{address}: {error}{statement}")
    return rows_of(explained["Plan"])


def rows_of(plan: dict[str, Any]) -> int:
    removed = sum(plan.get(f"Rows Removed by {why}", 0) for why in REMOVED)
    return int((plan["Actual Rows"] + removed) * plan["Actual Loops"]) + sum(map(rows_of, plan.get("Plans", ())))


def test_no_public_address_reads_more_than_a_few_rows_for_each_that_there_is() -> None:
    fill()
    bloat()
    rows = sum(model._default_manager.count() for model in LOG)
    asked: dict[str, list[Statement]] = {}
    for counts, most in MOST.items():
        let_it_believe(counts)
        asked = asked or {address: asked_by(address) for address in public_addresses()}
        askers = {question: address for address, questions in asked.items() for question in questions}
        read = {question: read_by(address, question) for question, address in askers.items()}
        times = {address: sum(map(read.__getitem__, questions)) / rows for address, questions in asked.items()}
        assert {address: much for address, much in times.items() if much > most} == {}, counts


def test_no_statement_of_the_suite_runs_for_longer_than_20_seconds() -> None:
    """Neither here nor in the processes that tests start."""
    [[here]] = execute("SHOW statement_timeout")
    told = "from django.db import connection as c; x = c.cursor(); x.execute('SHOW statement_timeout'); print(*x)"
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", told]
    there = subprocess.run(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, check=True)
    assert (here, there.stdout.strip()) == ("20s", "('20s',)")
