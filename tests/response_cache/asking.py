"""The front as granian calls it, in the test's own thread and on its own connection."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db import connections

from samverkan import rsgi
from samverkan.response_cache.front import Again, Front
from samverkan.response_cache.threads import Threads
from samverkan.response_cache.tip import Tip, Tips

Told = dict[str, str]
T = TypeVar("T")
PAGE = "/verksamheter/lotsen/"
EVERY_SORT = [
    "/",
    "/en/",
    PAGE,
    "/verksamheter/",
    "/verksamheter/?kommun=vik&funktion=trana",
    "/matris/sjuharad/",
    "/matris/sjuharad/matris.csv",
    "/matris/sjuharad/matris.xlsx",
    "/verksamheter/lotsen/blad.pdf",
    "/andringar.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/datasets/dcat",
    "/api/v1/activities",
    "/api/v1/activities/lotsen",
    "/api/v1/openapi.json",
    "/api/hsds/services",
    "/static/katalog.css",
]


@dataclass
class Answered:
    """What a client got."""

    status: int
    headers: Told
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Protocol:
    """Takes what the front sends, and sends it a body in pieces."""

    pieces: tuple[bytes, ...] = ()
    answer: Answered | None = None

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        assert self.answer is None, "answered twice"
        self.answer = Answered(status, dict(headers), body)

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.response_bytes(status, headers, b"")

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> "Protocol":
        self.response_bytes(status, headers, b"")
        return self

    async def send_bytes(self, piece: bytes) -> None:
        assert self.answer
        self.answer.body += piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            await asyncio.sleep(0)  # As a network would.
            yield piece


class HereThreads(Threads):
    """Django in one thread that shares the test's connection, and so sees its transaction."""

    def __init__(self, application: Any, connection: Any) -> None:
        super().__init__(application, 1)
        self.asked = 0
        self.pool = ThreadPoolExecutor(1, initializer=connections.__setitem__, initargs=("default", connection))

    def ask(self, environ: dict[str, Any]) -> Any:
        self.asked += 1
        return super().ask(environ)


class HereTips(Tips):
    """Asks on the test's connection."""

    def __init__(self, connection: Any) -> None:
        super().__init__()
        self.connection = connection

    async def ask(self, question: str) -> Any:
        with (
            self.connection.connection.cursor()
            if self.connection.vendor == "postgresql"
            else closing(self.connection.connection.cursor()) as cursor
        ):
            cursor.execute(question)
            return cursor.fetchone()

    def close(self) -> None:
        """The connection is the test's."""


@dataclass
class Site:
    """A front, its store and its loop."""

    front: Front
    loop: asyncio.AbstractEventLoop
    asked: list[str] = field(default_factory=list)

    @classmethod
    def made(cls, loop: asyncio.AbstractEventLoop) -> "Site":
        connection = connections["default"]
        connection.ensure_connection()
        made = rsgi.front()
        threads = HereThreads(made.threads.application, connection)
        return cls(replace(made, threads=threads, tips=HereTips(connection)), loop)

    def get(self, address: str, method: str = "GET", *pieces: bytes, **headers: str) -> Answered:
        """What the front answers; `if_none_match="…"` is a header."""
        return self._done(self._get(address, method, pieces, headers))

    def together(self, address: str, times: int) -> list[Answered]:
        """The same asked so many times at once."""

        async def every() -> list[Answered]:
            return await asyncio.gather(*(self._get(address, "GET", (), {}) for _ in range(times)))

        return self._done(every())

    async def _get(self, address: str, method: str, pieces: tuple[bytes, ...], headers: Told) -> Answered:
        path, _, query = address.partition("?")
        given = {"host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
        protocol = Protocol(pieces)
        await self.front(Again(method, path, query, given), protocol)
        assert protocol.answer, "not answered"
        return protocol.answer

    def _done(self, work: Coroutine[Any, Any, T]) -> T:
        """What comes of it on the front's loop, which runs in a thread: a test's own may have a browser's."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def settle(self) -> None:
        """Until what the front does by itself is done."""
        if self.front.warming:
            self._done(_after(self.front.warming))

    @property
    def tip(self) -> Tip | None:
        return self.front.seen

    @property
    def times_asked(self) -> int:
        """How often Django was asked."""
        assert isinstance(self.front.threads, HereThreads)
        return self.front.threads.asked


async def _after(task: "asyncio.Task[None]") -> None:
    await task
