"""Who contributes how much of a stream, period by period: a period's shares sum to 100, and periods never overlap."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from federations.over_time import held
from federations.vocabulary import Sector
from financing.schemas.types import FinancingStreamContributionShare, FinancingStreamDocument
from samverkan.language.sentences import quoted
from samverkan.plots import Shares, exactly, unknown
from samverkan.publishing.edtf import Edtf

Rows = Sequence[FinancingStreamContributionShare]


@dataclass(frozen=True)
class Period:
    """The shares that hold in one period; an end that nobody has stated is open."""

    since: str | None
    until: str | None
    rows: tuple[FinancingStreamContributionShare, ...]

    @property
    def words(self) -> str:
        """The period in words; "" where neither end is stated."""
        ends = {"since": _dated(self.since), "until": _dated(self.until)}
        if self.since and self.until:
            return _("%(since)s till %(until)s") % ends
        return _("från %(since)s") % ends if self.since else _("till %(until)s") % ends if self.until else ""

    @property
    def total(self) -> int:
        """The sum of what is stated."""
        return sum(row["percent"] or 0 for row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether every payer's share is stated."""
        return all(row["percent"] is not None for row in self.rows)

    @property
    def plot(self) -> Shares:
        """The shares as one bar."""
        parts = tuple(
            (quoted(row["payer"]), unknown() if row["percent"] is None else exactly(row["percent"]))
            for row in self.rows
        )
        figures = "; ".join(f"{payer} {value.words}" for payer, value in parts)
        description = _("Andelar i procent: %(figures)s.") % {"figures": figures}
        name = f"andelar-{self.since or 'start'}-{self.until or 'slut'}".lower()
        title = _("Andelar %(period)s") % {"period": self.words} if self.words else _("Andelar")
        return Shares(name, title, description, _("Betalare"), parts)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two certainly hold on the same day, however their imprecise ends are read."""
        return self._certain[0] <= other._certain[1] and other._certain[0] <= self._certain[1]

    @property
    def _certain(self) -> tuple[dt.date, dt.date]:
        """The first and last day on which the shares certainly hold."""
        first = Edtf.parse(self.since).latest if self.since else dt.date.min
        return first, Edtf.parse(self.until).earliest if self.until else dt.date.max


def by_period(rows: Rows) -> list[Period]:
    """The shares in their periods, the earliest first."""
    found: dict[tuple[str | None, str | None], list[FinancingStreamContributionShare]] = {}
    for row in rows:
        found.setdefault((row["since"] or None, row["until"] or None), []).append(row)
    periods = [Period(since, until, tuple(some)) for (since, until), some in found.items()]
    return sorted(periods, key=lambda one: Edtf.parse(one.since).earliest if one.since else dt.date.min)


def complaints(rows: Rows) -> Iterator[str]:
    """What is wrong with a stream's shares, with the sum and the period; their dates are real ones."""
    periods = by_period(rows)
    for period in periods:
        if period.is_whole and period.total != 100:
            yield _about(period, _("De ska bli 100."))
        elif period.total > 100:
            yield _about(period, _("De kan vara högst 100."))
    for one, other in combinations(periods, 2):
        if one.overlaps(other):
            yield _(
                "andelarna gäller samtidigt i två perioder (%(one)s; %(other)s) och blir tillsammans %(total)s procent."
                " Avsluta den ena perioden innan den andra börjar."
            ) % {"one": _named(one), "other": _named(other), "total": one.total + other.total}


def on_day(stream: FinancingStreamDocument, day: dt.date) -> FinancingStreamDocument:
    """A stream with the shares that can have held on a day; where none did, nothing is known of that day."""
    stated = stream["contribution_shares"]
    return stream | {"contribution_shares": stated and ([row for row in stated if held(row, day)] or None)}


def head() -> list[str]:
    """The headings of the shares as a sheet."""
    return [_("Från"), _("Till"), _("Huvudman"), _("Betalare"), _("Procent")]


def sheet(stream: FinancingStreamDocument) -> list[list[str]]:
    """The shares of all periods, a row for each payer."""
    return [
        [
            _dated(row["since"]),
            _dated(row["until"]),
            str(Sector(row["payer_kind"]).label),
            row["payer"],
            (unknown() if row["percent"] is None else exactly(row["percent"])).words,
        ]
        for period in by_period(stream["contribution_shares"] or ())
        for row in period.rows
    ]


def _about(period: Period, limit: str) -> str:
    said = {"period": period.words, "total": period.total, "limit": limit}
    if not period.words:
        return _("andelarna blir tillsammans %(total)s procent. %(limit)s") % said
    return _("andelarna för perioden %(period)s blir tillsammans %(total)s procent. %(limit)s") % said


def _named(period: Period) -> str:
    return period.words or _("utan angiven period")


def _dated(text: str | None) -> str:
    return Edtf.parse(text).words if text else ""
