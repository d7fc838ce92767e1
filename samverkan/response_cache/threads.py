"""Django, which works in a few threads: no more than those are ever taken, and nobody waits long for one."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any

from samverkan.response_cache.kept import LARGEST, Answer, Headers

THREADS = 8
PATIENCE = 2.5  # Seconds that a request waits for a thread.
logger = logging.getLogger(__name__)


class Busy(Exception):
    """Every thread is taken, and was for as long as anybody should wait."""


@dataclass(frozen=True, slots=True)
class Long:
    """An answer that is too large for memory: its bytes lie in a temporary file."""

    status: int
    headers: Headers
    body: IO[bytes]


class Threads:
    """Calls a WSGI application in its threads."""

    def __init__(self, application: Callable[..., Any], threads: int = THREADS) -> None:
        self.application = application
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="django")
        self.free = asyncio.Semaphore(threads)

    async def run(self, work: Callable[..., Any], *given: Any) -> Any:
        """What a function gives, in a thread. Raises Busy."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.free.acquire()
        except TimeoutError as error:
            raise Busy from error
        done = asyncio.get_running_loop().run_in_executor(self.pool, work, *given)
        done.add_done_callback(lambda _: self.free.release())  # Not before, also where nobody waits any longer.
        return await asyncio.shield(done)

    async def answer(self, environ: dict[str, Any]) -> Answer | Long:
        """The application's answer. Raises Busy."""
        return await self.run(self.ask, environ)  # type: ignore[no-any-return]

    def ask(self, environ: dict[str, Any]) -> Answer | Long:
        """The same, in this thread. What the application cannot answer at all is a fault of ours (500)."""
        told: list[Any] = []

        def start(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            told[:] = [int(status[:3]), [(name.lower(), value) for name, value in headers]]
            return bytes

        try:
            with environ["wsgi.input"], closing(self.application(environ, start)) as response:
                body, rest = _whole(response)
        except Exception:
            logger.exception("The application failed")
            return Answer(500, [("content-type", "text/plain")], b"")
        status, headers = told
        return Long(status, headers, rest) if rest else Answer(status, headers, body)


def _whole(response: Iterable[bytes]) -> tuple[bytes, IO[bytes] | None]:
    """The body, or a file that holds it where it is large."""
    read: list[bytes] = []
    pieces = iter(response)
    for piece in pieces:
        read.append(piece)
        if sum(map(len, read)) > LARGEST:
            break
    else:
        return b"".join(read), None
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    file.writelines(chain(read, pieces))
    file.seek(0)
    return b"", file
