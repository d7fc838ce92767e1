"""The client in docs/examples keeps its copies in step, whatever is published and however often it is killed."""

import itertools
import json
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings

from samverkan.api.dump import LAST
from tests.publishing.process import Process, run, started
from tests.serving import served

EDITORS, COPIES, ROUNDS = 2, 3, 9
STATEMENTS = 16  # As many as a run that has a little to fetch sends to its copy.
ROOT = Path(settings.BASE_DIR)
WORDS = "Ymer Ymersson"

NOWHERE = "0-0"  # The cursor of the beginning.

Key = tuple[str, str]
Stand = tuple[str, dict[Key, int]]  # Where a copy has come to, and the revision of each entry in it.
State = dict[Key, tuple[int, str, Any, Any]]


class Client:
    """The reference client with a copy of its own, which is all that it remembers."""

    def __init__(self, api: str, copy: Path) -> None:
        self.api, self.copy = api, copy
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, dies_at: int = 0) -> None:
        """Begin, or go on where the copy is, perhaps to die at a statement to it."""
        command = [sys.executable, "-m", "tests.api.mortal", self.api, str(self.copy), str(dies_at)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        assert self.process.stdout
        with self.process.stdout as words:
            assert words.readline() == b"!\n"

    def killed(self, after: float = 60) -> list[Stand]:
        """SIGKILL when the time is up; how the copy was left if it died, by that or at a statement, else nothing."""
        assert self.process
        try:
            self.process.wait(after)
        except subprocess.TimeoutExpired:
            self.process.kill()
        assert self.process.wait() in (0, -signal.SIGKILL)
        return [self.stands()] if self.process.returncode else []

    def pause(self) -> None:
        """Stop it in the middle of whatever it does."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def end(self) -> None:
        """Let it go on to its end."""
        assert self.process
        self.process.send_signal(signal.SIGCONT)
        assert self.process.wait(60) == 0

    def catch_up(self) -> None:
        """Run once."""
        self.start()
        self.end()

    def holds(self) -> State:
        """What stands in the copy."""
        with closing(sqlite3.connect(self.copy)) as copy:
            rows = copy.execute("SELECT kind, slug, revision, published_at, document, verified FROM entry").fetchall()
        return {(row[0], row[1]): (row[2], row[3], json.loads(row[4]), json.loads(row[5])) for row in rows}

    def stands(self) -> Stand:
        """Where the copy says that it has come to, and each entry's revision in it."""
        with closing(sqlite3.connect(self.copy)) as copy:
            tables = copy.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('entry', 'place')").fetchone()[0]
            place = copy.execute("SELECT cursor FROM place").fetchone() if tables == 2 else None
            rows = copy.execute("SELECT kind, slug, revision FROM entry").fetchall() if place else []
        return (place[0] if place else NOWHERE), {(kind, slug): revision for kind, slug, revision in rows}


def test_copies_equal_the_catalogue_after_all_that_editors_and_kills_can_do(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    run(database_url, "prepare", EDITORS)
    editing = [("editor", index, ROUNDS) for index in range(EDITORS)]
    with served(database_url) as address, started(database_url, *editing) as editors:
        api = f"{address}/api/v1"
        clients = [Client(api, tmp_path / f"{n}.sqlite3") for n in range(COPIES)]
        killed = torment(clients, editors)
        for editor in editors:
            editor.end()
        for client in clients:
            client.catch_up()
        newest = at(api, "")
        states = dict(replayed(api))
        history = {int(place.partition("-")[0]): state for place, state in states.items() if place != NOWHERE}
        said = {number: at(api, f"?at=r{number}") for number in history}

    assert [client.holds() == newest for client in clients] == [True] * COPIES
    assert list(history) == list(range(1, len(history) + 1))
    assert [number for number, state in history.items() if state != said[number]] == []
    assert [number for number, state in history.items() if "Hemlig" in repr(state)] == []
    assert newest == history[max(history)]
    ends = {f"{number}-{LAST}": state for number, state in history.items()}
    whole = [{key: entry[0] for key, entry in (states | ends)[place].items()} for place, _held in killed]
    assert [held for _place, held in killed] == whole, "a kill may cost a page, never half of one"
    assert {place for place, _held in killed} > {NOWHERE}, "some died before they had anything, some later"


def test_words_removed_from_the_catalogue_leave_the_copies_that_have_them(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    run(database_url, "prepare", 1)
    run(database_url, "slip", WORDS)
    with served(database_url) as address:
        client = Client(f"{address}/api/v1", tmp_path / "kopia.sqlite3")
        client.catch_up()
        assert WORDS in repr(client.holds())
        with started(database_url, ("redactor", WORDS)) as [redactor]:
            redactor.go()
            redactor.answer()
            redactor.go()
            redactor.end()
        client.catch_up()
        assert client.holds() == at(client.api, "")
    assert WORDS not in repr(client.holds())


def torment(clients: list[Client], editors: list[Process]) -> list[Stand]:
    """While all editors publish, start, pause and kill the clients when chance says so; what each kill left."""
    chance = random.Random(1998)
    killed = dead_at_first_and_later(clients[0])
    for client in itertools.islice(itertools.cycle(clients), ROUNDS):
        for editor in editors:
            editor.go()
        match chance.choice(["pause", "kill", "die", "die"]):
            case "pause":  # The others publish, pull and die while it hangs.
                client.start()
                client.pause()
                for other in clients:
                    if other is not client:
                        other.start(dies_at=chance.randrange(1, STATEMENTS))
                        killed += other.killed()
                client.end()
            case "kill":
                client.start()
                killed += client.killed(after=chance.uniform(0, 0.2))
            case "die":
                client.start(dies_at=chance.randrange(1, STATEMENTS))
                killed += client.killed()
    return killed


def dead_at_first_and_later(client: Client) -> list[Stand]:
    """What two kills leave that do not depend on the machine's speed: before it has anything, and when it has all."""
    client.start(dies_at=1)
    killed = client.killed()
    client.catch_up()
    client.start(dies_at=1)
    return killed + client.killed()


def at(api: str, query: str) -> State:
    """What the catalogue says, or said."""
    with urlopen(f"{api}/dump{query}") as answer:
        _head, *entries = map(json.loads, answer)
    return {(entry["kind"], entry["slug"]): without_what_stands_beside(entry) for entry in entries}


def without_what_stands_beside(entry: dict[str, Any]) -> tuple[int, str, Any, Any]:
    revision, published_at, verified = (entry.pop(name) for name in ("revision", "published_at", "verified"))
    return revision, published_at, entry, verified


def replayed(api: str) -> Iterator[tuple[str, State]]:
    """What whoever follows /changes from the beginning holds after each event, by the cursor behind it."""
    state: State = {}
    yield NOWHERE, {}
    for number, events in itertools.groupby(every_change(api), lambda change: change["revision"]):
        for position, change in enumerate(events):
            key = (change["kind"], change["slug"])
            before = state.pop(key, None)
            match change["op"], before:
                case "upsert", _:
                    state[key] = (number, change["published_at"], change["document"], change["verified"])
                case "verify", (revision, published_at, document, _verified):
                    state[key] = (revision, published_at, document, change["verified"])
                case "redact", (revision, published_at, _document, verified):
                    state[key] = (revision, published_at, change["document"], verified)
            yield f"{number}-{position}", dict(state)


def every_change(api: str) -> Iterator[dict[str, Any]]:
    cursor = ""
    while True:
        with urlopen(f"{api}/changes?limit=7{cursor}") as answer:
            page = json.load(answer)
        if not page["results"]:
            return
        yield from page["results"]
        cursor = f"&cursor={page['next_cursor']}"
