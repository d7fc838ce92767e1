"""A small edition is printed while its reader waits, a large one by a job, whose result any node can serve."""

from dataclasses import dataclass
from io import BytesIO

from django.db import transaction

from activities.editions.pdf import Printable
from samverkan.jobs import working
from samverkan.jobs.models import Job
from samverkan.printing import kept_files
from samverkan.printing.pdf import CannotPrint
from samverkan.publishing.models import Edition, Publication
from samverkan.publishing.publish import lock_log

KIND = "print_edition"
AT_ONCE = 100  # Activities that are printed within about two seconds.


def register() -> None:
    """Tell the worker how large editions are printed."""
    working.register(KIND, _print)


@dataclass(frozen=True)
class Printing:
    """An edition on its way to a reader."""

    printable: Printable

    @property
    def state(self) -> str:
        """A digest of all that its bytes depend on."""
        return self.printable.state

    def is_ready(self) -> bool:
        """Whether a reader can have it now; what cannot be had is asked for. Raises CannotPrint where that failed."""
        if kept_files.is_kept(self.printable.name, self.state) or not self._is_large():
            return True
        job = self._job() or working.ask(KIND, self._asked())
        if job.state == Job.State.FAILED:
            raise CannotPrint(str(job))
        return job.state == Job.State.DONE

    def content(self) -> bytes:
        """The PDF: kept here, made by a job on some node, or made now."""
        return kept_files.kept(self.printable.name, self.state, self._made)

    def _made(self) -> bytes:
        job = self._job()
        if job is None or job.state != Job.State.DONE:
            return self.printable.make()
        return b"".join(working.delivered(job))

    def _job(self) -> Job | None:
        return Job.objects.kept().filter(kind=KIND, argument=self._asked()).order_by("-pk").first()

    def _asked(self) -> dict[str, object]:
        return {"edition": self.printable.edition.number, "state": self.state}

    def _is_large(self) -> bool:
        held = Publication.objects.at(self.printable.edition.revision_id)
        return held.filter(kind="activity").count() > AT_ONCE


def _print(job: Job) -> dict[str, object]:
    """Print an edition; nothing is left where words were removed from it meanwhile."""
    job.tell("print", 0)
    edition = Edition.objects.get(number=job.argument["edition"])
    printable = Printable.of(edition)
    pdf = printable.content()
    with transaction.atomic():
        lock_log()  # So that a removal comes before the question or finds what was made.
        if Printable.of(edition).state != printable.state:
            raise CannotPrint("words were removed meanwhile")
        working.deliver(job, {}, BytesIO(pdf))
    return {}
