"""The catalogue's tip: what decides whether a kept answer still holds, asked of the database for each request."""

import asyncio
import datetime as dt
import sqlite3
import time
from abc import ABC, abstractmethod
from sqlite3 import connect as open_sqlite
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import connect as open_postgres
from psycopg2.extensions import POLL_OK, POLL_READ

from samverkan.publishing.models import LAST_REMOVAL

QUESTION = "SELECT (SELECT max(number) FROM publishing_revision), (SELECT max(number) FROM publishing_aside)"
DEADLINE = 0.8  # Seconds within which the database must answer.
REST = 1.0  # Seconds before a database that did not answer is asked again.


class Tip(NamedTuple):
    """The newest revision, how often public rows beside the log have changed, and the day in Stockholm."""

    revision: int
    aside: int
    day: dt.date


class Away(Exception):
    """The database does not answer."""


class Tips(ABC):
    """Asks for the tip, on the event loop and without ever holding it up for long."""

    def __init__(self) -> None:
        self.last: Tip | None = None
        self._midnight = 0.0
        self._away_until = 0.0

    def known(self) -> Tip | None:
        """The tip, where it can be told at once; else ask `read`. Raises Away."""
        return None

    async def read(self) -> Tip:
        """The tip at this moment or later. Raises Away."""
        if time.monotonic() < self._away_until:
            raise Away
        try:
            async with asyncio.timeout(DEADLINE):
                return self._told(*await self.ask(QUESTION))
        except (TimeoutError, sqlite3.Error, psycopg2.Error, OSError) as error:
            self._away_until = time.monotonic() + REST
            self.close()
            raise Away from error

    async def removals_since(self, revision: int) -> bool:
        """Whether words were removed after a revision. Raises Away."""
        try:
            async with asyncio.timeout(DEADLINE):
                [last] = await self.ask(LAST_REMOVAL)
        except (TimeoutError, sqlite3.Error, psycopg2.Error, OSError) as error:
            raise Away from error
        return bool(last and last > revision)

    @abstractmethod
    async def ask(self, question: str) -> Any:
        """The one row that a question finds."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection."""

    def _told(self, revision: int | None, aside: int | None) -> Tip:
        """The tip, as the same object for as long as nothing changes. It never goes back."""
        last = self.last
        if last is None or time.time() >= self._midnight:
            last = Tip(last.revision if last else 0, last.aside if last else 0, self._today())
        if (revision or 0) > last.revision or (aside or 0) != last.aside:
            last = last._replace(revision=max(revision or 0, last.revision), aside=aside or 0)
        self.last = last
        return last

    def _today(self) -> dt.date:
        now = dt.datetime.now(ZoneInfo(settings.TIME_ZONE))
        tomorrow = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time.min, now.tzinfo)
        self._midnight = tomorrow.timestamp()
        return now.date()


class SqliteTips(Tips):
    """A read on an open connection takes microseconds, so it is done on the spot."""

    _cursor: sqlite3.Cursor | None = None

    def known(self) -> Tip | None:
        try:
            return self._told(*self._ask(QUESTION))
        except sqlite3.Error:
            self.close()
            return None

    async def ask(self, question: str) -> Any:
        while True:
            try:
                return self._ask(question)
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                await asyncio.sleep(0.02)  # Until the deadline; nobody else waits for it.

    def _ask(self, question: str) -> Any:
        if self._cursor is None:
            opened = open_sqlite(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
            opened.execute("PRAGMA query_only = ON")
            self._cursor = opened.cursor()
        return self._cursor.execute(question).fetchone()

    def close(self) -> None:
        if self._cursor is not None:
            self._cursor.connection.close()
            self._cursor = None


class PostgresTips(Tips):
    """One question at a time on one connection. Whoever asks meanwhile shares the next one, never one already asked."""

    def __init__(self) -> None:
        super().__init__()
        self._connection: Any = None
        self._turn = asyncio.Lock()
        self._next: asyncio.Future[Tip] | None = None

    async def read(self) -> Tip:
        if self._next is None:
            self._next = asyncio.get_running_loop().create_task(self._read_next())
        assert self._next is not None
        return await asyncio.shield(self._next)

    async def _read_next(self) -> Tip:
        async with self._turn:
            self._next = None  # From here on a new question is needed.
            return await super().read()

    async def removals_since(self, revision: int) -> bool:
        async with self._turn:
            return await super().removals_since(revision)

    async def ask(self, question: str) -> Any:
        if self._connection is None:
            given = connection.get_connection_params()
            wanted = {name: value for name, value in given.items() if name not in ("cursor_factory", "client_encoding")}
            self._connection = open_postgres(**wanted, async_=True)
            await self._settled()
            await self._answered("SET statement_timeout = 1000")
        return await self._answered(question)

    async def _answered(self, question: str) -> Any:
        cursor = self._connection.cursor()
        cursor.execute(question)
        await self._settled()
        return cursor.fetchone() if cursor.description else None

    async def _settled(self) -> None:
        """Until the connection has done what it was asked."""
        loop, opened = asyncio.get_running_loop(), self._connection
        while (state := opened.poll()) != POLL_OK:
            place, ready = opened.fileno(), loop.create_future()
            wait, leave = (
                (loop.add_reader, loop.remove_reader) if state == POLL_READ else (loop.add_writer, loop.remove_writer)
            )
            wait(place, _let_go, ready)
            try:
                await ready
            finally:
                leave(place)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _let_go(ready: "asyncio.Future[None]") -> None:
    if not ready.done():
        ready.set_result(None)


def tips() -> Tips:
    """For the database that is set."""
    return PostgresTips() if connection.vendor == "postgresql" else SqliteTips()
