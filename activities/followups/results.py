"""What came out, read from published follow-ups: shares on the base that each goal names, never on another. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from activities.followups.counting import view_of
from activities.followups.small_numbers import COUNTS, FEW, FEWEST, PARTICIPANTS, Shown
from activities.funding import Funding
from activities.schemas.types import ActivityDocument, FollowUpDocument
from federations.vocabulary import Count
from samverkan.language.sentences import listed, quoted
from samverkan.plots import Lines, Series, Value, exactly, less_than, unknown
from samverkan.plots.values import in_percent, in_print, short
from samverkan.publishing.kinds import Document
from samverkan.publishing.schemas.typed import of_type

MOST_LINES = 4  # In one figure.
ONWARD = (Count.TO_WORK.value, Count.TO_PRACTICE.value, Count.TO_STUDIES.value)


@dataclass(frozen=True)
class Measure:
    """What is counted, among whom, and the goal in percent where a federation states one."""

    counts: tuple[str, ...]
    among: str
    goal: int | None = None

    @property
    def title(self) -> str:
        """The measure in words."""
        counted = listed(str(Count(name).label) for name in self.counts)
        shown = {"counted": counted[:1].upper() + counted[1:], "among": _base(self.among)}
        words = _("%(counted)s – andel av %(among)s") % shown
        return words if self.goal is not None else _("%(measure)s (inget mål angivet)") % {"measure": words}


def _base(among: str) -> str:
    return {
        Count.PARTICIPANTS: _("deltagarna"),
        Count.CONTINUED: _("dem som gick vidare efter kartläggning"),
        Count.FINISHED: _("dem som avslutade"),
    }[Count(among)]


UNSTATED = Measure(ONWARD, PARTICIPANTS)  # What is shown of an activity whose payer states no goal.


@dataclass(frozen=True)
class Results:
    """An activity, what its payers want to see, and its follow-ups, the oldest first."""

    activity: ActivityDocument
    measures: tuple[Measure, ...]
    follow_ups: tuple[FollowUpDocument, ...]


def results(documents: Iterable[Document]) -> list[Results]:
    """Of documents of all kinds: the activities that were followed up, in the documents' order."""
    rows = list(documents)
    funding = Funding.among(rows)
    followed: dict[str, list[FollowUpDocument]] = {}
    for follow_up in of_type(rows, FollowUpDocument):
        followed.setdefault(follow_up["activity"]["slug"], []).append(follow_up)
    return [
        Results(row, tuple(measures(row, funding)), tuple(sorted(followed[row["slug"]], key=_order)))
        for row in of_type(rows, ActivityDocument)
        if row["slug"] in followed
    ]


def _order(follow_up: FollowUpDocument) -> tuple[str, str]:
    return follow_up["period"]["start"], follow_up["period"]["end"]


def measures(activity: ActivityDocument, funding: Funding) -> Iterator[Measure]:
    """The measures of the goals that the activity's federations state; one without a goal where none do."""
    found = [
        Measure(tuple(goal["counts"]), goal["among"], goal["percent"])
        for federation, _statement in funding.federations_of(activity)
        for goal in federation["goals"] or ()
        if goal["counts"] and goal["among"]
    ]
    yield from dict.fromkeys(found) or [UNSTATED]


def share(follow_up: FollowUpDocument, measure: Measure) -> Value:
    """How many percent of the base are counted; by what is public alone, so nothing protected can be read off it."""
    view = view_of(follow_up)
    base, parts = view[measure.among], [view[name] for name in measure.counts]
    if base is None or None in parts:
        return unknown()
    told = sum(part for part in parts if isinstance(part, int))
    if not isinstance(base, int):
        return Value(_("visas inte"))
    if base == 0:
        return Value(_("ingen att mäta på"))
    if told > base:
        return Value(_("fler än basen"))
    few = sum(part == FEW for part in parts)
    if few + sum(isinstance(part, int) for part in parts) < len(parts) or (few and told):
        return Value(_("visas inte"))
    if few:
        bound = _percent(few * (FEWEST - 1) + 1, base)
        return less_than(bound, _("under %(percent)s %%") % {"percent": in_print(bound)})
    percent = _percent(told, base)
    return exactly(percent, in_percent(in_print(percent)))


