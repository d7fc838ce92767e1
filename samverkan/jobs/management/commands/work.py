"""Do what waits in the table of jobs; `./run` starts this beside the server."""

import logging
import os
import resource
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import translation

from samverkan import remembered
from samverkan.jobs.working import Heart, forget, perform, take

PAUSE = 1.0  # Seconds between two looks where nothing waits.
MOST_MEMORY = 2_000_000_000  # Bytes, whatever a hostile file makes of itself.
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what waits in the table of jobs, until stopped (SIGTERM: after the job at hand)."
    requires_system_checks = []  # They load every page; tests have made them.

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits now, and end")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="end, even in the midst, when that process is gone"
        )

    def run_from_argv(self, argv: list[str]) -> None:
        _most, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))  # Of this process, not of one that calls handle().
        super().run_from_argv(argv)

    def handle(self, *args: Any, once: bool = False, beside: int | None = None, **options: Any) -> None:
        stopping = threading.Event()
        with translation.override(settings.LANGUAGE_CODE):
            if once:
                self._drain(stopping, None)
                return
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stopping.set())
            while not (stopping.is_set() or is_gone(beside)):
                close_old_connections()
                try:
                    self._drain(stopping, beside)
                except DatabaseError as error:
                    logger.warning("The database does not answer; the work goes on when it does: %s", error)
                stopping.wait(PAUSE)

    def _drain(self, stopping: threading.Event, beside: int | None) -> None:
        forget()
        while not stopping.is_set() and (job := take()):
            with Heart(job, lambda: leave_with(beside)):
                perform(job)
            remembered.forget()


def is_gone(process: int | None) -> bool:
    """Whether a process that we work beside has ended."""
    try:
        if process:
            os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False


def leave_with(process: int | None) -> None:
    """End at once when that process has; whatever is half done is undone by the database, and taken up again."""
    if is_gone(process):
        os._exit(0)
