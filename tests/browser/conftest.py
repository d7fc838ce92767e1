"""The real catalogue behind a live server, as a visitor's browser meets it."""

from typing import Any

import pytest

from samverkan.publishing.importer import import_catalogue
from samverkan.publishing.publish import Author
from tests.fixture_files import SOURCE_CATALOGUE


@pytest.fixture
def catalogue(live_server: Any) -> str:
    """The address of a server that has published the source catalogue."""
    import_catalogue(SOURCE_CATALOGUE, Author("Redaktionen"), and_publish=True)
    return str(live_server.url)
