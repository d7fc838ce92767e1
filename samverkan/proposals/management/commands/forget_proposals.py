"""Delete proposals that were settled a year ago, and the digests of senders; for cron, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from samverkan.proposals.handling import forget


class Command(BaseCommand):
    help = "Erase readers' proposals: settled ones after a year, the senders' digests after two days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Proposals erased: {forget()}.")
