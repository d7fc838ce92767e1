"""The rows of a matrix: joined, since a template takes five times as long for the hundreds of links of a large one."""

from collections.abc import Iterator
from html import escape
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from activities.matrix.grid import Cell, Matrix, Placed, Row, gap
from samverkan.language.sentences import attribute, own_attribute, quoted
from samverkan.pages.addresses import address_of

register = template.Library()


@register.simple_tag(takes_context=True)
def matrix_rows(context: Any, matrix: Matrix) -> SafeString:
    """Each municipality with its cells."""
    return mark_safe("".join(_Rows(context, matrix).all()))


class _Rows:
    """What all cells of a table have in common, and how each becomes HTML."""

    def __init__(self, context: Any, matrix: Matrix) -> None:
        self.matrix = matrix
        self.kept = escape(context.get("kept", ""))
        self.on_a_day = bool(context.get("day"))
        self.swedish, self.own = attribute(), own_attribute()
        self.nothing = escape(gap(bool(context.get("is_narrowed"))))
        self.reaches: dict[int, str] = {}

    def all(self) -> Iterator[str]:
        for row in self.matrix.rows:
            yield self._head(row)
            yield from map(self._cell, row.cells)
            yield "\n      </tr>\n    "

    def _head(self, row: Row) -> str:
        address = f"{address_of('municipality', row.slug)}{self.kept}"
        name = quoted(row.name)
        shown = name.__html__() if hasattr(name, "__html__") else escape(name)
        return (
            f'\n      <tr role="row">\n        <th scope="row" role="rowheader"><a href="{address}">{shown}</a></th>'
            "\n        "
        )

    def _cell(self, cell: Cell) -> str:
        placed = (
            "".join(map(self._placed, cell.placed))
            or f'<span class="none"{self.own}>{self.nothing}</span>\n            '
        )
        return (
            f'\n          \n          <td role="cell" class="f{cell.position}{"" if cell.placed else " gap"}"'
            f' data-label="{escape(cell.heading)}"{self.swedish}>\n            {placed}'
            f"\n            {''.join(map(self._ended, cell.ended))}\n          </td>\n          \n        "
        )

    def _placed(self, placed: Placed) -> str:
        address = f"{address_of('activity', placed.slug)}{self.kept}"
        new = self._small(_("tillkommen"), "new") if placed.added else ""
        return (
            f'\n              <a class="placed" href="{address}"><b>{escape(placed.label)}</b>'
            f"\n                {new}\n                {self._reach(placed.reach)}"
            f"\n                {self._doubt(placed)}</a>\n            "
        )

    def _reach(self, municipalities: int) -> str:
        """In how many of the municipalities an activity stands, where in several."""
        if municipalities < 2:
            return ""
        if municipalities not in self.reaches:
            everywhere = municipalities == len(self.matrix.rows)
            told = _("alla %(reach)s") if everywhere else _("%(reach)s kommuner")
            end = "\n                " if everywhere else ""
            self.reaches[municipalities] = self._small(told % {"reach": number_format(municipalities)}) + end
        return self.reaches[municipalities]

    def _doubt(self, placed: Placed) -> str:
        if placed.lost:
            return self._small(_("upphört enligt uppgift"), "unknown")
        return self._small(_("okänd period"), "unknown") if self.on_a_day and not placed.dated else ""

    def _ended(self, placed: Placed) -> str:
        ended = self._small(_("upphörd"))
        return f'<p class="ended"><s>{escape(placed.label)}</s> {ended}</p>'

    def _small(self, words: str, looks: str = "") -> str:
        """Words of the page's own language beside the catalogue's."""
        classed = f' class="{looks}"' if looks else ""
        return f"<small{classed}{self.own}>{escape(words)}</small>"
