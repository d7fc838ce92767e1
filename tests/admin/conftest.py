"""Fixtures that the admin's tests share."""

from tests.admin.roles import mine, my_activity, others

__all__ = ["mine", "my_activity", "others"]
