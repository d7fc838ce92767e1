"""Real processes beside each other on one database: how the tests start them, tell them to go and hear them."""

import json
import os
import select
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

PATIENCE = 60  # Seconds after which a process counts as stuck.
ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def database_url(transactional_db: None, tmp_path: Path) -> str:
    """A database that processes can share: the test database itself, or on SQLite, where that is in memory, a copy."""
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])
        folder = url.path.rpartition("/")[0]  # Where the server's socket lies, should it have one.
        return url._replace(path=f"{folder}/{connection.settings_dict['NAME']}").geturl()
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "shared.sqlite3")) as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{tmp_path / 'shared.sqlite3'}"


class Process:
    """A process in one of the roles of processes.py."""

    def __init__(self, database_url: str, *role: str | int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.publishing.processes", *map(str, role)],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
        )

    def answer(self) -> Any:
        """The next line that it says."""
        assert self.process.stdout
        assert self.says_something_within(PATIENCE), "it is stuck"
        line = self.process.stdout.readline()
        assert line, f"it ended instead: {self.process.communicate()[1].decode()}"
        return json.loads(line)

    def says_something_within(self, seconds: float) -> bool:
        """Wait until it says something or the time is up."""
        assert self.process.stdout
        return bool(select.select([self.process.stdout], [], [], seconds)[0])

    def go(self) -> None:
        """Let it begin."""
        assert self.process.stdin
        self.process.stdin.write(b"go\n")

    def end(self) -> list[Any]:
        """What else it says until it ends well."""
        out, err = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, err.decode()
        return [json.loads(line) for line in out.splitlines()]


@contextmanager
def started(database_url: str, *roles: tuple[str | int, ...]) -> Iterator[list[Process]]:
    """Processes side by side, each of which has said that it is ready; none survives the block."""
    with ExitStack() as stack:
        processes = [Process(database_url, *role) for role in roles]
        for process in processes:
            stack.callback(process.process.communicate)
            stack.callback(process.process.kill)
        for process in processes:
            assert process.answer() == {"ready": True}
        yield processes


def run(database_url: str, *role: str | int) -> Any:
    """The one answer of a process that we wait for."""
    [answer] = Process(database_url, *role).end()
    return answer
