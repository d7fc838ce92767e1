"""Carry the log of a database that an earlier release made over into a new one, mended."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from samverkan.exchange.earlier import is_of_earlier_release, set_aside


class Command(BaseCommand):
    help = "Carries the log of an earlier release's database over into a new one. What was there is kept aside."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_of_earlier_release():
            raise CommandError("The database is of this release already; there is nothing to carry over.")
        log = settings.DATA_DIR / f"history-{timezone.now():%Y%m%dT%H%M%S}.ndjson.gz"
        call_command("export_history", log, stdout=self.stdout, stderr=self.stderr)
        with set_aside() as aside:
            call_command("migrate", verbosity=0)
            call_command("import_history", log, mend=True, stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(f"The log is carried over. Accounts, drafts and exact counts are left in {aside}.")
