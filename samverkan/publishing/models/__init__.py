"""The working entry, the log of what was published, and the desk where coordinators work."""

from samverkan.publishing.models.about import AboutEntry, called, whoever
from samverkan.publishing.models.aside import Aside
from samverkan.publishing.models.entry import EVERY_MONTHS, Confirmed, Edited, Editor, Entry, slug_form
from samverkan.publishing.models.index import ENDLESS, Current, Extract, Facet, Span, Token, Word, Written, apart
from samverkan.publishing.models.log import (
    LAST_REMOVAL,
    Edition,
    Event,
    EventQuerySet,
    Publication,
    PublicationQuerySet,
    Revision,
    end_of_day,
)

__all__ = [
    "ENDLESS",
    "EVERY_MONTHS",
    "LAST_REMOVAL",
    "AboutEntry",
    "Aside",
    "Confirmed",
    "Current",
    "Edited",
    "Edition",
    "Editor",
    "Entry",
    "Event",
    "EventQuerySet",
    "Extract",
    "Facet",
    "Publication",
    "PublicationQuerySet",
    "Revision",
    "Span",
    "Token",
    "Word",
    "Written",
    "apart",
    "called",
    "end_of_day",
    "slug_form",
    "whoever",
]
