"""Publish the drafts whose time has come; for cron, as often as the times should be kept."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from samverkan.desk.acts import publish
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused
from samverkan.publishing.drafts import Draft
from samverkan.publishing.kinds import Fault
from samverkan.publishing.models import Entry
from samverkan.publishing.publish import Author


class Command(BaseCommand):
    help = "Publish the drafts whose time has come. For cron."

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
            self._require_approved(entry)
            revision = publish([entry], Author.of(entry.due_by), entry.due_note)
        except Refused as refused:
            self.stderr.write(f"{entry.slug}: {refused}")
            return False
        self.stdout.write(f"{entry.slug}: {revision or 'nothing new'}")
        return True

    def _require_approved(self, entry: Entry) -> None:
        """Only what was approved goes out by itself, and only while whoever approved it still may publish it."""
        if not Draft(entry).is_as(entry.due_fingerprint):
            raise Refused([Fault("", "the draft has changed since its time was set. Review and publish it anew.")])
        if entry.due_by is None or not entry.due_by.has_perm("publishing.publish_entry", entry):
            raise Refused([Fault("", "whoever set the time may no longer publish it. Review and publish it anew.")])
