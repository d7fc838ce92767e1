"""The reference client, told to take small pages, that dies at the n-th statement to its copy; 0 is never.

`python -m tests.api.mortal API COPY N`; it says when it begins.
"""

import itertools
import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "examples"))

import katalogklient

api, copy, dies_at = sys.argv[1:]
connect, counted = sqlite3.connect, itertools.count(1)


def die_in_time(statement: str) -> None:
    """Called before each statement."""
    if next(counted) == int(dies_at):
        os.kill(os.getpid(), signal.SIGKILL)


def mortal(*args: Any, **kwargs: Any) -> sqlite3.Connection:
    """A connection that counts."""
    connection: sqlite3.Connection = connect(*args, **kwargs)
    connection.set_trace_callback(die_in_time)
    return connection


print("!", flush=True)
with patch.object(sqlite3, "connect", mortal), patch.object(katalogklient, "LIMIT", 2):
    katalogklient.main(api, copy)
