"""Amounts in print."""

from samverkan.pages.templatetags.catalogue import kronor


def amount(number: int | None) -> str | None:
    """An amount in kronor; None where it is unknown."""
    return None if number is None else kronor(number)
