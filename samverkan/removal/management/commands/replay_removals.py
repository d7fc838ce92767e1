"""Repeat what was removed for good, after a backup has been restored."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from samverkan.publishing.documents import Refused
from samverkan.removal.ledger import replay


class Command(BaseCommand):
    help = "Repeat, in a restored database, the removals of the ledger that it does not know."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=settings.LEDGER, help="the ledger, if not LEDGER")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            done = replay(file)
        except Refused as refused:
            lines = "\n".join(f"  {fault}" for fault in refused.faults)
            raise CommandError(f"Not everything could be repeated:\n{lines}") from refused
        except OSError as error:
            raise CommandError(f"The ledger {file} cannot be read.") from error
        self.stdout.write(f"Removals repeated: {done}.")
