"""The real catalogue behind a live server, as a visitor's browser meets it."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from samverkan.exchange.importer import import_catalogue
from samverkan.publishing.publish import Author
from tests.conftest import on_sqlite
from tests.fixture_files import SOURCE_CATALOGUE


@pytest.fixture(scope="session")
def snapshot() -> Iterator[sqlite3.Connection]:
    """SQLite's copy of a database that has published the source catalogue, once one has: to publish takes seconds."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    yield kept
    kept.close()


@pytest.fixture
def catalogue(live_server: Any, snapshot: sqlite3.Connection) -> str:
    """The address of a server that has published the source catalogue."""
    connection.ensure_connection()
    if snapshot.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        snapshot.backup(connection.connection)
    else:
        import_catalogue(SOURCE_CATALOGUE, Author("Redaktionen"), and_publish=True)
        if on_sqlite():
            connection.connection.backup(snapshot)
    return str(live_server.url)
