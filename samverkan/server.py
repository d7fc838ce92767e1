"""How gunicorn serves the catalogue; `./run` adds the address."""

import json
import socket

from gunicorn import util
from gunicorn.http import message

from samverkan.logs import WithoutSecrets

# gunicorn answers longer request lines itself; its own ceiling is 8 190 characters.
message.MAX_REQUEST_LINE = limit_request_line = 65_536
worker_class = "gthread"
workers = 1
threads = 8
loglevel = "error"  # Its warnings tell the address and the question of whoever sends a malformed request.
control_socket_disable = True
REASONS = {
    400: "Begäran har tecken som inte får stå där. Procentkoda adressen: å skrivs %C3%A5.",
    414: "Adressen är för lång.",
    431: "Huvudena är för stora.",
}


def on_starting(server: object) -> None:
    """gunicorn's hook: before the workers, who inherit its log."""
    server.log.error_log.addFilter(WithoutSecrets())  # type: ignore[attr-defined]


def write_problem(sock: socket.socket, status_int: int, reason: str, mesg: str) -> None:
    """What gunicorn answers where no request reaches the program: a problem document that repeats nothing of it."""
    from samverkan.api import problem  # Django is ready only in the workers.
    from samverkan.api.middleware import traceparent

    content = json.dumps(problem.document(status_int, "/", REASONS.get(status_int, "")), ensure_ascii=False).encode()
    head = (
        f"HTTP/1.1 {status_int} {reason}",
        "Connection: close",
        f"Content-Type: {problem.MEDIA_TYPE}",
        f"Content-Length: {len(content)}",
        "Content-Language: sv",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Access-Control-Allow-Origin: *",
        f"Traceparent: {traceparent('')}",
    )
    util.write_nonblock(sock, "\r\n".join((*head, "", "")).encode("latin-1") + content)


util.write_error = write_problem
