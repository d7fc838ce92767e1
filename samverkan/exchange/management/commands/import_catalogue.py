"""Import files of documents: drafts, or with --publish one revision; all of them or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samverkan.exchange.importer import import_catalogue
from samverkan.publishing.documents import Refused
from samverkan.publishing.publish import Author


class Command(BaseCommand):
    help = "Read in a folder or a file of entries. All or nothing: every fault is listed with its file and field."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a folder or a file (.yaml, .json)")
        parser.add_argument("--publish", action="store_true", help="publish as one revision instead of making drafts")
        parser.add_argument(
            "--office", default="Samverkanskatalogens redaktion", help="the office that is named as the sender"
        )
        parser.add_argument("--note", default="", help="a note on the revision")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_catalogue(
                options["path"], Author(options["office"]), and_publish=options["publish"], note=options["note"]
            )
        except Refused as refused:
            lines = "\n".join(f"  {fault}" for fault in refused.faults)
            raise CommandError(f"Nothing was read in. Faults: {len(refused.faults)}\n{lines}") from refused
        self.stdout.write(f"Entries read: {report.read}, new or changed: {report.written}.")
        if options["publish"]:
            self.stdout.write(
                f"Published as revision {report.revision.number}." if report.revision else "Nothing new to publish."
            )
