"""Remind each coordinator of what waits for confirmation; for cron, once a month."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from federations.reminders import reminders, send


class Command(BaseCommand):
    help = "Skickar ett brev till varje samordnare om de poster som ska bekräftas. Körs av cron en gång i månaden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle skickas, skicka inget")
        parser.add_argument("--again", action="store_true", help="skicka också till den som fått brev den här månaden")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION and settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
            raise CommandError("Ange EMAIL_URL, så att breven går till sina mottagare. Se docs/settings.md.")
        failed = False
        for reminder in reminders(again=options["again"]):
            line = f"{reminder.user.get_username()}: {len(reminder.waiting)} poster"
            if options["dry_run"]:
                self.stdout.write(line)
                continue
            try:
                send(reminder)
            except (OSError, SMTPException, ValueError) as error:  # One faulty address holds up no other.
                self.stderr.write(f"{reminder.user.get_username()}: brevet gick inte iväg ({type(error).__name__})")
                failed = True
            else:
                self.stdout.write(line)
        if failed:
            raise SystemExit(1)
