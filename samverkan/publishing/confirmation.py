"""How long a confirmation is good; whoever confirms, and the pages that say when, ask the same."""

import datetime as dt

from samverkan.publishing.edtf import Edtf
from samverkan.publishing.schemas.types import Verified

OLD_AFTER = dt.timedelta(days=730)


def due(verified: Verified | None) -> Edtf | None:
    """Until when a confirmation is good: a day where it was dated to a day, else a month; None without one."""
    if not verified:
        return None
    said = Edtf.parse(verified["on"])
    last = said.months_later(verified["months"]).isoformat()
    return Edtf.parse(last if said.earliest == said.latest else last[:7])


def due_day(verified: Verified | None) -> dt.date | None:
    """The last day on which a confirmation is good; None for what was never confirmed."""
    until = due(verified)
    return until.latest if until else None


def is_overdue(verified: Verified | None, today: dt.date) -> bool:
    """Whether an entry waits for confirmation; one that never was confirmed always does."""
    last = due_day(verified)
    return last is None or last < today


def is_old(verified: Verified | None, today: dt.date) -> bool:
    """Whether a confirmation is missing or more than two years old, so that the entry's contacts may mislead."""
    return not verified or Edtf.parse(verified["on"]).latest + OLD_AFTER < today
