"""Taking jobs and doing them: each by one worker at a time, and what must happen once, once."""

import logging
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import IO, Any

from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from samverkan.jobs.models import MOST_ATTEMPTS, Job, Lost
from samverkan.publishing.documents import Refused
from samverkan.publishing.publish import lock_log

PIECE = 1_000_000  # Bytes in one row of what a job has made.
BEAT = 1.0  # Seconds between two signs of life.
Work = Callable[[Job], dict[str, Any]]  # Gives what is told of it afterwards. It may be begun again from the start.
logger = logging.getLogger(__name__)
_works: dict[str, Work] = {}


def register(kind: str, work: Work) -> None:
    """Tell how jobs of a kind are done."""
    _works[kind] = work


def ask(kind: str, argument: dict[str, Any], by: User | None = None, material: Iterable[bytes] = ()) -> Job:
    """Leave something to do."""
    forget()
    with transaction.atomic():
        job = Job.objects.create(kind=kind, argument=argument, asked_by=by)
        job.keep(material)
    return job


def deliver(job: Job, result: dict[str, Any], file: IO[bytes]) -> None:
    """Note that a job is done and keep the file that it made. Raises Lost, and nothing of it is kept."""
    with transaction.atomic():
        lock_log()  # A removal of words takes every job with bytes: it has come before, or finds these.
        job.finish(result)
        job.material.all().delete()  # What a dead worker may have left.
        job.keep(iter(partial(file.read, PIECE), b""))


def delivered(job: Job) -> Iterator[bytes]:
    """What a job has made, piece by piece."""
    return (bytes(piece) for piece in job.material.values_list("content", flat=True).iterator(1))


def forget() -> None:
    """Erase what has been kept for long enough."""
    if Job.objects.outlived().exists():
        Job.objects.outlived().delete()


def take(**which: Any) -> Job | None:
    """The job that has waited longest, or was left by a dead worker, among those asked for; it is then the caller's."""
    _give_up()
    free = Job.objects.free().filter(**which)
    if not free.exists():
        return None  # Without a lock: this is asked all day.
    now, me = timezone.now(), uuid.uuid4()
    with transaction.atomic():
        job = free.select_for_update(skip_locked=True).order_by("pk").first()
        taken = {"state": Job.State.RUNNING, "held_by": me, "alive_at": now, "started_at": now, "finished_at": None}
        if job is None or not free.filter(pk=job.pk).update(**taken, attempts=F("attempts") + 1):
            return None
    job.refresh_from_db()
    return job


def _give_up() -> None:
    """What has killed every worker that tried is left alone."""
    for job in Job.objects.lost().filter(attempts__gte=MOST_ATTEMPTS):
        logger.error("Given up after %s attempts: %s", job.attempts, job)
        with suppress(Lost):
            job.fail()


def perform(job: Job) -> None:
    """Do a job that one has taken. Whatever goes wrong is noted on it, and nothing of it has happened."""
    try:
        try:
            result = _works[job.kind](job)
            if job.state == Job.State.RUNNING:  # Else the work has noted it itself, in its own transaction.
                job.finish(result)
        except Refused as refused:
            job.refuse(refused.faults)
        except Lost:
            raise
        except Exception:
            logger.exception("A job broke: %s", job)
            job.fail()
    except Lost:
        logger.warning("Somebody else has it, so nothing of it was done here: %s", job)


class Heart(threading.Thread):
    """Tells, beside the work itself, that the worker lives and how far it has come.

    On SQLite it keeps silent while the work holds the database's only lock; nobody else can then take the job either.
    """

    def __init__(self, job: Job, on_beat: Callable[[], None] = lambda: None) -> None:
        super().__init__(daemon=True)
        self._job, self._on_beat = job, on_beat
        self._stopped = threading.Event()

    def __enter__(self) -> "Heart":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        self.join()

    def run(self) -> None:
        try:
            while not self._stopped.wait(BEAT):
                self._on_beat()
                with suppress(DatabaseError):  # Away or locked; the next beat tries again.
                    self._job.beat()
        finally:
            connection.close()
