"""The log a page at a time, newest first, for whoever wants to see what was published and withdrawn."""

from dataclasses import dataclass

from samverkan.pages.history import Step, steps
from samverkan.publishing.models import Event, EventQuerySet, Revision

REVISIONS = 20  # A page holds so many revisions at most, and so many events of them.
EVENTS = 200


@dataclass(frozen=True)
class Act:
    """What one revision did, of what the reader asked for; confirmations apart, since they change no content."""

    revision: Revision
    steps: list[Step]
    confirmed: list[Step]


@dataclass(frozen=True)
class LogPage:
    """Acts, newest first, and where the next page begins ("" on the last)."""

    acts: list[Act]
    older: str

    @property
    def steps(self) -> list[Step]:
        """All that happened, newest first."""
        return [step for act in self.acts for step in (*act.steps, *act.confirmed)]


def log_page(events: EventQuerySet, revision: int, position: int | None = None) -> LogPage:
    """A page of events read with `with_before`, backwards from a place in the log. It never shifts: two queries."""
    rows = list(events.newest_first(revision, position)[: EVENTS + 1])
    numbers = list(dict.fromkeys(row.revision_id for row in rows[:EVENTS]))[:REVISIONS]
    shown = [row for row in rows[:EVENTS] if row.revision_id in numbers]
    done = steps(shown)
    acts = [_act([step for step in done if step.event.revision_id == number]) for number in numbers]
    return LogPage(acts, _older(shown[-1], rows[len(shown)]) if len(rows) > len(shown) else "")


def _act(done: list[Step]) -> Act:
    confirmed = [step for step in done if step.event.op == Event.Op.VERIFY]
    return Act(done[0].revision, [step for step in done if step not in confirmed], confirmed)


def _older(last: Event, following: Event) -> str:
    """Where a page ends: before a revision, or within one that is too long for a page."""
    within = last.revision_id == following.revision_id
    return f"r{last.revision_id}.{last.position}" if within else f"r{last.revision_id}"
