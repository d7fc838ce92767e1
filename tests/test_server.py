"""The server holds against clients that do not finish what they began, and is stopped and renewed without a loss."""

import re
import signal
import socket
import threading
import time
from contextlib import ExitStack
from urllib.request import Request, urlopen

import pytest

from samverkan.response_cache import bodies
from samverkan.server import HEAD_BYTES
from tests.publishing.process import database_url
from tests.serving import Server, server

__all__ = ["database_url"]
MANY = 800
pytestmark = pytest.mark.django_db(transaction=True)


def opened(made: Server, sent: bytes, stack: ExitStack) -> socket.socket:
    """A connection on which so much was sent and no more."""
    one = stack.enter_context(socket.create_connection(("127.0.0.1", made.port), 30))
    one.sendall(sent)
    return one


def answer(made: Server, sent: bytes) -> bytes:
    with ExitStack() as stack:
        one = opened(made, sent, stack)
        return b"".join(iter(lambda: one.recv(65_536), b""))


def test_half_sent_heads_and_bodies_stop_nobody(database_url: str) -> None:
    half_head = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half"
    half_body = b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nusername=a"
    with server(database_url) as made, ExitStack() as stack:
        waiting = [opened(made, sent, stack) for sent in (half_head, half_body) for _ in range(MANY)]
        for path, status in (("/healthz", 200), ("/om/", 200), ("/hitta/", 200), ("/api/v1/activities", 200)):
            began = time.monotonic()
            assert made.says(path) == status
            assert time.monotonic() - began < 10, "nobody waits until the others are given up"
        assert len(waiting) == 2 * MANY


def test_what_is_no_request_is_refused_in_a_word(database_url: str) -> None:
    with server(database_url) as made:
        assert answer(made, b"G@T / HTTP/1.1\r\nHost: localhost\r\n\r\n").startswith(b"HTTP/1.1 400")
        long = b"GET /" + b"a" * (HEAD_BYTES + 10) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
        assert re.match(rb"HTTP/1.1 4(14|31)", answer(made, long))
        post = b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        refused = answer(made, post % (bodies.MOST + 1))
        assert refused.startswith(b"HTTP/1.1 413")
        assert b"Dela upp det" in refused
        assert b"content-security-policy" in refused


def test_a_server_is_stopped_and_renewed_while_readers_go_on(database_url: str) -> None:
    failed: list[object] = []
    asked, done = threading.Event(), threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                with urlopen(f"{made.address}/om/", timeout=30) as page:
                    page.read()
            except OSError as error:
                failed.append(error)
            asked.set()

    with server(database_url) as made:
        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        asked.wait(30)
        made.tell(signal.SIGHUP)
        for _ in range(200):
            made.says("/om/")
        done.set()
        for reader in readers:
            reader.join(60)
        assert failed == []
        made.tell(signal.SIGTERM)
        assert made.process.wait(60) == 0


def test_clients_that_go_away_leave_nothing_half_done(database_url: str) -> None:
    with server(database_url) as made, ExitStack() as stack:
        for sent in (
            b"GET /om/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET /api/v1/dump HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nusername=a",
        ):
            for _ in range(20):
                opened(made, sent, stack).close()
        assert made.says("/om/") == 200


def test_no_process_is_left_when_the_one_that_watches_is_killed(database_url: str) -> None:
    with server(database_url) as made:
        made.tell(signal.SIGKILL)
        made.process.wait(60)
        while True:
            try:
                made.says("/healthz")
            except OSError:
                break


def test_a_style_sheet_is_served_packed_and_known_again(database_url: str) -> None:
    with server(database_url) as made:
        request = Request(f"{made.address}/static/katalog.css", headers={"Accept-Encoding": "br"})
        with urlopen(request) as first:
            assert first.headers["Content-Encoding"] == "br"
            tag = first.headers["ETag"]
        request.add_header("If-None-Match", tag)
        with pytest.raises(OSError, match="304"):
            urlopen(request)
