"""A granian with nothing behind it, which replays the bytes it is given: the most that this machine can do.

BARE names a pickled file: path → (status, headers, body). With BARE_QUESTION it asks the database of BARE_DATABASE that
one question for each request, as whoever must know the newest revision does.
"""

import os
import pickle
from pathlib import Path
from typing import Any

ANSWERS: dict[str, Any] = pickle.loads(Path(os.environ["BARE"]).read_bytes())
QUESTION = os.environ.get("BARE_QUESTION", "")


def _cursor() -> Any:
    place = os.environ["BARE_DATABASE"]
    if "dbname=" in place:
        import psycopg2

        opened = psycopg2.connect(place)
        opened.autocommit = True
        return opened.cursor()
    import sqlite3

    return sqlite3.connect(place).cursor()


class Application:
    """Answers without looking."""

    cursor: Any = None

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        if QUESTION:
            self.cursor = self.cursor or _cursor()
            self.cursor.execute(QUESTION)
            self.cursor.fetchone()
        key = scope.path + ("?" + scope.query_string if scope.query_string else "")
        condition = scope.headers.get("if-none-match")
        status, headers, body = ANSWERS[key + (" 304" if condition else "")]
        if body:
            protocol.response_bytes(status, headers, body)
        else:
            protocol.response_empty(status, headers)


application = Application()
