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
    help = "Läser in en historik som export_history har skrivit. Bara i en tom databas; allt eller inget."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="filen från export_history")
        parser.add_argument("--mend", action="store_true", help="gör text som en äldre version lagrat osnygg snygg")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            numbers = unpack(self._lines(options["file"]), mend=options["mend"])
        except Refused as refused:
            lines = "\n".join(f"  {fault}" for fault in refused.faults)
            raise CommandError(f"Inget lästes in:\n{lines}") from refused
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            raise CommandError(f"Inget lästes in: filen går inte att läsa ({type(error).__name__}).") from error
        self.stdout.write(f"{numbers} revisioner inlästa.")

    def _lines(self, path: Path) -> Iterator[str]:
        with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else nullcontext(raw) as file:
            for number, line in enumerate(file, start=1):
                if number % 100 == 0:
                    self.stderr.write(f"{number} rader …")
                yield line.decode().removesuffix("\n")
