"""Delete proposals that were settled a year ago, and the digests of senders; for cron, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from samverkan.proposals.handling import forget


class Command(BaseCommand):
    help = "Gallrar läsares förslag: hanterade efter ett år, avsändarnas kontrollsummor efter två dagar."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget()} förslag gallrade.")
