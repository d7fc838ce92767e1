"""A database that an earlier release made: it is never altered, its log is carried over into a new one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

SAY = "The database was made by an earlier release. Carry its log over into a new one: ./run manage carry_over"
_SCHEMA = "earlier_release"  # What PostgreSQL's tables of before are kept in.


def is_of_earlier_release() -> bool:
    """Whether migrations were applied that this release does not have."""
    ours = {config.label for config in apps.get_app_configs() if settings.BASE_DIR in Path(config.path).parents}
    loader = MigrationLoader(connection)
    return any(
        label in ours and (label, name) not in loader.disk_migrations for label, name in loader.applied_migrations
    )


@contextmanager
def set_aside() -> Iterator[str]:
    """An empty database in place of the one of before, which is kept under the name given; all of it, or as it was."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"ALTER SCHEMA public RENAME TO {_SCHEMA}")
            cursor.execute("CREATE SCHEMA public")
            yield f"the schema {_SCHEMA}"
        return
    file = Path(connection.settings_dict["NAME"])
    aside = file.with_name(f"{file.name}.earlier")
    connection.close()  # Which writes what lies beside the file into it.
    os.replace(file, aside)
    try:
        yield str(aside)
    except BaseException:
        connection.close()
        os.replace(aside, file)
        raise
