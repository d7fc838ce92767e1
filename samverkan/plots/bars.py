"""Bars from a common line: what is below nothing reaches to the left, in a texture of its own."""

from dataclasses import dataclass

from samverkan.plots.drawing import LINE, WIDTH, Drawing
from samverkan.plots.values import Plot, Value

BAR = 14
GAP = 8
_GAIN, _LOSS = 0, 1  # Fills.


@dataclass(frozen=True)
class Bars(Plot):
    """One bar for each named value. `what` heads the names and `unit` the figures."""

    what: str
    unit: str
    bars: tuple[tuple[str, Value], ...]

    @property
    def head(self) -> list[str]:
        return [self.what, self.unit]

    @property
    def rows(self) -> list[list[str]]:
        return [[label, value.words] for label, value in self.bars]

    def draw(self, drawing: Drawing) -> None:
        reach = [float(number) for _label, value in self.bars if (number := _reach(value)) is not None]
        low, high = min([0.0, *reach]), max([0.0, *reach])
        scale = (WIDTH - 2) / ((high - low) or 1)
        zero = 1 - low * scale
        top = 0.0
        for label, value in self.bars:
            drawing.text(0, top + LINE - 4, f"{label}: {value.words}")
            _draw_bar(drawing, value, zero, top + LINE, scale)
            drawing.line([(zero, top + LINE - 2), (zero, top + LINE + BAR + 2)])
            top += LINE + BAR + GAP
        drawing.height = top


def _reach(value: Value) -> float | None:
    number = value.number if value.number is not None else value.below
    return None if number is None else float(number)


def _draw_bar(drawing: Drawing, value: Value, zero: float, y: float, scale: float) -> None:
    reach = _reach(value)
    if reach is None:
        return
    left, width = min(zero, zero + reach * scale), abs(reach) * scale
    if value.number is None:
        drawing.open_box(left, y, width, BAR)
    else:
        drawing.box(left, y, width, BAR, _LOSS if reach < 0 else _GAIN)
