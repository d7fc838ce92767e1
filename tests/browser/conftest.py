"""The real catalogue behind a live server, as a visitor's browser meets it."""

from typing import Any

import pytest
from django.conf import settings

from samverkan.publishing.importer import import_catalogue
from samverkan.publishing.publish import Author


@pytest.fixture
def catalogue(live_server: Any) -> str:
    """The address of a server that has published the source catalogue."""
    import_catalogue(settings.FIXTURES, Author("Redaktionen"), and_publish=True)
    return str(live_server.url)
