"""Publish the drafts whose time has come; for cron, as often as the times should be kept."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused
from samverkan.publishing.models import Entry
from samverkan.publishing.publish import Author, publish


class Command(BaseCommand):
    help = "Publicerar de utkast vars tid har kommit. Körs av cron."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = False
        for kind in kinds.every():
            for entry in kind.model._default_manager.filter(due_at__lte=timezone.now()).order_by("due_at", "slug"):
                failed |= not self._publish(entry)
        if failed:
            raise SystemExit(1)

    def _publish(self, entry: Entry) -> bool:
        """Each on its own, so that one faulty draft holds up no other."""
        try:
            revision = publish([entry], Author.of(entry.due_by), entry.due_note)
        except Refused as refused:
            self.stderr.write(f"{entry.slug}: {refused}")
            return False
        self.stdout.write(f"{entry.slug}: {revision or 'inget nytt'}")
        return True
