"""Which revision a reader asks for: `r12`, a date (the end of that day in Stockholm) or a date-time."""

import datetime as dt
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import IntegerField, Max, Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from samverkan.publishing.models import LAST_REMOVAL, Revision, Written, end_of_day
from samverkan.remembered import forget

_NUMBERED = re.compile(r"r[0-9]{1,9}")


class BadMoment(ValueError):
    """The text is no moment; its message says what is."""


class UnknownRevision(LookupError):
    """No revision has that number."""


@dataclass(frozen=True)
class Moment:
    """The revision that a request shows throughout, beside the newest one; both read once."""

    number: int
    current: int
    asked: str = ""

    @property
    def is_past(self) -> bool:
        """Whether the reader asked for a moment, even one that still holds."""
        return bool(self.asked)


def resolve(asked: str = "", current: int | None = None) -> Moment:
    """The moment of a request; nothing asked means now. Raises BadMoment or UnknownRevision.

    Who has read the newest revision's number already gives it as `current`, and has heeded removals.
    """
    [found] = resolve_each([asked], current)
    return found


def resolve_each(asked: Iterable[str], current: int | None = None) -> list[Moment]:
    """Several moments of one request as `resolve` tells them, in at most one query."""
    texts = list(asked)
    points = {text: _point(text) for text in texts if text and not _NUMBERED.fullmatch(text)}
    until = Q() if current is None else Q(number__lte=current)
    held = {
        f"held_{index}": Max("number", filter=until & Q(moment__lte=point))
        for index, point in enumerate(points.values())
    }
    read = Revision.objects.aggregate(newest=Max("number"), removal=_LAST_REMOVAL, **held) if held else {}
    newest = current
    if newest is None:
        newest, removal = (read["newest"] or 0, read["removal"] or 0) if held else Revision.newest()
        removals.heed(newest, removal)
    numbers = {text: read[name] or 0 for text, name in zip(points, held, strict=True)}
    return [Moment(numbers[text] if text in numbers else _numbered(text, newest), newest, text) for text in texts]


_LAST_REMOVAL = Max(Written(f"({LAST_REMOVAL})", gives=IntegerField()))


class Removals:
    """Notices, by the newest revisions that readers of this process saw, that words were removed from the log."""

    AT_WORK = 60.0  # Seconds after which nobody works any more with what was read before a removal.

    def __init__(self) -> None:
        self.newest = 0
        self.forgetting_until: float | None = None

    def heed(self, newest: int, removal: int) -> None:
        """Let all be forgotten that was made of removed words, also what readers who began earlier add meanwhile."""
        since = self.newest
        if removal > since > 0:
            self.forgetting_until = time.monotonic() + self.AT_WORK
        self.newest = max(newest, since)
        if self.forgetting_until is not None:
            forget()
            if time.monotonic() > self.forgetting_until:
                self.forgetting_until = None


removals = Removals()


def _numbered(text: str, newest: int) -> int:
    """The number of `r12`; nothing said is the newest."""
    number = int(text[1:]) if text else newest
    if text and not 1 <= number <= newest:
        raise UnknownRevision(
            _("Revision %(number)s finns inte. Den senaste är %(newest)s.") % {"number": number, "newest": newest}
        )
    return number


def day(asked: str) -> dt.date | None:
    """The day that a reader asks about; nothing asked means no day. Raises BadMoment."""
    try:
        found = dt.date.fromisoformat(asked) if asked else None
    except ValueError:
        found = None
    if asked and (found is None or found.isoformat() != asked):  # Not 20100101, nor 2010-W01-1.
        raise BadMoment(_("Ange dagen som ett datum, till exempel 2010-01-01."))
    return found


def instant(text: str) -> dt.datetime:
    """An RFC 3339 date-time in UTC; ValueError for anything else. A leap second counts as the second before it."""
    point = dt.datetime.fromisoformat(re.sub(r":60(?=[.Z+-])", ":59", text))
    if timezone.is_naive(point):
        raise ValueError("no zone")
    return in_utc(point)


def in_utc(point: dt.datetime) -> dt.datetime:
    """The same point in UTC, or the end of the calendar that its zone leads out of."""
    try:
        return point.astimezone(dt.UTC)
    except OverflowError:
        return (dt.datetime.min if point.year == 1 else dt.datetime.max).replace(tzinfo=dt.UTC)


def _point(asked: str) -> dt.datetime:
    try:
        if len(asked) == 10 and (day := parse_date(asked)) and day.isoformat() == asked:
            return end_of_day(day, timezone.get_default_timezone())
        if len(asked) > 10:
            return instant(asked.replace(" ", "+"))
    except ValueError:
        pass
    raise BadMoment(
        _(
            "Ange tidpunkten som ett datum (2026-11-22), en tid med tidszon (2026-11-22T12:00:00Z)"
            " eller en revision (r12)."
        )
    )
