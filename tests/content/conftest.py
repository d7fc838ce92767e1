"""The source catalogue, published once for all tests of its content."""

from typing import Any

import pytest
from django.db import transaction

from samverkan.publishing.models import Publication, Revision
from tests import kept
from tests.api.conftest import source_catalogue
from tests.content.catalogue import Catalogue
from tests.fixture_files import SOURCE_CATALOGUE

__all__ = ["catalogue", "source_catalogue"]


@pytest.fixture(scope="session")
def catalogue(django_db_setup: None, django_db_blocker: Any) -> Catalogue:
    """Import and publish the fixtures, keep what readers see, and leave the database as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept.published(SOURCE_CATALOGUE)
        current = Publication.objects.at(Revision.current_number())
        published = {(publication.kind, publication.slug): publication.document for publication in current}
        transaction.set_rollback(True)
    return Catalogue(published)
