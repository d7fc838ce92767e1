"""Which revision a reader asks for: `r12`, a date (the end of that day in Stockholm) or a date-time."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from samverkan.publishing.models import Revision, end_of_day


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


def resolve(asked: str = "") -> Moment:
    """The moment of a request; nothing asked means now. Raises BadMoment or UnknownRevision."""
    current = Revision.current_number()
    if not asked:
        return Moment(current, current)
    if re.fullmatch(r"r[0-9]{1,9}", asked):
        if not 1 <= int(asked[1:]) <= current:
            raise UnknownRevision(f"Revision {asked[1:]} finns inte. Den senaste är {current}.")
        return Moment(int(asked[1:]), current, asked)
    number = (
        Revision.objects.filter(moment__lte=_point(asked)).order_by("-number").values_list("number", flat=True).first()
    )
    return Moment(number or 0, current, asked)


def _point(asked: str) -> dt.datetime:
    try:
        if len(asked) <= 10 and (day := parse_date(asked)):
            return end_of_day(day, timezone.get_default_timezone())
        point = parse_datetime(asked.replace(" ", "+")) if len(asked) > 10 else None
        if point and timezone.is_aware(point):
            return point.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        pass
    raise BadMoment(
        "Ange tidpunkten som ett datum (2026-11-22), en tid med tidszon (2026-11-22T12:00:00Z) eller en revision (r12)."
    )
