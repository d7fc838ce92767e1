"""What costs much to make, such as an edition's PDF or a dump, is made once, by one process, and kept in DATA_DIR."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import locks

KEPT = 8  # Files of a sort that `kept_file` leaves; who reads one that is deleted reads it to its end.
logger = logging.getLogger(__name__)


def folder() -> Path:
    """Where the files are kept; all of them can be made anew."""
    return Path(settings.DATA_DIR) / "utgavor"


def kept(name: str, state: str, make: Callable[[], bytes]) -> bytes:
    """The bytes of that name and state, made where they are not kept; those of another state are thrown away.

    A disk that is full or cannot be written costs time, never the answer.
    """
    file = folder() / f"{name}.{state}.pdf"
    found = _read(file)
    if found is not None:
        return found
    with _alone():
        found = _read(file)  # Somebody else may have made it while we waited.
        if found is None:
            found = make()
            _keep(file, found, instead_of=f"{name}.*.pdf")
    return found


def is_kept(name: str, state: str) -> bool:
    """Whether the bytes of that name and state are kept here."""
    return (folder() / f"{name}.{state}.pdf").exists()


def kept_file(name: str, suffix: str, write: Callable[[IO[bytes]], None]) -> IO[bytes] | None:
    """The open file of that name, written where it is not kept; None where the disk does not let it be kept."""
    file = folder() / f"{name}.{settings.BUILD}{suffix}"
    with suppress(OSError):
        return file.open("rb")
    with _alone():
        try:
            if not file.exists():  # Somebody else may have written it while we waited.
                _write(file, write)
                _let_go(suffix)
            return file.open("rb")
        except OSError as error:
            logger.warning("%s could not be kept: %s", file.name, error)
            return None


def forget() -> None:
    """Throw all kept files away: after words were removed from what they print. Call it when that is committed."""
    with _alone():
        for file in folder().glob("*"):
            if file.name != _LOCK:
                file.unlink(missing_ok=True)


_LOCK = "lock"


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time, where files can be locked."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        lock = (folder() / _LOCK).open("wb")
    except OSError:
        yield
        return
    with lock:
        locks.lock(lock, locks.LOCK_EX)
        yield


def _keep(file: Path, content: bytes, *, instead_of: str) -> None:
    """Write the file whole or not at all: a reader never sees half of it."""
    try:
        _write(file, lambda half: half.write(content))
        for other in file.parent.glob(instead_of):
            if other != file:
                other.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("%s could not be kept: %s", file.name, error)


def _let_go(suffix: str) -> None:
    """Delete the oldest files of a sort, so that no disk fills with what can be made anew."""
    newest_first = sorted(folder().glob(f"*{suffix}"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in newest_first[KEPT:]:
        file.unlink(missing_ok=True)


def _write(file: Path, write: Callable[[IO[bytes]], Any]) -> None:
    temporary = file.with_suffix(".tmp")  # One name is enough, since one process writes at a time.
    try:
        with temporary.open("wb") as half:
            write(half)
            half.flush()
            os.fsync(half.fileno())
        os.replace(temporary, file)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
