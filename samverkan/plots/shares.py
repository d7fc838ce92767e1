"""Shares of a whole as one bar; what nobody has stated is the open rest."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from samverkan.plots.drawing import LINE, WIDTH, Drawing
from samverkan.plots.values import Plot, Value, exactly, in_percent

BAR = 30
GAP = 8
_SWATCH = 12


@dataclass(frozen=True)
class Shares(Plot):
    """Named parts of 100 percent. `what` heads the names."""

    what: str
    parts: tuple[tuple[str, Value], ...]

    @property
    def rest(self) -> Decimal:
        """The percent that no part is known to have."""
        return 100 - sum((Decimal(value.number) for _label, value in self.parts if value.number is not None), Decimal())

    @property
    def legend(self) -> list[tuple[str, Value]]:
        """The parts, and the rest where there is one."""
        rest = [(_("Uppgift saknas om resten"), exactly(self.rest))] if self.rest > 0 else []
        return [*self.parts, *rest]

    @property
    def head(self) -> list[str]:
        return [self.what, _("Procent")]

    @property
    def rows(self) -> list[list[str]]:
        return [[label, value.words] for label, value in self.legend]

    def draw(self, drawing: Drawing) -> None:
        left, scale = 1.0, (WIDTH - 2) / 100
        top = BAR + GAP
        for fill, (label, value) in enumerate(self.legend):
            is_part = fill < len(self.parts)
            if value.number is not None:
                width = float(value.number) * scale
                _box(drawing, (left, 1, width, BAR), fill if is_part else None)
                _box(drawing, (1, top, _SWATCH, _SWATCH), fill if is_part else None)
                left += width
            percent = in_percent(value.words) if value.number is not None else value.words
            drawing.text(_SWATCH + 8, top + _SWATCH - 1, f"{label}: {percent}")
            top += LINE + 2
        drawing.height = top


def _box(drawing: Drawing, place: tuple[float, float, float, float], fill: int | None) -> None:
    if fill is None:
        drawing.open_box(*place)
    else:
        drawing.box(*place, fill)
