"""Fixtures that the admin's tests share."""

from tests.admin.roles import mine, my_activity, others
from tests.admin.sheets import editor, foreign_activity
from tests.publishing.process import database_url

__all__ = ["database_url", "editor", "foreign_activity", "mine", "my_activity", "others"]
