"""Editions for tests that need some."""

import datetime as dt

from activities.models import Activity
from federations.models import Municipality
from samverkan.publishing.edition import freeze
from samverkan.publishing.models import Edition, Event, Publication, Revision
from samverkan.publishing.publish import next_revision
from tests.factories import OFFICE, ActivityFactory, published

DAY = dt.date(2026, 11, 22)


def frozen(title: str = "Hösten", foreword: str = "") -> Edition:
    """The catalogue as it stands, as the next edition."""
    return freeze(title, DAY, foreword, OFFICE)


def two_editions() -> tuple[Edition, Edition]:
    """Two editions of the source catalogue, the later with a new activity in the matrix and a changed one."""
    first = frozen("Före", "Ett förord med *kursiv* text.")
    changed = Activity.objects.get(slug="u-sam")
    changed.summary = "En ny sammanfattning av det som gruppen gör."
    changed.save()
    place = Municipality.objects.get(slug="herrljunga")
    rest = {"area": changed.area, "function": changed.function, "placed_in": [place], "for_whom": {}, "way_in": {}}
    published(changed, ActivityFactory.create(slug="ny-vag", name="Ny väg", **rest))
    return first, frozen("Efter")


def redacted() -> Revision:
    """That words were removed from an entry, as the log tells it."""
    some = Publication.objects.earliest("pk")
    revision = next_revision(OFFICE, "")
    Event.objects.create(revision=revision, position=0, kind=some.kind, slug=some.slug, op=Event.Op.REDACT)
    return revision
