"""Read the whole log from a file into an empty installation."""

import gzip
import zlib
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samverkan.exchange.moving_house import unpack
from samverkan.publishing.documents import Refused


class Command(BaseCommand):
    help = "Read in a log that export_history has written. Into an empty database only; all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file from export_history")
        parser.add_argument("--mend", action="store_true", help="make text tidy that an earlier release stored untidy")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            numbers = unpack(self._lines(options["file"]), mend=options["mend"])
        except Refused as refused:
            lines = "\n".join(f"  {fault}" for fault in refused.faults)
            raise CommandError(f"Nothing was read in:\n{lines}") from refused
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            raise CommandError(f"Nothing was read in: the file cannot be read ({type(error).__name__}).") from error
        self.stdout.write(f"Revisions read in: {numbers}.")

    def _lines(self, path: Path) -> Iterator[str]:
        with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else nullcontext(raw) as file:
            for number, line in enumerate(file, start=1):
                if number % 100 == 0:
                    self.stderr.write(f"{number} lines …")
                yield line.decode().removesuffix("\n")
