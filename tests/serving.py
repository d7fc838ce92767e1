"""The catalogue served as `./run` serves it, for tests that talk to it from outside."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_ADDRESS = re.compile(rb"Listening at: (http://\S+)")


@contextmanager
def served(database_url: str, **environment: str) -> Iterator[str]:
    """A server of its own on a free port, with that database; the address that it answers at."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "samverkan.wsgi:application"),
            *("--config", "python:samverkan.server", "--bind", "127.0.0.1:0", "--log-level", "info"),
        ],
        cwd=Path(settings.BASE_DIR),
        env={**os.environ, "DATABASE_URL": database_url, "REQUESTS_PER_MINUTE": "0", **environment},
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stderr
        lines = iter(process.stderr.readline, b"")
        yield next(found[1].decode() for line in lines if (found := _ADDRESS.search(line)))
    finally:
        process.kill()
        process.communicate()
