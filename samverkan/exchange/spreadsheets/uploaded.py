"""Uploaded spreadsheets, kept for a day beside what they would do and how far the work with them has come.

Each belongs to the user who uploaded it. Its name cannot be guessed, and only the program can read the files.
"""

import json
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import locks
from django.core.files.uploadedfile import UploadedFile

from samverkan.publishing.kinds import Fault

HOURS = 24
MOST_FAULTS = 500  # So many are told; how many there are besides is counted.
CHECKING, FAULTY, READY, LOADING, STALE, DONE, BROKEN = (
    "checking",
    "faulty",
    "ready",
    "loading",
    "stale",
    "done",
    "broken",
)
AT_WORK = (CHECKING, LOADING)
_PARTS = ("json", "upload", "changes", "lock")


@dataclass
class Kept:
    """An upload: whose, what it was called, and how far the work has come (`done` of `of` rows or entries)."""

    token: str
    user: int
    kind: str
    name: str
    made: float
    phase: str = CHECKING
    step: str = ""
    done: int = 0
    of: int = 0
    read: int = 0
    changes: int = 0
    faults: list[list[str]] = field(default_factory=list)
    more_faults: int = 0

    @classmethod
    def new(cls, user: int, kind: str, upload: "UploadedFile[Any]") -> "Kept":
        """Keep an upload, and forget those whose time is up."""
        tidy()
        # Hexadecimal: a name that begins with a dash would be an option to the process that works on it.
        kept = cls(secrets.token_hex(32), user, kind, str(upload.name)[-200:], time.time())
        with _private(kept.path("upload")) as file:
            for chunk in upload.chunks():
                file.write(chunk)
        kept.save()
        return kept

    @classmethod
    def find(cls, token: str) -> "Kept | None":
        """The upload of that name, if its time is not up."""
        if not re.fullmatch(r"[0-9a-f]{64}", token):
            return None
        try:
            kept = cls(**json.loads((_folder() / f"{token}.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return kept if time.time() - kept.made < HOURS * 3600 else None

    def path(self, part: str) -> Path:
        """Where a part of it lies."""
        return _folder() / f"{self.token}.{part}"

    def save(self) -> None:
        """Write how far the work has come, whole: a reader never sees half of it."""
        half = self.path(f"{os.getpid()}.tmp")
        with _private(half) as file:
            file.write(json.dumps(asdict(self)).encode())
        os.replace(half, self.path("json"))

    def drop(self, *parts: str) -> None:
        """Remove some parts, or all of it."""
        for part in parts or _PARTS:
            self.path(part).unlink(missing_ok=True)

    def refuse(self, faults: list[Fault], phase: str) -> None:
        """Note why nothing came of it; the file itself is of no more use."""
        self.phase = phase
        self.faults = [[fault.path, fault.message] for fault in faults[:MOST_FAULTS]]
        self.more_faults = max(0, len(faults) - MOST_FAULTS)
        self.drop("upload", "changes")
        self.save()

    # What the file would change

    def keep_changes(self, rows: Iterable[dict[str, Any]]) -> None:
        """Write what the file would change, one entry a line."""
        with _private(self.path("changes")) as file:
            for row in rows:
                file.write(json.dumps(row).encode() + b"\n")
                self.changes += 1

    def changed(self, start: int = 0, stop: int | None = None) -> Iterator[dict[str, Any]]:
        """What it would change, read line by line."""
        with self.path("changes").open(encoding="utf-8") as file:
            for line in islice(file, start, stop):
                yield json.loads(line)

    # One at a time

    @contextmanager
    def alone(self) -> Iterator[IO[bytes] | None]:
        """Hold it, for as long as the work goes on; None where somebody else does. Whoever dies lets go."""
        with _private(self.path("lock")) as file:
            yield file if locks.lock(file, locks.LOCK_EX | locks.LOCK_NB) else None

    @property
    def is_abandoned(self) -> bool:
        """Whether there is work to do and nobody does it: a process was ended."""
        if self.phase not in AT_WORK:
            return False
        with self.alone() as held:
            return held is not None


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "inlasning"


def _private(path: Path) -> IO[bytes]:
    """A file to write that nobody else on the machine can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def tidy() -> None:
    """Remove what has lain there for longer than it may."""
    for path in _folder().glob("*"):
        try:
            if time.time() - path.stat().st_mtime > HOURS * 3600:
                path.unlink()
        except FileNotFoundError:
            continue  # Somebody else tidies too.
