"""Fixtures that the tests of publishing share."""

from tests.publishing.process import database_url

__all__ = ["database_url"]
