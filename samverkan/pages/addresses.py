"""Where readers find an entry of each kind, and its history, as its `Kind` says."""

from django.urls import reverse

from samverkan.publishing import kinds


def page_of(kind: str, slug: str, query: str = "") -> str:
    """The address of an entry's own page, or of the list that shows it, with a query; "" for what has neither."""
    of = kinds.get(kind)
    if of.page:
        return reverse(of.page, args=[slug]) + query
    anchor = f"#{slug}" if of.anchored else ""
    return f"{reverse(of.listed)}{query}{anchor}" if of.listed else ""


def history_of(kind: str, slug: str, query: str = "") -> str:
    """The address of an entry's history, with a query; "" for what has none."""
    of = kinds.get(kind)
    return reverse(f"{of.page}-history", args=[slug]) + query if of.history else ""


def proposal_of(kind: str, slug: str) -> str:
    """The address of the form in which readers propose changes of an entry; "" for what takes none."""
    of = kinds.get(kind)
    return reverse(f"{of.page}-proposal", args=[slug]) if of.proposals else ""
