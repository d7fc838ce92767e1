#!/usr/bin/env python3
"""Keeps a copy of the catalogue in SQLite, in step with its API. Standard library only.

    python katalogklient.py https://katalogen.example/api/v1 kopia.sqlite3

Run it as often as you like, from cron or by hand. The first run fetches the whole catalogue (/dump); later runs fetch
what has changed since (/changes). Each page of changes and the cursor behind it are written in one transaction, so the
copy is never half a page, and a run that was stopped, even killed, goes on where it was.

The copy has one table: entry(kind, slug, revision, published_at, document, verified). Documents are JSON.
"""

import email.utils
import gzip
import http.client
import json
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar, cast

LIMIT = 100  # Changes a page; the most that the API allows.
TRIES = 5
T = TypeVar("T")
WAIT = 5  # Seconds, where the catalogue does not name a time.

TABLES = """
CREATE TABLE IF NOT EXISTS entry (
    kind TEXT, slug TEXT, revision INTEGER, published_at TEXT, document TEXT, verified TEXT, PRIMARY KEY (kind, slug)
);
CREATE TABLE IF NOT EXISTS place (cursor TEXT);
"""


def main(api: str, path: str) -> None:
    """Bring the copy up to the catalogue as it is now."""
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.executescript(TABLES)
        if cursor_of(copy) is None:
            patiently(lambda: start(copy, api))
        while patiently(lambda: follow(copy, api)):
            pass


def cursor_of(copy: sqlite3.Connection) -> str | None:
    """Where the copy has come to; None before it has begun."""
    row = copy.execute("SELECT cursor FROM place").fetchone()
    return row[0] if row else None


def start(copy: sqlite3.Connection, api: str) -> None:
    """Take the whole catalogue as it is now; its first line says where the changes after it begin."""
    with ask(f"{api}/dump") as answer:
        lines = (json.loads(line) for line in unpacked(answer))
        head = next(lines)
        with whole(copy):
            copy.execute("DELETE FROM entry")
            for entry in lines:
                revision, published_at, verified = (
                    entry.pop(name) for name in ("revision", "published_at", "verified")
                )
                put(copy, entry["kind"], entry["slug"], revision, published_at, entry, verified)
            [received] = copy.execute("SELECT count(*) FROM entry").fetchone()
            if received != head["entries"]:
                raise ConnectionError(f"the answer was cut: {received} of {head['entries']} entries came")
            remember(copy, head["next_cursor"])


def follow(copy: sqlite3.Connection, api: str) -> bool:
    """Apply one page of what has changed, and say whether there may be more."""
    query = urllib.parse.urlencode({"cursor": cursor_of(copy), "limit": LIMIT})
    with ask(f"{api}/changes?{query}") as answer:
        page = json.load(unpacked(answer))
    with whole(copy):
        for change in page["results"]:
            apply(copy, change)
        remember(copy, page["next_cursor"])
    return len(page["results"]) == LIMIT


def apply(copy: sqlite3.Connection, change: dict[str, Any]) -> None:
    """Do to the copy what an event did to the catalogue. An unknown op is an error: this client is too old."""
    kind, slug = change["kind"], change["slug"]
    match change["op"]:
        case "upsert":
            put(copy, kind, slug, change["revision"], change["published_at"], change["document"], change["verified"])
        case "withdraw":
            copy.execute("DELETE FROM entry WHERE kind = ? AND slug = ?", (kind, slug))
        case "verify":  # Confirmed; the content is what it was.
            verified = json.dumps(change["verified"])
            copy.execute("UPDATE entry SET verified = ? WHERE kind = ? AND slug = ?", (verified, kind, slug))
        case "redact":  # Words were removed from every version. Older copies of the document are to be thrown away.
            document = json.dumps(change["document"], ensure_ascii=False)
            if change["document"] is not None:
                copy.execute("UPDATE entry SET document = ? WHERE kind = ? AND slug = ?", (document, kind, slug))
        case unknown:
            raise SystemExit(f"Unknown event: {unknown}. Fetch a newer client.")


def put(copy: sqlite3.Connection, kind: str, slug: str, revision: int, at: str, document: Any, verified: Any) -> None:
    """Write one entry over what the copy had of it."""
    values = (kind, slug, revision, at, json.dumps(document, ensure_ascii=False), json.dumps(verified))
    copy.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)", values)


def remember(copy: sqlite3.Connection, cursor: str) -> None:
    """Write down where the copy has come to, in the transaction that brought it there."""
    copy.execute("DELETE FROM place")
    copy.execute("INSERT INTO place VALUES (?)", (cursor,))


@contextmanager
def whole(copy: sqlite3.Connection) -> Iterator[None]:
    """All of the block's writes, or none of them."""
    copy.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        copy.execute("ROLLBACK")
        raise
    copy.execute("COMMIT")


def ask(address: str) -> Any:
    """An answer of the API, to be read to its end."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    return urllib.request.urlopen(request, timeout=60)


def patiently(step: Callable[[], T]) -> T:
    """Do a step that leaves nothing half done, again where the catalogue is busy or away or its answer was cut."""
    for attempt in range(1, TRIES + 1):
        try:
            return step()
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or attempt == TRIES:
                problem = json.loads(error.read() or b"{}")
                raise SystemExit(f"{error.code}: {problem.get('detail', error.reason)}") from error
            time.sleep(seconds(error.headers.get("Retry-After")))
        except (OSError, EOFError, http.client.HTTPException, json.JSONDecodeError) as error:
            if attempt == TRIES:
                raise SystemExit(f"The catalogue does not answer: {error}. Run again later.") from error
            time.sleep(WAIT)
    raise AssertionError("unreachable")


def seconds(retry_after: str | None) -> float:
    """How long to wait: the catalogue names seconds, something between it and you may name a point in time."""
    if not retry_after:
        return WAIT
    if retry_after.isdigit():
        return float(retry_after)
    return max(0.0, email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time())


def unpacked(answer: Any) -> Any:
    """An answer's content, whether it was packed or not."""
    return gzip.open(answer) if answer.headers.get("Content-Encoding") == "gzip" else answer


def entries(path: str) -> Iterator[dict[str, Any]]:
    """What the copy holds, for your own program: one document after the other."""
    with closing(sqlite3.connect(path)) as copy:
        for (document,) in copy.execute("SELECT document FROM entry ORDER BY kind, slug"):
            yield cast("dict[str, Any]", json.loads(document))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1].rstrip("/"), sys.argv[2])
