"""SVG by hand: shapes in the colour of the text, told apart by pattern and dash, so that print, dark and forced
colours need nothing of their own. Presentation attributes only: the content security policy refuses inline style.
"""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH = 360  # Units across: narrow, so that letters stay legible on a telephone.
LINE = 16  # A line of text.
LETTER = 13
_TILE = '<pattern id="{}-{}" width="6" height="6" patternUnits="userSpaceOnUse"{}>{}</pattern>'
_STROKE = '<path d="{}" stroke="currentColor" stroke-width="{}" fill="none"/>'
_DOT = '<circle cx="3" cy="3" r="1.4" fill="currentColor"/>'
_TURNED = ' patternTransform="rotate(45)"'
# Each fill is another texture; the first is solid.
_PATTERNS: tuple[tuple[str, str], ...] = (
    (_TURNED, _STROKE.format("M0 3H6", 2)),
    ("", _DOT),
    ("", _STROKE.format("M3 0V6", 1.5)),
    (_TURNED, _STROKE.format("M0 3H6M3 0V6", 1)),
    ("", _STROKE.format("M0 3H6", 1)),
)
FILLS = 1 + len(_PATTERNS)
DASHES = ("", "7 3", "2 3", "9 3 2 3")


class Drawing:
    """A picture as it grows downwards: `height` is how far it has come."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.height: float = 0
        self._parts: list[str] = []
        self._used: set[int] = set()

    def svg(self, title: str, description: str) -> SafeString:
        """The whole picture."""
        return format_html(
            '<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {} {}" role="img"'
            ' aria-labelledby="{}-t {}-d" font-size="{}" fill="currentColor">'
            '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}{}</svg>',
            WIDTH,
            _short(self.height),
            self.name,
            self.name,
            LETTER,
            self.name,
            title,
            self.name,
            description,
            self._definitions(),
            mark_safe("".join(self._parts)),
        )

    def _definitions(self) -> SafeString:
        tiles = (_TILE.format(self.name, fill, *_PATTERNS[fill - 1]) for fill in sorted(self._used))
        return mark_safe(f"<defs>{''.join(tiles)}</defs>" if self._used else "")

    def fill(self, number: int) -> str:
        """The paint of the fill of that number; more than there are begin again."""
        number %= FILLS
        if number:
            self._used.add(number)
        return f"url(#{self.name}-{number})" if number else "currentColor"

    def text(self, x: float, y: float, words: str, anchor: str = "start") -> None:
        """Words whose baseline is at y."""
        self._add("<text{}>{}</text>", _attributes(x=x, y=y, text_anchor=anchor), str(words))

    def box(self, x: float, y: float, width: float, height: float, fill: int) -> None:
        """A filled rectangle with its edge drawn, so that a thin texture has one too."""
        shape = _attributes(x=x, y=y, width=width, height=height, fill=self.fill(fill), stroke="currentColor")
        self._add("<rect{}/>", shape)

    def open_box(self, x: float, y: float, width: float, height: float) -> None:
        """A dashed, empty rectangle: how far an untold figure can reach."""
        place = _attributes(x=x, y=y, width=width, height=height)
        self._add("<rect{}{}/>", place, _attributes(fill="none", stroke="currentColor", stroke_dasharray="3 3"))

    def line(self, points: list[tuple[float, float]], dash: str = "", width: float = 1) -> None:
        """A line through points."""
        path = "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)
        look = {"stroke_dasharray": dash} if dash else {}
        self._add("<path{}/>", _attributes(d=path, fill="none", stroke="currentColor", stroke_width=width, **look))

    def dot(self, x: float, y: float, kind: int) -> None:
        """A mark at a point: round, square or a diamond."""
        shape = ("M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z", "M-4 -4H4V4H-4Z", "M0 -5L5 0L0 5L-5 0Z")[kind % 3]
        self._add("<path{}/>", _attributes(d=shape, transform=f"translate({_short(x)} {_short(y)})"))

    def _add(self, form: str, *parts: Any) -> None:
        self._parts.append(format_html(form, *parts))


def _attributes(**values: Any) -> SafeString:
    each = (
        (name.replace("_", "-"), _short(value) if isinstance(value, (int, float)) else value)
        for name, value in values.items()
    )
    return mark_safe("".join(format_html(' {}="{}"', name, value) for name, value in each))


def _short(number: float) -> str:
    return f"{round(number, 1):g}"
