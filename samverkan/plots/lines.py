"""Lines over periods, with a goal; a period without a figure breaks the line."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samverkan.plots.drawing import DASHES, LETTER, LINE, WIDTH, Drawing
from samverkan.plots.values import Plot, Value

TOP = 24  # Where the field begins, below its unit.
HIGH = 150  # The field's height.
LEFT = 34
_GOAL = "4 4"
_LETTERS_ACROSS = 48
_SAMPLE = 26
_ASIDE = 13  # Between what different lines do not tell of one period.


@dataclass(frozen=True)
class Series:
    """A named line: one value for each period."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Lines(Plot):
    """Lines over the same periods, in one unit and on one base. `most` is the field's top where it is fixed."""

    what: str
    unit: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    goal: Value | None = None
    most: int | None = None

    @property
    def head(self) -> list[str]:
        goal = [_("Mål")] if self.goal else []
        return [self.what, *(one.label for one in self.series), *goal]

    @property
    def rows(self) -> list[list[str]]:
        goal = [self.goal.words] if self.goal else []
        columns = [one.values for one in self.series]
        return [
            [period, *(value.words for value in values), *goal]
            for period, *values in zip(self.periods, *columns, strict=True)
        ]

    def draw(self, drawing: Drawing) -> None:
        top = self._top()
        drawing.line([(LEFT, TOP), (LEFT, TOP + HIGH), (WIDTH - 1, TOP + HIGH)])
        for share in (0, 0.5, 1):
            drawing.text(LEFT - 5, self._y(top * share, top) + LETTER / 3, number_format(f"{top * share:g}"), "end")
        drawing.text(0, LETTER - 2, self.unit)
        self._draw_periods(drawing)
        for kind, one in enumerate(self.series):
            self._draw_series(drawing, kind, one, top)
        if self.goal and self.goal.number is not None:
            y = self._y(float(self.goal.number), top)
            drawing.line([(LEFT, y), (WIDTH - 1, y)], _GOAL, 2)
        self._draw_legend(drawing)

    def _top(self) -> float:
        if self.most:
            return self.most
        told = [value for one in self.series for value in one.values] + ([self.goal] if self.goal else [])
        numbers = [float(n) for value in told for n in (value.number, value.below) if n is not None]
        return max([1.0, *numbers])

    def _x(self, index: int) -> float:
        return LEFT + (WIDTH - LEFT) * (index + 0.5) / len(self.periods)

    def _y(self, number: float, top: float) -> float:
        return TOP + HIGH * (1 - number / top)

    def _draw_periods(self, drawing: Drawing) -> None:
        letters = max((len(period) for period in self.periods), default=1) + 2
        step = -(-letters * len(self.periods) // _LETTERS_ACROSS) or 1
        last = len(self.periods) - 1
        for index, period in enumerate(self.periods):
            if (last - index) % step == 0:  # As many as have room, the newest always.
                drawing.text(self._x(index), TOP + HIGH + LINE, period, "middle")

    def _draw_series(self, drawing: Drawing, kind: int, one: Series, top: float) -> None:
        numbered = list(enumerate(one.values))
        for is_known, run in groupby(numbered, lambda pair: pair[1].number is not None):
            if is_known:
                points = [(self._x(index), self._y(float(value.number or 0), top)) for index, value in run]
                drawing.line(points, DASHES[kind % len(DASHES)], 2)
                for x, y in points:
                    drawing.dot(x, y, kind)
                continue
            aside = _ASIDE * (kind - (len(self.series) - 1) / 2)
            for index, value in run:
                self._draw_untold(drawing, self._x(index) + aside, value, top)

    def _draw_untold(self, drawing: Drawing, x: float, value: Value, top: float) -> None:
        if value.below is None:
            drawing.text(x, TOP + HIGH - 4, "?", "middle")
        else:
            y = self._y(float(value.below), top)
            drawing.open_box(x - 4, y, 8, TOP + HIGH - y)

    def _draw_legend(self, drawing: Drawing) -> None:
        y = TOP + HIGH + 2 * LINE + 4
        for kind, one in enumerate(self.series):
            drawing.line([(0, y), (_SAMPLE, y)], DASHES[kind % len(DASHES)], 2)
            drawing.dot(_SAMPLE / 2, y, kind)
            drawing.text(_SAMPLE + 6, y + LETTER / 3, one.label)
            y += LINE
        if self.goal:
            drawing.line([(0, y), (_SAMPLE, y)], _GOAL, 2)
            drawing.text(_SAMPLE + 6, y + LETTER / 3, f"{_('Mål')}: {self.goal.words}")
            y += LINE
        drawing.height = y
