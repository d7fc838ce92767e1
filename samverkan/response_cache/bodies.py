"""Bodies of requests: read on the event loop, bounded and by a deadline, before a thread is taken."""

import asyncio
from tempfile import SpooledTemporaryFile
from typing import IO, Any

MOST = 40 * 1024 * 1024  # Bytes of one body; what a form may hold the program says itself, in words.
MOST_IN_ALL = 256 * 1024 * 1024  # Bytes of all bodies that are being read.
DEADLINE = 20.0  # Seconds.
IN_MEMORY = 256 * 1024  # Bytes of one body; the rest goes to a temporary file.


class Refused(Exception):
    """The body is too large (413), too slow (408), not whole (400), of no told length (411), or one too many (503)."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Bodies:
    """All bodies that are being read."""

    def __init__(self) -> None:
        self.held = 0

    async def read(self, scope: Any, protocol: Any) -> tuple[IO[bytes], int]:
        """A body and its length. Raises Refused."""
        if "transfer-encoding" in scope.headers:  # Whether it came whole could not be told.
            raise Refused(411)
        told = int(scope.headers.get("content-length") or 0)
        if told > MOST:
            raise Refused(413)
        body: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by whoever reads it
        length = 0
        try:
            async with asyncio.timeout(DEADLINE):
                async for piece in protocol:
                    length += len(piece)
                    self.held += len(piece)
                    if self.held > MOST_IN_ALL:
                        raise Refused(503)
                    body.write(piece)
            if length != told:  # Whoever sent it is gone.
                raise Refused(400)
        except TimeoutError as error:
            body.close()
            raise Refused(408) from error
        except BaseException:
            body.close()
            raise
        finally:
            self.held -= length
        body.seek(0)
        return body, length
