"""The client in docs/examples meets what a network does: no answer, too many questions, half an answer."""

import importlib.util
import io
import json
import sqlite3
import urllib.request
from contextlib import closing
from email.message import Message
from http.client import IncompleteRead
from pathlib import Path
from typing import Any, ClassVar
from urllib.error import HTTPError, URLError

import pytest
from django.conf import settings

PROGRAM = Path(settings.BASE_DIR) / "docs/examples/katalogklient.py"
HEAD = {"revision": 1, "published_at": "2026-11-26T12:00:00Z", "entries": 2, "next_cursor": "1-9"}
ENTRIES = [
    {"kind": "term", "slug": slug, "revision": 1, "published_at": HEAD["published_at"], "verified": None}
    for slug in ("finsam", "frisam")
]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Any:
    spec: Any = importlib.util.spec_from_file_location("katalogklient", PROGRAM)
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.waits = []
    monkeypatch.setattr(module.time, "sleep", module.waits.append)
    return module


def answer(*lines: Any) -> Any:
    body: Any = io.BytesIO("".join(f"{json.dumps(line)}\n" for line in lines).encode())
    body.headers = {}
    return body


def busy(seconds: str) -> HTTPError:
    headers = Message()
    headers["Retry-After"] = seconds
    return HTTPError("", 429, "", headers, io.BytesIO(b"{}"))


def answering(monkeypatch: pytest.MonkeyPatch, *answers: Any) -> None:
    """What each question is answered, in order."""
    left = iter(answers)

    def urlopen(request: Any, timeout: float) -> Any:
        given = next(left)
        if isinstance(given, Exception):
            raise given
        return given

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)


def test_it_asks_again_after_the_time_that_the_catalogue_names_or_where_nobody_answers(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client.time, "time", lambda: 1_000_000_000)
    point = "Sun, 09 Sep 2001 01:46:51 GMT"  # Eleven seconds later.
    answering(monkeypatch, busy("7"), busy(point), URLError("nere"), ConnectionResetError(), answer("framme"))
    assert client.patiently(lambda: json.load(client.ask("http://katalogen.example"))) == "framme"
    assert client.waits == [7, 11, client.WAIT, client.WAIT]
    answering(monkeypatch, *[URLError("nere")] * client.TRIES)
    with pytest.raises(SystemExit, match="does not answer"):
        client.patiently(lambda: client.ask("http://katalogen.example"))


class Cut(io.BytesIO):
    """A body whose connection is lost after what was sent."""

    headers: ClassVar[dict[str, str]] = {}

    def read(self, *args: Any) -> bytes:
        return super().read(*args) or self.lose()

    def readline(self, *args: Any) -> bytes:
        return super().readline(*args) or self.lose()

    __next__ = readline

    def lose(self) -> bytes:
        raise IncompleteRead(b"")


@pytest.mark.parametrize("cut", ["silently", "aloud"])
def test_an_answer_that_was_cut_is_asked_for_again_and_leaves_no_half_copy(
    client: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cut: str
) -> None:
    path = tmp_path / "kopia.sqlite3"
    half = answer(HEAD, ENTRIES[0]).getvalue()
    bodies: dict[str, Any] = {"silently": lambda: answer(HEAD, ENTRIES[0]), "aloud": lambda: Cut(half)}
    answering(monkeypatch, *(bodies[cut]() for _time in range(client.TRIES)))
    with pytest.raises(SystemExit, match="Run again"):
        client.main("http://katalogen.example", str(path))
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (0,)
    page = {"results": [], "next_cursor": "1-9"}
    answering(monkeypatch, answer(HEAD, ENTRIES[0]), answer(HEAD, *ENTRIES), Cut(b'{"results": ['), answer(page))
    client.main("http://katalogen.example", str(path))
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (2,)
