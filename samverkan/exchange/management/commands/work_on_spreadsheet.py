"""Check or load a kept spreadsheet that is too large to do while somebody waits; the admin starts this by itself."""

import resource
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from samverkan.exchange.spreadsheets.steps import perform
from samverkan.exchange.spreadsheets.uploaded import Kept

MOST_MEMORY = 2_000_000_000  # Bytes.


class Command(BaseCommand):
    help = "Kontrollerar eller läser in ett uppladdat kalkylblad. Startas av administrationen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("token", help="det uppladdade kalkylbladets namn i mappen inlasning")

    def handle(self, *args: Any, **options: Any) -> None:
        _most, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))  # Whatever a hostile file makes of itself.
        kept = Kept.find(options["token"])
        if kept is None:
            raise CommandError("Kalkylbladet finns inte.")
        with translation.override("sv"):
            perform(kept)
