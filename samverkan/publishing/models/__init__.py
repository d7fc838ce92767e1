"""The working entry, the log of what was published, and the desk where coordinators work."""

from samverkan.publishing.models.desk import ConfirmationLink, Proposal, Removal, Review
from samverkan.publishing.models.entry import EVERY_MONTHS, Confirmed, Editor, Entry, slug_form
from samverkan.publishing.models.log import (
    Edition,
    Event,
    EventQuerySet,
    Facet,
    Publication,
    PublicationQuerySet,
    Revision,
    Span,
    Token,
    end_of_day,
)

__all__ = [
    "EVERY_MONTHS",
    "ConfirmationLink",
    "Confirmed",
    "Edition",
    "Editor",
    "Entry",
    "Event",
    "EventQuerySet",
    "Facet",
    "Proposal",
    "Publication",
    "PublicationQuerySet",
    "Removal",
    "Review",
    "Revision",
    "Span",
    "Token",
    "end_of_day",
    "slug_form",
]
