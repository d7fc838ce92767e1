"""Fixtures that the tests of publishing share."""

from tests.publishing.process import database_url
from tests.publishing.sheets import book, lotsen

__all__ = ["book", "database_url", "lotsen"]
