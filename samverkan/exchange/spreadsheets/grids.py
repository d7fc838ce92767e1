"""Which sheet of a file is which, what its first row names, and whose its rows are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from samverkan.exchange.spreadsheets.cells import Raw, Unusable, quoted
from samverkan.exchange.spreadsheets.columns import SLUG, STAMP, Sheet, slug_title
from samverkan.exchange.spreadsheets.raw_sheets import RawSheet, Row
from samverkan.language.incoming import code
from samverkan.printing.tables import plain
from samverkan.publishing.kinds import Fault


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its number, whose it is, and its cells."""

    number: int
    slug: str
    cells: Row

    def at(self, index: int) -> Raw:
        """The cell in a column."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass
class Grid:
    """A sheet of the file that was recognised: what it holds, in which columns, and its rows."""

    raw: RawSheet
    sheet: Sheet
    at: dict[str, int]
    lines: list[Line] = field(default_factory=list)

    def fault(self, line: Line, name: str, message: str) -> Fault:
        """What is wrong in a row, at a column where the sheet has it."""
        title = dict(zip(self.sheet.names, self.sheet.titles, strict=True)).get(name, name)
        return Fault(self.raw.place(line.number, self.at.get(name), title), message)

    def of(self, slug: str) -> list[Line]:
        """An entry's rows."""
        return self._by_slug.get(slug, [])

    @property
    def slugs(self) -> list[str]:
        """Whose rows there are, in their order."""
        return list(self._by_slug)

    def group(self) -> None:
        """Sort the rows by whose they are; once, when all are there."""
        self._by_slug: dict[str, list[Line]] = {}
        for line in self.lines:
            self._by_slug.setdefault(line.slug, []).append(line)


@dataclass
class Layout:
    """All sheets of the file that were recognised, by the name of their list ("" for the entries themselves)."""

    sheets: list[Sheet]
    grids: dict[str, Grid]
    faults: list[Fault]

    @property
    def main(self) -> Grid | None:
        """The entries' own sheet, where the file has it."""
        return self.grids.get("")


def recognise(sheets: list[Sheet], found: list[RawSheet]) -> Layout:
    """The file's sheets as sheets of a kind, and everything that is wrong with their heads."""
    layout = Layout(sheets, {}, [])
    for raw in found:
        if raw.rows:
            _take(layout, raw)
    for grid in layout.grids.values():
        _read_lines(layout, grid)
        grid.group()
    if not layout.grids and not layout.faults:
        layout.faults.append(Fault("", _("Filen har inga rader.")))
    _find_strays(layout)
    return layout


def _take(layout: Layout, raw: RawSheet) -> None:
    number, head = raw.rows[0]
    names = {index: plain(cell) for index, cell in enumerate(head) if isinstance(cell, str) and cell}
    if SLUG not in names.values():
        message = _("Första raden ska ha kolumnernas namn, som i ett blad som du hämtar här, med slug som en av dem.")
        layout.faults.append(Fault(raw.place(number), message))
        return
    lists = (sheet for sheet in layout.sheets[1:] if sheet.number in names.values())
    sheet = next(lists, layout.sheets[0])
    whose = sheet.holder.name if sheet.holder else ""
    grid = Grid(raw, sheet, {})
    if whose in layout.grids:
        message = _("bladet gäller samma sak som bladet %s. Ta bort det ena.") % layout.grids[whose].raw.title
        layout.faults.append(Fault(raw.place(number), message))
        return
    layout.faults += _name_columns(grid, number, head, names)
    missing = [name for name in sheet.names if name not in grid.at] if sheet.holder else []
    for name in missing:
        message = _("kolumnen %s saknas. Ta med alla kolumner, eller ta bort bladet.") % name
        layout.faults.append(Fault(raw.place(number), message))
    if not missing:
        layout.grids[whose] = grid


def _name_columns(grid: Grid, number: int, head: Row, names: dict[int, str]) -> Iterator[Fault]:
    """Note where each column stands; whatever in the head names none, or one twice, is a fault."""
    raw, allowed = grid.raw, grid.sheet.names
    widest = max(len(cells) for _number, cells in raw.rows)
    for index in range(widest):
        name = names.get(index, "")
        if name in grid.at:
            yield Fault(raw.place(number, index), _("kolumnen %s finns två gånger. Ta bort den ena.") % quoted(name))
        elif name in allowed:
            grid.at[name] = index
        elif name.startswith("(") and name.endswith(")"):
            continue
        elif name:
            near = get_close_matches(name, allowed, n=1)
            hint = _("Menade du %s?") % near[0] if near else _("Tillåtna: %s.") % ", ".join(allowed)
            yield Fault(raw.place(number, index), _("kolumnen %s är okänd.") % quoted(name) + f" {hint}")
        elif any(index < len(cells) and cells[index] not in (None, "") for _number, cells in raw.rows):
            yield Fault(raw.place(number, index), _("kolumnen saknar namn i första raden."))


def _read_lines(layout: Layout, grid: Grid) -> None:
    met: dict[str, int] = {}
    for number, cells in grid.raw.rows[1:]:
        line = Line(number, "", cells)
        cell = line.at(grid.at[SLUG])
        slug = code(str(cell)) if isinstance(cell, (str, int)) and not isinstance(cell, bool) else ""
        if number <= 3 and slug == slug_title():
            continue  # The names in Swedish.
        if not slug:
            why = (
                cell.why
                if isinstance(cell, Unusable)
                else _("adressnamnet saknas. Det säger vilken post raden gäller.")
            )
            layout.faults.append(grid.fault(line, SLUG, why))
        elif slug in met and not grid.sheet.holder:
            message = _("adressnamnet %(slug)s finns redan på rad %(row)s.") % {"slug": quoted(slug), "row": met[slug]}
            layout.faults.append(grid.fault(line, SLUG, message))
        else:
            met[slug] = number
            grid.lines.append(Line(number, slug, cells))


def _find_strays(layout: Layout) -> None:
    """Rows of lists whose entry is not in the main sheet, where there is one."""
    if layout.main is None:
        return
    known = set(layout.main.slugs)
    for grid in layout.grids.values():
        for slug in grid.slugs:
            if slug not in known:
                message = _("posten %s finns inte på huvudbladet. Lägg till den där eller ta bort raden.")
                layout.faults.append(grid.fault(grid.of(slug)[0], SLUG, message % quoted(slug)))


def stamp_of(grid: Grid, line: Line) -> str:
    """Which draft a row says that it was made from; "" where it does not say."""
    cell = line.at(grid.at[STAMP]) if STAMP in grid.at else None
    return plain(str(cell)) if cell is not None else ""
