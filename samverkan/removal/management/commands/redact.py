"""Remove words from every text and version; they are read from standard input, which no history of commands keeps."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samverkan.publishing.documents import Refused
from samverkan.publishing.publish import Author
from samverkan.removal.redact import find, redact


class Command(BaseCommand):
    help = "Remove words from every text and version. They are read from standard input, one expression a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--places", type=int, help="in how many places they are to be removed; else the number is only shown"
        )
        parser.add_argument("--office", default="Samverkanskatalogens redaktion", help="the office that removes them")

    def handle(self, *args: Any, **options: Any) -> None:
        words = sys.stdin.read().splitlines()
        try:
            if options["places"] is None:
                self._preview(words)
                return
            done = redact(words, Author(options["office"]), options["places"])
        except Refused as refused:
            raise CommandError("\n".join(str(fault) for fault in refused.faults)) from refused
        self.stdout.write(f"The words are removed. Places: {done.times}.")

    def _preview(self, words: list[str]) -> None:
        traces = find(words)
        for place in traces.places:
            self.stdout.write(f"{place.what}: {len(place.excerpts)}")
        if traces.faults:
            raise Refused(list(traces.faults))
        self.stdout.write(f"Places: {traces.times}. Run again with --places {traces.times} to remove the words.")
