"""The server: granian, which serves `samverkan.rsgi`. `./run` starts it as `python -m samverkan.server HOST PORT`."""

import os
import sys
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

HEAD_MILLISECONDS = 10_000  # Within which a request's head must have come.
HEAD_BYTES = 65_536
CONNECTIONS = 4_096  # A half-sent head holds nothing but its connection.
STOP_SECONDS = 8  # After which a worker that does not end is ended.


# Threads that share one arena of memory leave less of it unused.
os.environ.setdefault("MALLOC_ARENA_MAX", "1")


def server(host: str, port: int) -> Any:
    """One process that answers, and one that watches it: SIGTERM ends it gracefully, SIGHUP starts it anew."""
    return Granian(
        "samverkan.rsgi:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS, max_buffer_size=HEAD_BYTES),
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level="warning",  # type: ignore[arg-type] # LogLevels is one of the strings
    )


if __name__ == "__main__":
    server(sys.argv[1], int(sys.argv[2])).serve()
