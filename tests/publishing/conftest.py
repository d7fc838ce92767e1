"""Fixtures that the tests of publishing share."""

from tests.publishing.process import database_url
from tests.publishing.redacting import in_a_folder, stodet
from tests.publishing.sheets import book, lotsen

__all__ = ["book", "database_url", "in_a_folder", "lotsen", "stodet"]
