"""The log: revisions with their events and the published documents."""

import datetime as dt
import json
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from samverkan.publishing import kinds
from samverkan.publishing.fields import EdtfField
from samverkan.publishing.models.entry import EVERY_MONTHS, Confirmed
from samverkan.publishing.models.index import Current, Facet, Span, Written, apart
from samverkan.publishing.schemas.types import Verified

LAST_REMOVAL = "SELECT MAX(revision_id) FROM publishing_event WHERE op = 'redact'"


class Revision(models.Model):
    """One editorial act. Numbers are gapless and follow commit order; moments strictly increase."""

    number = models.PositiveIntegerField(_("nummer"), primary_key=True)
    moment = models.DateTimeField(_("tidpunkt"), unique=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("användare")
    )
    office = models.CharField(_("kontor"), max_length=200)
    note = models.TextField(_("anteckning"), blank=True)

    class Meta:
        ordering = ("number",)
        verbose_name = _("revision")
        verbose_name_plural = _("revisioner")

    def __str__(self) -> str:
        return f"r{self.number}"

    @classmethod
    def current_number(cls) -> int:
        """The newest committed revision's number, 0 in an empty catalogue: the validator of every cache."""
        return cls.newest()[0]

    @classmethod
    def newest(cls) -> tuple[int, int]:
        """The same, and the newest revision that removed words, 0 where none has; in one question."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT MAX(number), ({LAST_REMOVAL}) FROM publishing_revision")
            newest, removal = cursor.fetchone()
        return newest or 0, removal or 0


# As `apart` asks, and for the same reason; under names that Django gives no table inside a question.
_HELD = """(EXISTS(
    SELECT 1 FROM publishing_current held WHERE held.publication_id = {0} AND held.since <= %s AND held.until > %s
) OR {0} IS NULL)"""
_CARRIED = """({0} IN (
    SELECT carried.publication_id FROM publishing_facet carried WHERE carried.name = %s AND carried.value IN (…)
) OR {0} IS NULL)"""
_CONFIRMED = """(
    SELECT {function}('on', event.verified_on, 'by', event.verified_by, 'inferred', event.verified_inferred,
                      'months', event.verified_months)
    FROM publishing_event event
    WHERE event.kind = {{}} AND event.slug = {{}} AND event.revision_id <= %s AND event.op IN ('upsert', 'verify')
    ORDER BY event.revision_id DESC LIMIT 1
)"""
_SAID = {
    "sqlite": _CONFIRMED.format(function="JSON_OBJECT"),
    "postgresql": _CONFIRMED.format(function="JSONB_BUILD_OBJECT"),
}


class PublicationQuerySet(models.QuerySet["Publication"]):
    """The questions that public code asks of the log."""

    moment: tuple[int, int] | None = None  # Of rows read with `at`: the revision shown, and the newest one.

    def _clone(self) -> Self:
        made: Self = super()._clone()  # type: ignore[misc]
        made.moment = self.moment
        return made

    def at(self, number: int, newest: int | None = None) -> Self:
        """What the catalogue held at a revision: each entry's latest publication up to then, but for withdrawn ones.

        Who lets readers search in it gives the newest revision too.
        """
        found = self.latest_at(number).filter(body__isnull=False)
        found.moment = None if newest is None else (number, newest)
        return found

    def latest_at(self, number: int) -> Self:
        """As `at`, with the tombstones of withdrawn entries."""
        return self.filter(Written(_HELD, "pk", given=(number, number)))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def with_facet(self, name: str, *values: str) -> Self:
        """Entries whose document carries any of the values under the facet's name."""
        if not values:
            return self.none()
        among = ", ".join(["%s"] * len(values))
        return self.filter(Written(_CARRIED.replace("…", among), "pk", given=(name, *values)))

    def carrying(self, name: str) -> Self:
        """Entries that carry any value at all under the facet's name."""
        return self.filter(apart(pk__in=Facet.objects.filter(name=name).values("publication")))

    def with_verified(self, number: int) -> Self:
        """Annotate what was known at the revision of the entry's last confirmation, as one value that is asked once."""
        said = _SAID[connection.vendor]
        return self.annotate(confirmation=Written(said, "kind", "slug", given=(number,), gives=models.TextField()))

    def held_on(self, day: dt.date) -> Self:
        """Entries that may have held on a day: only a stated period that certainly excludes it leaves one out."""
        outside = Q(first_day__gt=day) | Q(last_day__lt=day)
        return self.exclude(pk__in=Span.objects.filter(outside).values("publication"))

    def in_swedish_order(self) -> Self:
        return self.order_by("sort_key", "kind", "slug")


