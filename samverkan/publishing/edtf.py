"""Imprecise dates: the EDTF forms (ISO 8601-2) that the catalogue uses."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SEASONS = {
    21: (gettext_noop("våren %(year)s"), 3),
    22: (gettext_noop("sommaren %(year)s"), 6),
    23: (gettext_noop("hösten %(year)s"), 9),
    24: (gettext_noop("vintern %(year)s"), 12),
}
_FORM = re.compile(r"(?P<year>\d{3}[\dX])(-(?P<part>\d{2})(-(?P<day>\d{2}))?)?", re.ASCII)


@dataclass(frozen=True)
class Edtf:
    """What was said (`text`), with the earliest and latest day it can mean."""

    text: str
    earliest: dt.date
    latest: dt.date

    @classmethod
    @lru_cache(maxsize=1_000)
    def parse(cls, text: str) -> "Edtf":
        """Read `2007`, `2007-10`, `2007-10-05`, `2007-23` (autumn) or `195X`; ValueError for anything else."""
        match = _FORM.fullmatch(text)
        if not match or match["year"].startswith("000"):
            raise ValueError(
                f"”{text}” är ingen tidsuppgift på formen 2007, 2007-10, 2007-10-05, 2007-23 (hösten) eller 195X."
            )
        if match["year"].endswith("X"):
            if match["part"]:
                raise ValueError(f"”{text}”: ett årtionde (195X) har ingen månad.")
            decade = int(match["year"][:3]) * 10
            return cls(text, dt.date(decade, 1, 1), dt.date(decade + 9, 12, 31))
        return cls(text, *_span(int(match["year"]), match["part"], match["day"]))

    @property
    def words(self) -> str:
        """What was said, in the words of the page's language."""
        if self.text.endswith("X"):
            return _("%(decade)s-talet") % {"decade": self.earliest.year}
        year, *parts = (int(part) for part in self.text.split("-"))
        if not parts:
            return str(year)
        if parts[0] in SEASONS:
            season, _first = SEASONS[parts[0]]
            is_over_new_year = self.latest.year > year
            return _(season) % {"year": f"{year}/{self.latest.year % 100:02d}" if is_over_new_year else year}
        return " ".join(str(part) for part in (*parts[1:], MONTHS[parts[0]], year))

    def __str__(self) -> str:
        return self.words

    def months_later(self, months: int) -> dt.date:
        """The last day of what begins here and lasts so many months, were it to begin as late as it can."""
        year, month = divmod(self.latest.year * 12 + self.latest.month - 1 + months, 12)
        if year > dt.MAXYEAR:
            return dt.date.max
        day = min(self.latest.day, monthrange(year, month + 1)[1])
        return dt.date(year, month + 1, day)


def _span(year: int, part: str | None, day: str | None) -> tuple[dt.date, dt.date]:
    if part is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    month = int(part)
    if month in SEASONS and day is None:
        _season, first = SEASONS[month]
        end_year, end_month = (year + 1, 2) if first == 12 else (year, first + 2)
        return dt.date(year, first, 1), _month_end(end_year, end_month)
    if not 1 <= month <= 12:
        raise ValueError(f"{year}-{part}: månaden ska vara 01–12 eller årstiden 21–24.")
    if day is None:
        return dt.date(year, month, 1), _month_end(year, month)
    if not 1 <= int(day) <= monthrange(year, month)[1]:
        raise ValueError(f"{year}-{part}-{day}: dagen finns inte.")
    date = dt.date(year, month, int(day))
    return date, date


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])
