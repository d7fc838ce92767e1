"""Remind each coordinator of what waits for confirmation; for cron, once a month."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from federations.reminders import reminders, send


class Command(BaseCommand):
    help = "Mail each coordinator about the entries that are to be confirmed. For cron, once a month."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="show what would be sent, send nothing")
        parser.add_argument("--again", action="store_true", help="send also to those who have had this month's mail")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION and settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
            raise CommandError("Set EMAIL_URL, so that mails reach their receivers. See docs/settings.md.")
        failed = False
        for reminder in reminders(again=options["again"]):
            line = f"{reminder.user.get_username()}: {len(reminder.waiting)} to confirm"
            if options["dry_run"]:
                self.stdout.write(line)
                continue
            try:
                send(reminder)
            except (OSError, SMTPException, ValueError) as error:  # One faulty address holds up no other.
                self.stderr.write(f"{reminder.user.get_username()}: the mail was not sent ({type(error).__name__})")
                failed = True
            else:
                self.stdout.write(line)
        if failed:
            raise SystemExit(1)
