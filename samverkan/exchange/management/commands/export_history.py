"""Write the whole log to a file, to move the catalogue to another installation."""

import gzip
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samverkan.exchange.moving_house import pack


class Command(BaseCommand):
    help = "Write the whole log to a file (NDJSON, packed where its name ends with .gz)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to write, such as history.ndjson.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        unfinished = path.with_name(f"{path.name}.unfinished")
        count = 0
        # Without a moment and a name in its head a packed file of the same log is the same file.
        packed = path.suffix == ".gz"
        with transaction.atomic(), unfinished.open("wb") as raw:
            file: Any = gzip.GzipFile("", "wb", fileobj=raw, mtime=0) if packed else raw
            for count, line in enumerate(pack(), start=1):
                file.write(f"{line}\n".encode())
                if count % 100 == 0:
                    self.stderr.write(f"{count} lines …")
            if packed:
                file.close()
        os.replace(unfinished, path)
        self.stdout.write(f"{count} lines written to {path.name}.")
