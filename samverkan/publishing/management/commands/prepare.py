"""Make an installation ready: migrate and reindex, load the catalogue into an empty database, make an administrator."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samverkan.publishing.index import reindex
from samverkan.publishing.models import Revision


class Command(BaseCommand):
    help = "Gör installationen redo: migrerar, läser in katalogen i en tom databas och skapar en första administratör."

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Förbereder databasen …")
            call_command("migrate", verbosity=0)
            reindex()
        if settings.PRODUCTION:
            call_command("collectstatic", verbosity=0, interactive=False)
        elif not get_user_model().objects.exists():
            self._make_administrator()
        if not Revision.objects.exists():
            self.stdout.write("Läser in och publicerar katalogen …")
            note = "Källkatalogen Samverkan i Sjuhärad"
            call_command("import_catalogue", settings.FIXTURES, publish=True, note=note, stdout=self.stdout)

    def _make_administrator(self) -> None:
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_superuser("admin", password=password)
        self.stdout.write(
            f"Första administratören: användare admin, lösenord {password} (visas bara nu). Logga in på /admin/."
        )
