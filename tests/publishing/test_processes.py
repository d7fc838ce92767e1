"""What holds when real processes publish and read at once, and when one of them is killed midway."""

import json
import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

PUBLISHERS = 8
CHANGES = 4
KILLS = 15
TOWNS = 5
PATIENCE = 60  # Seconds after which a process counts as stuck.
ROOT = Path(settings.BASE_DIR)
pytestmark = pytest.mark.xdist_group("processes")  # One after the other: each loads all cores alone.


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


def test_publishers_at_once_leave_one_gapless_log_and_no_reader_sees_a_later_revision_first(database_url: str) -> None:
    first = run(database_url, "prepare", PUBLISHERS)["revision"]
    publishers = [("publisher", index, CHANGES) for index in range(PUBLISHERS)]
    with started(database_url, *publishers, ("reader",), ("reader",)) as processes:
        for process in processes[:PUBLISHERS]:
            process.go()
        told = [row for process in processes[:PUBLISHERS] for answer in process.end() for row in answer["told"]]
        seen = [answer for process in processes[PUBLISHERS:] for answer in process.end()]
    log = run(database_url, "inspect")

    newest = first + PUBLISHERS * CHANGES
    assert log["faults"] == []
    assert [(answer["faults"], answer["newest"]) for answer in seen] == [([], newest)] * 2
    assert all(answer["polls"] > 1 for answer in seen), "the readers should have read meanwhile"
    assert sorted(number for number, _slug, _name in told) == list(range(first + 1, newest + 1))
    assert [row for row in told if row not in log["published"]] == []


def test_a_killed_publisher_leaves_every_acknowledged_revision_whole_and_none_half(database_url: str) -> None:
    chance = random.Random(2007)
    first = run(database_url, "prepare", TOWNS)["revision"]
    told: list[Any] = []
    with started(database_url, ("victims", KILLS)) as [process]:
        for _ in range(KILLS):
            process.go()
            pid = process.answer()["pid"]
            told.append(process.answer()["told"])
            before = time.monotonic()
            told.append(process.answer()["told"])
            # Somewhere in the next publication, or right after it when it was quicker than the last.
            process.says_something_within(chance.uniform(0, time.monotonic() - before))
            os.kill(pid, signal.SIGKILL)
            while "dead" not in (answer := process.answer()):
                told.append(answer["told"])
    log = run(database_url, "inspect")

    assert log["faults"] == []
    assert [row for rows in told for row in rows if row not in log["published"]] == []
    assert len(told) <= log["newest"] - first <= len(told) + KILLS, "a kill may cost an answer, never a revision"
