"""Fixtures that the admin's tests share."""

from tests.admin.roles import mine, my_activity, others
from tests.publishing.process import database_url

__all__ = ["database_url", "mine", "my_activity", "others"]
