"""What the server itself answers, before a request reaches the program, is as clear as all other errors."""

import json
import socket

import pytest
from gunicorn import util

from samverkan import server


@pytest.mark.parametrize(
    ("status", "reason", "words"), [(400, "Bad Request", "Procentkoda"), (414, "URI Too Long", "för lång")]
)
def test_a_malformed_request_is_a_problem_that_repeats_nothing_of_it(status: int, reason: str, words: str) -> None:
    assert util.write_error is server.write_problem
    ours, theirs = socket.socketpair()
    with ours, theirs:
        util.write_error(ours, status, reason, "GET /hitta/?alder=22å HTTP/1.1")
        ours.shutdown(socket.SHUT_WR)
        head, _, content = theirs.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} {reason}\r\n".encode())
    assert b"Content-Type: application/problem+json" in head
    assert b"\r\nTraceparent: 00-" in head
    assert f"Content-Length: {len(content)}".encode() in head
    problem = json.loads(content)
    assert problem["status"] == status
    assert words in problem["detail"]
    assert "22" not in content.decode()