def _percent(part: int, base: int) -> Decimal:
    return min(Decimal(100), short(Decimal(100 * part) / base))


def figures(found: Iterable[Results]) -> list[Lines]:
    """Trends against goals: one figure for each measure, so that unlike bases or goals never share one."""
    by_measure: dict[Measure, list[Results]] = {}
    for one in found:
        for measure in one.measures:
            by_measure.setdefault(measure, []).append(one)
    drawn: list[Lines] = []
    for measure, some in by_measure.items():
        for start in range(0, len(some), MOST_LINES):
            drawn.append(_figure(f"matt-{len(drawn) + 1}", measure, some[start : start + MOST_LINES]))
    return drawn


def _figure(name: str, measure: Measure, some: list[Results]) -> Lines:
    periods = sorted({(_order(row), period_of(row)) for one in some for row in one.follow_ups})
    labels = tuple(label for _order, label in periods)
    series = tuple(Series(quoted(one.activity["name"]), _values(one, measure, labels)) for one in some)
    goal = None if measure.goal is None else exactly(measure.goal, in_percent(str(measure.goal)))
    lines = [f"{one.label}: {', '.join(value.words for value in one.values)}" for one in series]
    aim = _("Målet är %(goal)s.") % {"goal": goal.words} if goal else _("Inget mål är angivet.")
    return Lines(
        name=name,
        title=measure.title,
        description=f"{aim} {labels[0]}–{labels[-1]}. {'; '.join(lines)}.",
        what=_("Period"),
        unit="%",
        periods=labels,
        series=series,
        goal=goal,
        most=100,
    )


def _values(one: Results, measure: Measure, labels: tuple[str, ...]) -> tuple[Value, ...]:
    known = {period_of(row): share(row, measure) for row in one.follow_ups}
    return tuple(known.get(label, unknown()) for label in labels)


def period_of(follow_up: FollowUpDocument) -> str:
    """The period in figures."""
    start, end = _order(follow_up)
    return start if start == end else f"{start}–{end}"


# Tables


def in_words(shown: Shown) -> str:
    """A count as a reader sees it."""
    if isinstance(shown, int):
        return in_print(shown)
    if shown is None:
        return unknown().words
    return _("färre än 5") if shown == FEW else _("visas inte")


def figures_of(follow_up: FollowUpDocument) -> list[tuple[str, str]]:
    """Every count of a follow-up, and the cost, each with its label."""
    view = view_of(follow_up)
    counts = [(str(Count(name).label).capitalize(), in_words(view[name])) for name in COUNTS]
    cost = follow_up["cost_kr"]
    return [*counts, (_("Kostnad (kr)"), in_words(cost))]


def table_of(follow_ups: Iterable[FollowUpDocument]) -> list[list[tuple[str, str]]]:
    """Periods side by side: a row for each count, each cell with its period."""
    rows = list(follow_ups)
    periods = [period_of(row) for row in rows]
    lines = zip(*(figures_of(row) for row in rows), strict=True)
    return [
        [("", line[0][0]), *((period, words) for period, (_label, words) in zip(periods, line, strict=True))]
        for line in lines
    ]


def sheet_head() -> list[str]:
    """The headings of the file."""
    return [_("Verksamhet"), _("Period"), *(str(label).capitalize() for label in Count.labels), _("Kostnad (kr)")]


def sheet_rows(found: Iterable[Results]) -> Iterator[list[str]]:
    """The rows of the file: one for each follow-up."""
    for one in found:
        for row in one.follow_ups:
            yield [one.activity["name"], period_of(row), *(words for _label, words in figures_of(row))]
