"""Import files of documents: drafts, or with --publish one revision; all of them or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samverkan.exchange.importer import import_catalogue
from samverkan.publishing.documents import Refused
from samverkan.publishing.publish import Author


class Command(BaseCommand):
    help = "Läser in en mapp eller fil med poster. Allt eller inget: varje fel listas med fil och fält."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="mapp eller fil (.yaml, .json)")
        parser.add_argument(
            "--publish", action="store_true", help="publicera i en revision i stället för att göra utkast"
        )
        parser.add_argument(
            "--office", default="Samverkanskatalogens redaktion", help="kontoret som anges som avsändare"
        )
        parser.add_argument("--note", default="", help="anteckning till revisionen")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_catalogue(
                options["path"], Author(options["office"]), and_publish=options["publish"], note=options["note"]
            )
        except Refused as refused:
            lines = "\n".join(f"  {fault}" for fault in refused.faults)
            raise CommandError(f"Inget lästes in. {len(refused.faults)} fel:\n{lines}") from refused
        self.stdout.write(f"{report.read} poster lästa, {report.written} nya eller ändrade.")
        if options["publish"]:
            self.stdout.write(
                f"Publicerat som revision {report.revision.number}." if report.revision else "Inget nytt att publicera."
            )
