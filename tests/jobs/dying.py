"""How tests let a worker die without waiting for it."""

import datetime as dt

from django.utils import timezone

from samverkan.jobs.models import LOST_AFTER, Job


def die(job: Job) -> None:
    """Let the last sign of life of its worker be too old."""
    Job.objects.filter(pk=job.pk).update(alive_at=timezone.now() - LOST_AFTER - dt.timedelta(seconds=1))
