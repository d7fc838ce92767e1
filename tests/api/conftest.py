"""What the API's tests share: the source catalogue, imported once a file."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from samverkan.publishing.models import Revision
from tests import kept
from tests.fixture_files import SOURCE_CATALOGUE
from tests.publishing.process import database_url

__all__ = ["database_url", "source_catalogue"]


@pytest.fixture(scope="module")
def source_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[Revision]:
    """The fixtures as one published revision, for the tests of one file; those ask for `db` besides."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept.published(SOURCE_CATALOGUE)
        yield Revision.objects.get()
        transaction.set_rollback(True)
