"""What tests make again and again, made once: the migrated database, and catalogues published into it.

Kept in var/tests under a name that changes with all that it is made of, so nothing stale is ever read; what is kept
can be deleted at any time.
"""

import fcntl
import hashlib
import os
import pickle
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from samverkan.exchange.importer import import_catalogue
from samverkan.publishing.publish import Author

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "var" / "tests"
APPS = ("activities", "federations", "financing", "samverkan")
MADE_BY_MIGRATING = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
MOST = 40  # So many are kept; the oldest go.


@cache
def digest_of(*patterns: str) -> str:
    """What the files of the project that match say, the database and the day that tests see."""
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})
    said = hashlib.sha256(f"{connection.vendor} {timezone.localdate()}".encode())
    for path in paths:
        said.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return said.hexdigest()[:16]


@contextmanager
def kept(name: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """The file of that name, made where it is missing, by one process while others wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    place = FOLDER / name
    if not place.exists():
        with (FOLDER / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not place.exists():
                unfinished = place.with_name(f"{name}.{os.getpid()}")
                make(unfinished)
                unfinished.replace(place)
                for old in sorted(FOLDER.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST]:
                    old.unlink(missing_ok=True)
    yield place


# The migrated database


def set_up(migrate: Callable[[], Any]) -> None:
    """The empty test database with its tables, as `migrate` makes them, which is asked once."""
    patterns = [f"{app}/**/migrations/*.py" for app in APPS]
    patterns += ["samverkan/publishing/append_only.py", "samverkan/migrating.py"]
    name = f"tables-{digest_of(*patterns, 'requirements.txt')}"

    def make(place: Path) -> None:
        migrate()
        save_database(place)

    with kept(name, make) as place:
        if not connection.settings_dict.get("_made"):
            restore_database(place)


def save_database(place: Path) -> None:
    """The whole database as it stands, to a file."""
    connection.settings_dict["_made"] = True  # By this process, which need not read it again.
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(place)) as copy:
            connection.connection.backup(copy)
        return
    url = urlsplit(os.environ["DATABASE_URL"])
    options = ["--inserts", "--no-owner", f"--host={url.path.rpartition('/')[0]}", f"--username={url.username}"]
    program = Path(os.environ["POSTGRES_PROGRAMS"]) / "pg_dump"
    name = connection.settings_dict["NAME"]
    subprocess.run([program, *options, f"--file={place}", name], check=True)


def restore_database(place: Path) -> None:
    """An empty test database of Django's own name, filled from the file."""
    creation: Any = connection.creation
    name = creation._get_test_db_name() if connection.vendor == "sqlite" else creation._create_test_db(0, True, False)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(place)) as copy:
            copy.backup(connection.connection)
        return
    with connection.cursor() as cursor:
        lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
        cursor.execute("".join(line for line in lines if not line.startswith("\\")))  # Words to psql alone.
    connection.close()  # What was set for the session goes with it.


# Catalogues


def published(*folders: Path, office: str = "Redaktionen") -> None:
    """Folders of the fixtures imported and published, each as a revision, into the test's database."""

    def publish() -> None:
        for folder in folders:
            import_catalogue(folder, Author(office), and_publish=True)

    filled("-".join([*(folder.name for folder in folders), *office.split()]), publish)


def filled(name: str, fill: Callable[[], Any]) -> None:
    """What `fill` writes into an empty database, which is asked once for all tests of the same code."""
    patterns = [f"{app}/**/*.{form}" for app in APPS for form in ("py", "json")]
    digest = digest_of(*patterns, "fixtures/**/*", "tests/*.py", "requirements.txt")
    written = False

    def make(place: Path) -> None:
        nonlocal written
        fill()
        written = True
        place.write_bytes(pickle.dumps((content_types(), dict(rows()))))

    with kept(f"{name}-{digest}", make) as place:
        if not written:
            insert(*pickle.loads(place.read_bytes()))


def rows() -> Iterator[tuple[str, tuple[list[str], list[Any]]]]:
    """Every table that holds rows, but for those that migrating fills, with its columns."""
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names()) - MADE_BY_MIGRATING):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if found := cursor.fetchall():
                plain = [[bytes(value) if isinstance(value, memoryview) else value for value in row] for row in found]
                yield table, ([column[0] for column in cursor.description], plain)


def content_types() -> dict[int, tuple[str, str]]:
    """What the keys of content types stand for: whoever empties a database numbers them anew."""
    return {one.pk: one.natural_key() for one in ContentType.objects.all()}


def insert(types: dict[int, tuple[str, str]], tables: dict[str, tuple[list[str], list[Any]]]) -> None:
    """The rows as they were; foreign keys are asked for when the transaction ends."""
    now = {natural: key for key, natural in content_types().items()}
    for columns, values in tables.values():
        for place in (place for place, name in enumerate(columns) if name == "content_type_id"):
            for row in values:
                row[place] = now[types[row[place]]]
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, values) in tables.items():
            quoted = [connection.ops.quote_name(name) for name in (table, *columns)]
            into = f"INSERT INTO {quoted[0]} ({', '.join(quoted[1:])}) VALUES "
            if connection.vendor == "postgresql":
                from psycopg2.extras import execute_values

                execute_values(cursor.cursor, f"{into}%s", values, page_size=500)
            else:
                cursor.executemany(f"{into}({', '.join(['%s'] * len(columns))})", values)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models(tables))):
            cursor.execute(statement)


def models(tables: Iterable[str]) -> Iterator[Any]:
    """The models whose rows stand in the tables."""
    yield from (model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables)
