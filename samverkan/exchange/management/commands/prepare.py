"""Make an installation ready: migrate and reindex, load the catalogue into an empty database, make an administrator."""

import datetime as dt
import hashlib
import re
import secrets
import tomllib
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from samverkan.exchange.earlier import SAY, is_of_earlier_release
from samverkan.publishing.edition import freeze
from samverkan.publishing.index import reindex
from samverkan.publishing.models import Revision
from samverkan.publishing.publish import Author, lock_log

OFFICE = "Samverkanskatalogens redaktion"


class Command(BaseCommand):
    help = "Make the installation ready: migrate, load the catalogue into an empty database, make an administrator."
    requires_system_checks = []  # They load every page; tests have made them.

    def handle(self, *args: Any, **options: Any) -> None:
        if is_of_earlier_release():
            raise CommandError(SAY)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)
            with transaction.atomic():
                lock_log()  # Else what another process publishes meanwhile would be left out.
                reindex()
        if settings.PRODUCTION:
            collect_static()
        elif not get_user_model().objects.exists():
            self._make_administrator()
        if not Revision.objects.exists():
            self._import_catalogue()

    @transaction.atomic
    def _import_catalogue(self) -> None:
        """Each folder of the fixtures becomes a revision, and its edition where it has one; all of them or none."""
        lock_log()
        if Revision.objects.exists():  # Another process was here first.
            return
        self.stdout.write("Loading and publishing the catalogue …")
        for step in first_revisions():
            folder = settings.FIXTURES / step["folder"]
            options = {"publish": True, "note": step["note"], "office": OFFICE}
            call_command("import_catalogue", folder, **options, stdout=self.stdout)
            if "edition" in step:
                edition = freeze(*foreword(step["edition"]), Author(OFFICE))
                self.stdout.write(f"Edition {edition.number}: {edition.title}.")

    def _make_administrator(self) -> None:
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_superuser("admin", password=password)
        self.stdout.write(
            f"The first administrator: user admin, password {password} (shown only now). Log in at /admin/."
        )


def collect_static() -> None:
    """Gather and compress what pages are drawn with, which takes seconds, unless it is as it was the last time."""
    said = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                said.update(path.encode() + file.read())
    state = settings.STATIC_ROOT.with_name(f"{settings.STATIC_ROOT.name}.state")  # Not within: all that is served.
    gathered = (settings.STATIC_ROOT / "staticfiles.json").exists()
    if not (gathered and state.exists() and state.read_text(encoding="ascii") == said.hexdigest()):
        state.unlink(missing_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        state.write_text(said.hexdigest(), encoding="ascii")


def first_revisions() -> list[dict[str, str]]:
    """What an empty installation publishes, in order: `folder`, `note`, and `edition` where one is frozen after it."""
    steps: list[dict[str, str]] = tomllib.loads((settings.FIXTURES / "revisions.toml").read_text(encoding="utf-8"))[
        "revision"
    ]
    return steps


def foreword(file: str) -> tuple[str, dt.date, str]:
    """Title, date and foreword of an edition: the file's heading, today, the file's text."""
    heading, text = (settings.FIXTURES / file).read_text(encoding="utf-8").split("\n", 1)
    paragraphs = re.sub(r"(?<!\n)\n(?!\n)", " ", text.strip())  # A lone line break is only how the file is written.
    return heading.removeprefix("# "), timezone.localdate(), paragraphs
