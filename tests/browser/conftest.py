"""The real catalogue behind a live server, as a visitor's browser meets it."""

from typing import Any

import pytest

from tests import kept
from tests.fixture_files import SOURCE_CATALOGUE


@pytest.fixture
def catalogue(live_server: Any) -> str:
    """The address of a server that has published the source catalogue."""
    kept.published(SOURCE_CATALOGUE)
    return str(live_server.url)
