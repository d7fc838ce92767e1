"""Where readers find an entry of each kind, and its history, as its `Kind` says."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from samverkan.publishing import kinds


def address_of(route: str, *args: object) -> str:
    """What `reverse` says, which does not think it out anew for each of a page's many links."""
    return _address(route, args, get_language(), get_script_prefix())


@lru_cache(maxsize=2_000)
def _address(route: str, args: tuple[object, ...], _language: str, _prefix: str) -> str:
    return reverse(route, args=args)


def page_of(kind: str, slug: str, query: str = "") -> str:
    """The address of an entry's own page, or of the list that shows it, with a query; "" for what has neither."""
    of = kinds.get(kind)
    if of.page:
        return address_of(of.page, slug) + query
    anchor = f"#{slug}" if of.anchored else ""
    return f"{address_of(of.listed)}{query}{anchor}" if of.listed else ""


def history_of(kind: str, slug: str, query: str = "") -> str:
    """The address of an entry's history, with a query; "" for what has none."""
    of = kinds.get(kind)
    return address_of(f"{of.page}-history", slug) + query if of.history else ""


def proposal_of(kind: str, slug: str) -> str:
    """The address of the form in which readers propose changes of an entry; "" for what takes none."""
    of = kinds.get(kind)
    return address_of(f"{of.page}-proposal", slug) if of.proposals else ""
