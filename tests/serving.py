"""The catalogue served as `./run` serves it, for tests that talk to it from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.conf import settings

PATIENCE = 60  # Seconds after which a server counts as one that does not come.


@dataclass
class Server:
    """A server that answers."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def says(self, path: str) -> int:
        """The status of a path."""
        try:
            with urlopen(self.address + path, timeout=PATIENCE) as answer:
                return int(answer.status)
        except HTTPError as error:
            return error.code

    def tell(self, what: signal.Signals) -> None:
        """Send a signal to the process that watches the one that answers."""
        self.process.send_signal(what)


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server(database_url: str, **environment: str) -> Iterator[Server]:
    """A server of its own on a free port, with that database."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "samverkan.server", "127.0.0.1", str(port)],
        cwd=Path(settings.BASE_DIR),
        env={**os.environ, "DATABASE_URL": database_url, "REQUESTS_PER_MINUTE": "0", **environment},
    )
    made = Server(port, process)
    try:
        _wait_for(made)
        yield made
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
            process.communicate()


def _wait_for(made: Server) -> None:
    """Until it answers; there is nothing else to wait for."""
    until = time.monotonic() + PATIENCE
    while True:
        assert made.process.poll() is None, "the server ended"
        try:
            assert made.says("/healthz") == 200
            return
        except (URLError, ConnectionError):
            assert time.monotonic() < until, "the server does not come"
            time.sleep(0.05)


@contextmanager
def served(database_url: str, **environment: str) -> Iterator[str]:
    """The address of such a server."""
    with server(database_url, **environment) as made:
        yield made.address
