"""Fixtures that the tests of jobs share."""

from tests.publishing.process import database_url

__all__ = ["database_url"]
