"""Where readers find an entry of each kind, and its history."""

from django.urls import reverse

from samverkan.pages.history import Step

PAGES = {
    "area": "matrix",
    "activity": "activity",
    "municipality": "municipality",
    "federation": "federation",
    "financing_stream": "financing-stream",
    "agreement": "agreement",
    "budget": "budget",
    "follow_up": "follow-up",
    "fact": "fact",
}
LISTS = {"partner": "partners", "source": "about", "term": "terms"}
ANCHORED = {"term"}  # Whose list has a place for each entry.
HISTORIES = {
    "activity": "activity-history",
    "federation": "federation-history",
    "financing_stream": "financing-stream-history",
    "agreement": "agreement-history",
    "budget": "budget-history",
    "follow_up": "follow-up-history",
    "fact": "fact-history",
}


def page_of(kind: str, slug: str, query: str = "") -> str:
    """The address of an entry's own page, or of the list that shows it, with a query; "" for what has neither."""
    if kind in PAGES:
        return reverse(PAGES[kind], args=[slug]) + query
    place = f"#{slug}" if kind in ANCHORED else ""
    return f"{reverse(LISTS[kind])}{query}{place}" if kind in LISTS else ""


def history_of(kind: str, slug: str) -> str:
    """The address of an entry's history; "" for what has none."""
    return reverse(HISTORIES[kind], args=[slug]) if kind in HISTORIES else ""


def side_by_side(step: Step) -> str:
    """Where the versions before and after a change stand beside each other, or else the entry's history."""
    history = history_of(step.event.kind, step.event.slug)
    if history and step.is_change and step.before:
        return f"{history}?fran=r{step.before.revision_id}&till=r{step.event.revision_id}"
    return history
