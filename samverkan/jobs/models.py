"""A job is a row: what is to be done, how far it has come, and what became of it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverkan.publishing.kinds import Fault

LOST_AFTER = dt.timedelta(seconds=60)  # Without a sign of life its worker counts as dead.
MOST_ATTEMPTS = 3  # What has killed so many workers is not tried again.
KEPT_FOR = dt.timedelta(hours=24)
MOST_FAULTS = 500  # So many are told; how many there are besides is counted.


class Lost(Exception):
    """The job is no longer the worker's: somebody else has taken it up, or it was removed."""


def _is_lost() -> Q:
    return Q(state=Job.State.RUNNING, alive_at__lt=timezone.now() - LOST_AFTER)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by what one may do with them."""

    def lost(self) -> Self:
        """Those whose worker has died."""
        return self.filter(_is_lost())

    def free(self) -> Self:
        """Those to be taken: they wait, or their worker has died."""
        return self.filter(Q(state=Job.State.WAITING) | _is_lost())

    def kept(self) -> Self:
        """Those whose time is not up."""
        return self.filter(asked_at__gte=timezone.now() - KEPT_FOR)

    def outlived(self) -> Self:
        """Those that have been kept for as long as they may."""
        return self.filter(asked_at__lt=timezone.now() - KEPT_FOR)

    def held(self, job: "Job") -> Self:
        """The job's row, for as long as it is the worker's that has taken it."""
        return self.filter(pk=job.pk, held_by=job.held_by, state=Job.State.RUNNING)


class Job(models.Model):
    """Something to do: by one worker at a time, again where a worker dies, by a name that nobody can guess."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"  # It could not be done as asked; `faults` say why.
        FAILED = "failed"  # It broke, or has killed too many workers.

    identifier = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=50)
    argument = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=50, default="")
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    more_faults = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    held_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    alive_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("pågående arbete")
        indexes = [models.Index(fields=["state", "alive_at"], name="job_to_take")]

    def __str__(self) -> str:
        return f"{self.kind} {self.identifier.hex[:6]} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether somebody works on it or will."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    def tell(self, step: str, done: int, of: int = 0) -> None:
        """Note how far the work has come: `done` of `of`; the worker's heart writes it, now and then."""
        self.step, self.done, self.of = step, done, of

    def beat(self) -> None:
        """Write that the worker lives, and how far it has come."""
        Job.objects.held(self).update(alive_at=timezone.now(), step=self.step, done=self.done, of=self.of)

    def finish(self, result: dict[str, Any]) -> None:
        """Note that it is done, within the transaction of what must happen once only. Raises Lost."""
        self._end(self.State.DONE, result=result)

    def refuse(self, faults: list[Fault]) -> None:
        """Note why it could not be done; its material is of no more use. Raises Lost."""
        told = [[fault.path, fault.message] for fault in faults[:MOST_FAULTS]]
        with transaction.atomic():
            self._end(self.State.REFUSED, faults=told, more_faults=max(0, len(faults) - MOST_FAULTS))
            self.material.all().delete()

    def fail(self) -> None:
        """Note that it broke; its material is of no more use. Raises Lost."""
        with transaction.atomic():
            self._end(self.State.FAILED)
            self.material.all().delete()

    def _end(self, state: "Job.State", **told: Any) -> None:
        told |= {"state": state, "finished_at": timezone.now(), "step": self.step, "done": self.done, "of": self.of}
        if not Job.objects.held(self).update(**told):
            raise Lost
        for name, value in told.items():
            setattr(self, name, value)

    def go_on_as(self, kind: str) -> bool:
        """Ask for what follows when it is done, once; whether it was this call that did."""
        fresh = {"state": self.State.WAITING, "attempts": 0, "held_by": None, "step": "", "done": 0, "of": 0}
        waiting = Job.objects.filter(pk=self.pk, kind=self.kind, state=self.State.DONE)
        return bool(waiting.update(kind=kind, **fresh))

    def keep(self, contents: Iterable[bytes]) -> None:
        """Add to its material."""
        start = self.material.count()
        rows = (Material(job=self, position=place, content=content) for place, content in enumerate(contents, start))
        Material.objects.bulk_create(rows, batch_size=200)


class Material(models.Model):
    """What a job works on, or has made for whoever asked: bytes, in order. Any node can serve them."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="material")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["job", "position"], name="one_material_at_each_place")]

    def __str__(self) -> str:
        return f"{self.job_id}:{self.position}"