class Publication(models.Model):
    """One entry's document as one revision published it; without a body it is the tombstone of a withdrawal."""

    confirmation: str | None = None  # On rows read with `with_verified`: what `verified` tells, as JSON.

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="publications", verbose_name=_("revision"))
    kind = models.CharField(_("sort"), max_length=40)
    slug = models.CharField(_("adressnamn"), max_length=80)
    name = models.CharField(_("namn"), max_length=200)
    sort_key = models.CharField(max_length=400)
    body = models.TextField(null=True)  # noqa: DJ001 - a tombstone has no document, which is not an empty one
    published_at = models.DateTimeField(_("publicerad"))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publicering")
        verbose_name_plural = _("publiceringar")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "revision"], name="publication_once_a_revision"),
        ]
        indexes = [models.Index(fields=["kind", "sort_key", "slug"], name="publication_in_order")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} r{self.revision_id}"

    @property
    def withdrawn(self) -> bool:
        return self.body is None

    @cached_property
    def verified(self) -> Verified | None:
        """The entry's last confirmation, as `Confirmed.verified`, on rows read with `with_verified`."""
        said = json.loads(self.confirmation) if self.confirmation else {}
        if not said.get("on"):
            return None
        return {
            "on": said["on"],
            "by": said["by"] or None,
            "inferred": bool(said["inferred"]),
            "months": said["months"],
        }

    @cached_property
    def document(self) -> dict[str, Any]:
        """The document brought up to the newest schema version; a tombstone has none (ValueError)."""
        if self.body is None:
            raise ValueError(f"{self} is withdrawn")
        return kinds.read(self.body)


class EventQuerySet(models.QuerySet["Event"]):
    def since(self, revision: int, position: int = 0) -> Self:
        """The events after a place in the log, in its order."""
        after = Q(revision__gt=revision) | Q(revision=revision, position__gt=position)
        return self.filter(after).order_by("revision", "position").select_related("publication", "revision")

    def newest_first(self, revision: int, position: int | None = None) -> Self:
        """Backwards from a revision, each in its own order; with a position the rest of that revision comes first."""
        before = Q(revision__lt=revision) if position is None else Q(revision=revision, position__gt=position)
        rows = self.filter(before | Q(revision__lt=revision)).order_by("-revision", "position")
        return rows.select_related("revision", "publication").defer("publication__body")

    def with_before(self) -> Self:
        """Annotate the entry's publication before the event: what it replaced, withdrew or confirmed."""
        until_then = {"since__lt": OuterRef("revision"), "until__gte": OuterRef("revision")}
        earlier = Current.objects.filter(kind=OuterRef("kind"), slug=OuterRef("slug"), **until_then)
        return self.annotate(before=Subquery(earlier.values("publication")))

    def concerning(self, kind: str, *slugs: str) -> Self:
        """Events of entries that carry any of the slugs as facet or owner, after the event or before it, or are them.

        So an activity that leaves a municipality is found there too. For rows read with `with_before`.
        """
        carried = Q(name=kind, value__in=slugs) | Q(name="owner", value__in=[f"{kind}/{slug}" for slug in slugs])
        after = Facet.objects.filter(carried, publication=OuterRef("publication"))
        before = Facet.objects.filter(carried, publication=OuterRef("before"))
        return self.filter(Exists(after) | Exists(before) | Q(kind=kind, slug__in=slugs))


class Event(Confirmed, models.Model):
    """What a revision did to one entry."""

    class Op(models.TextChoices):
        UPSERT = "upsert", _("publicerad")
        WITHDRAW = "withdraw", _("återkallad")
        VERIFY = "verify", _("bekräftad")
        REDACT = "redact", _("ord borttagna")

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="events", verbose_name=_("revision"))
    position = models.PositiveIntegerField(_("plats i revisionen"))
    kind = models.CharField(_("sort"), max_length=40)
    slug = models.CharField(_("adressnamn"), max_length=80)
    op = models.CharField(_("händelse"), max_length=8, choices=Op.choices)
    publication = models.OneToOneField(Publication, models.PROTECT, null=True, related_name="event")
    verified_on = EdtfField(_("bekräftad"))
    verified_by = models.CharField(_("bekräftad av"), max_length=300, blank=True)
    verified_inferred = models.BooleanField(default=False)
    verified_months = models.PositiveSmallIntegerField(default=EVERY_MONTHS)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        ordering = ("revision", "position")
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="event_place_in_the_log")]
        indexes = [
            models.Index(fields=["kind", "slug", "revision"], name="event_of_entry"),
            models.Index(fields=["-revision", "position"], name="event_newest_first"),
            models.Index(fields=["-revision"], condition=Q(op="redact"), name="event_removal"),
        ]

    def __str__(self) -> str:
        return f"r{self.revision_id}.{self.position} {self.op} {self.kind}/{self.slug}"


class Edition(models.Model):
    """A numbered, citable state of the catalogue: what it held at the revision that froze it, for ever."""

    number = models.PositiveIntegerField(_("nummer"), primary_key=True)
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="edition", verbose_name=_("revision"))
    title = models.CharField(_("titel"), max_length=200)
    dated = models.DateField(_("datum"))
    foreword = models.TextField(_("förord"), blank=True)

    class Meta:
        verbose_name = _("utgåva")
        verbose_name_plural = _("utgåvor")
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


def end_of_day(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The last microsecond of a day in a zone."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=zone)
