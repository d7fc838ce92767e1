"""Fair use: a generous limit per address, held in one small file that all processes of the server share.

Nothing but moments are kept, never an address. Which place in the file is an address's follows from a digest keyed by
the server's secret and the day, and thousands of addresses share each place, so the file alone leads back to nobody.
"""

import fcntl
import logging
import math
import os
import struct
import threading
import time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samverkan.visitor import household_of

PLACES = 2**20  # Few share one at the same time; the file is sparse, so that only those in use take room.
MINUTE = 60_000_000  # Microseconds.
MINUTES_AT_ONCE = 2  # So many minutes' requests may come in a burst.
_MOMENT = struct.Struct("<q")
logger = logging.getLogger(__name__)


def spend(earned: int, now: int, per_minute: int) -> tuple[int, int]:
    """One request by the generic cell rate algorithm, in microseconds.

    `earned` is the moment when all that was spent before is earned back. Gives that moment after the request, and how
    long to wait where it would be too far off; what is refused costs nothing.
    """
    most = now + MINUTES_AT_ONCE * MINUTE
    earned = min(max(earned, now), most)  # A clock that was set back or a limit that was raised locks nobody out.
    after = earned + MINUTE // per_minute
    return (after, 0) if after <= most else (earned, after - most)


class Ledger:
    """The file: a moment a place, read and written under a lock that holds among threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.Lock()
        self._file: int | None = None
        self._is_silent = False

    def wait(self, place: int, now: int, per_minute: int) -> int:
        """Count a request at that place: 0, or the microseconds to wait. Without a usable file nobody waits."""
        try:
            with self._threads:
                return self._counted(place * _MOMENT.size, now, per_minute)
        except OSError as error:
            if not self._is_silent:
                self._is_silent = True
                logger.warning("%s kan inte skrivas, så ingen gräns gäller: %s", self.path.name, error)
            return 0

    def _counted(self, offset: int, now: int, per_minute: int) -> int:
        file = self._opened()
        fcntl.lockf(file, fcntl.LOCK_EX, _MOMENT.size, offset)
        try:
            kept = os.pread(file, _MOMENT.size, offset)
            earned = _MOMENT.unpack(kept)[0] if len(kept) == _MOMENT.size else 0
            after, wait = spend(earned, now, per_minute)
            if not wait:
                os.pwrite(file, _MOMENT.pack(after), offset)
            return wait
        finally:
            fcntl.lockf(file, fcntl.LOCK_UN, _MOMENT.size, offset)

    def _opened(self) -> int:
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._file


def seconds_to_wait(request: HttpRequest) -> int:
    """Count a request of its address: 0, or the whole seconds to wait before the next."""
    per_minute: int = settings.REQUESTS_PER_MINUTE
    if not per_minute:
        return 0
    digest = salted_hmac(f"fair use {timezone.localdate()}", household_of(request)).digest()
    wait = _ledger(Path(settings.DATA_DIR)).wait(
        int.from_bytes(digest[:8], "big") % PLACES, time.time_ns() // 1000, per_minute
    )
    return math.ceil(wait / 1_000_000)


@cache
def _ledger(folder: Path) -> Ledger:
    return Ledger(folder / "anrop")


def in_words() -> str:
    """The limit as the API's document tells it."""
    per_minute: int = settings.REQUESTS_PER_MINUTE
    if not per_minute:
        return "Ingen gräns, men håll dig till /changes för att följa med. No limit, but follow /changes."
    burst = per_minute * MINUTES_AT_ONCE
    return (
        f"{per_minute} anrop i minuten från en adress, högst {burst} på en gång; sedan 429 med Retry-After."
        f" Svaret 304 räknas inte. {per_minute} requests a minute from one address, at most {burst} at once;"
        " then 429 with Retry-After. 304 is free."
    )
