"""Repeat what was removed for good, after a backup has been restored."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samverkan.publishing.documents import Refused
from samverkan.removal.ledger import ledger, replay


class Command(BaseCommand):
    help = "Upprepar borttagningar ur liggaren (borttaget.ndjson) i en återställd databas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="liggaren; annars den i DATA_DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"] or ledger()
        try:
            done = replay(path)
        except Refused as refused:
            lines = "\n".join(f"  {fault}" for fault in refused.faults)
            raise CommandError(f"Allt kunde inte upprepas:\n{lines}") from refused
        except OSError as error:
            raise CommandError(f"Liggaren {path} går inte att läsa.") from error
        self.stdout.write(f"{done} borttagningar upprepade.")
