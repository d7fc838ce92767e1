"""Uploaded spreadsheets: each is a job, which keeps the file and what it would change for a day.

It belongs to the user who uploaded it, and its name cannot be guessed. First it is checked, then, if its user wants,
loaded: the one job goes on as the other.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile

from samverkan.jobs.models import Job
from samverkan.jobs.working import ask

CHECK, LOAD = "check_spreadsheet", "load_spreadsheet"
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
_PHASES = {
    (CHECK, Job.State.REFUSED): FAULTY,
    (CHECK, Job.State.DONE): READY,
    (LOAD, Job.State.REFUSED): STALE,
    (LOAD, Job.State.DONE): DONE,
}


@dataclass(frozen=True)
class Kept:
    """An uploaded spreadsheet, as its job tells of it."""

    job: Job

    @classmethod
    def new(cls, user: User, kind: str, upload: "UploadedFile[Any]") -> "Kept":
        """Keep an upload, to be checked."""
        argument = {"kind": kind, "name": str(upload.name)[-200:]}
        return cls(ask(CHECK, argument, user, [b"".join(upload.chunks())]))

    @classmethod
    def find(cls, token: uuid.UUID) -> "Kept | None":
        """The upload of that name, if its time is not up."""
        job = Job.objects.kept().filter(identifier=token, kind__in=(CHECK, LOAD)).first()
        return cls(job) if job else None

    @property
    def phase(self) -> str:
        """How far it has come."""
        if self.job.is_open:
            return CHECKING if self.job.kind == CHECK else LOADING
        return _PHASES.get((self.job.kind, Job.State(self.job.state)), BROKEN)

    @property
    def kind(self) -> str:
        """What sort of entries it holds."""
        return str(self.job.argument["kind"])

    @property
    def name(self) -> str:
        """What the file was called."""
        return str(self.job.argument["name"])

    @property
    def read(self) -> int:
        """How many entries it holds, once it has been checked."""
        return int(self.job.result.get("read", 0))

    @property
    def changes(self) -> int:
        """How many of them it would change."""
        return int(self.job.result.get("changes", 0))

    def content(self) -> bytes:
        """The file itself."""
        return bytes(self.job.material.get(position=0).content)

    def keep_changes(self, rows: Iterable[dict[str, Any]]) -> None:
        """Keep what the file would change, an entry each."""
        self.job.keep(json.dumps(row).encode() for row in rows)

    def changed(self, start: int = 0, stop: int | None = None) -> Iterator[dict[str, Any]]:
        """What it would change, read one by one."""
        for piece in self.job.material.filter(position__gt=0)[start:stop].iterator(500):
            yield json.loads(bytes(piece.content))
