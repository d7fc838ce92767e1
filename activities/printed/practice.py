"""What happens in an activity, in print: its method, its limits and who works there."""

from collections.abc import Iterator

from activities.schemas.types import ActivityDocument, ActivityLimits, ActivityRole, ActivityStaffing
from activities.templatetags.activity_words import days, posts
from samverkan.pages.printed import per
from samverkan.printing.blocks import UNKNOWN, Answer, Block, fact, fact_if, known, paragraph, prose


def practice(activity: ActivityDocument) -> Iterator[Block]:
    """What the activity does, within which limits, and with whom."""
    yield from prose(activity["method"]) or [paragraph(UNKNOWN)]
    yield from fact_if("Syfte", prose(activity["purpose"]))
    yield from _limits(activity["limits"])
    yield fact("Bemanning", _staffing(activity["staffing"]))
    yield from fact_if("Avslut", prose(activity["exit"]))
    yield from fact_if("Bakgrund", prose(activity["background"]))


def _limits(limits: ActivityLimits) -> Iterator[Block]:
    follow_up = per(limits["follow_up_weeks"], "vecka", "veckor")
    yield from fact_if("Ramar", prose(limits["description"]))
    yield from fact_if("Längd", per(limits["weeks"], "vecka", "veckor"))
    yield from fact_if("Längst", per(limits["months_max"], "månad", "månader"))
    yield from fact_if("Tider", _times(limits))
    yield from fact_if("Uppföljning", follow_up and f"efter {follow_up}")
    if limits["places"] is not None:
        yield fact("Platser", _places(limits))
    elif limits["participants_max"] is not None:
        yield fact("Högst samtidigt", str(limits["participants_max"]))


def _times(limits: ActivityLimits) -> str:
    times = per(limits["sessions_per_week"], "gång i veckan", "gånger i veckan")
    when = ": ".join(filter(None, [times, days(limits["days"])]))
    return " ".join(filter(None, [when, limits["hours"] and f"kl. {limits['hours']}"]))


def _places(limits: ActivityLimits) -> str:
    whose = f" för {limits['places_for']['name']}" if limits["places_for"] else ""
    most = limits["participants_max"]
    return f"{limits['places']}{whose}" + ("" if most is None else f", högst {most} personer samtidigt")


def _staffing(staffing: ActivityStaffing) -> Answer:
    roles, described = staffing["roles"], prose(staffing["description"])
    told = known(roles, [_role(row) for row in roles or ()])
    if roles and isinstance(told, list):
        return [*described, *told]
    return described or told


def _role(row: ActivityRole) -> str:
    count = "" if row["count"] is None else f" ({row['count']})"
    share = "" if row["full_time_percent"] is None else f", {posts(row['full_time_percent'])}"
    return f"{row['role']}{count}{share}{' (vid behov)' if row['when_needed'] else ''}"
