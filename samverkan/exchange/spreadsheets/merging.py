"""One entry as a file tells of it: what it says put into the draft, and what it leaves out left as it is."""

import copy
import re
from typing import Any

from django.utils.translation import gettext as _

from samverkan.exchange.spreadsheets.cells import (
    SEE_SHEET,
    Raw,
    Wrong,
    meant,
    shown,
)
from samverkan.exchange.spreadsheets.columns import OWNERS, SLUG, Column, Sheet, has_own_sheet
from samverkan.exchange.spreadsheets.grids import Grid, Layout, Line
from samverkan.exchange.spreadsheets.pointing import Pointers
from samverkan.exchange.spreadsheets.writing import list_rows
from samverkan.printing.tables import Value, plain
from samverkan.publishing import kinds
from samverkan.publishing.documents import references
from samverkan.publishing.kinds import Document, Fault, Kind
from samverkan.publishing.schemas import Schema, is_nullable
from samverkan.publishing.schemas.walk import leaves

LONGEST = 32_767  # Characters that a cell of a workbook can hold.


class Merge:
    """An entry's draft (None: a new entry) and the rows that the file has about it."""

    def __init__(self, kind: Kind, layout: Layout, slug: str, before: Document | None, pointers: Pointers) -> None:
        self.faults: list[Fault] = []
        self._kind = kind
        self._layout = layout
        self._slug = slug
        self._before = before
        self._pointers = pointers
        self._find = pointers.finder(list(references(before)) if before else [])
        self._rows: dict[str, list[Line]] = {}  # The rows that each list was made of.

    def document(self) -> Document:
        """The entry's document as the file wants it; what a cell cannot mean stays as it was, and is a fault."""
        document = copy.deepcopy(self._before) if self._before else self._new()
        main, *lists = self._layout.sheets
        self._values(main, document)
        for sheet in lists:
            self._list(sheet, document)
        return document

    def placed(self, fault: Fault) -> Fault:
        """A fault of the document as a fault of the cell that it comes from."""
        for name, lines in self._rows.items():
            found = re.match(rf"{re.escape(name)}\[(\d+)\]\.?(.*)", fault.path)
            if found and int(found[1]) < len(lines):
                grid = self._layout.grids[name]
                return grid.fault(lines[int(found[1])], _column_in(grid, found[2]), fault.message)
        grid, line = self._head()
        name = _column_in(grid, fault.path)
        message = fault.message if name or not fault.path else f"{fault.path}: {fault.message}"
        return grid.fault(line, name, message)

    def _head(self) -> tuple[Grid, Line]:
        grid = self._layout.main or next(grid for grid in self._layout.grids.values() if grid.of(self._slug))
        return grid, grid.of(self._slug)[0]

    # The main sheet

    def _new(self) -> Document:
        """An entry of which nothing is known; its owner is the user's own scope, where there is one only."""
        document = _blank(self._kind.schema) | {"slug": self._slug}
        scopes = list(self._pointers.scopes().items())
        if len(scopes) == 1:
            [((kind, slug), name)] = scopes
            document[OWNERS] = [{"kind": kind, "slug": slug, "name": name}]
        return document

    def _values(self, main: Sheet, document: Document) -> None:
        grid = self._layout.main
        if grid is None:
            return
        [line] = grid.of(self._slug)
        for column in main.columns:
            if column.name == SLUG or has_own_sheet(column.node):
                continue
            if column.name not in grid.at:
                self._needed(grid, line, column, document)
                continue
            raw, value = line.at(grid.at[column.name]), column.of(document)
            if self._before and same(raw, shown(column.node, value)):
                continue
            try:
                column.put(document, self._owners(column, raw) if column.name == OWNERS else self._meant(column, raw))
            except Wrong as wrong:
                if column.name != OWNERS or self._before or not _is_empty(raw) or not value:
                    self.faults.append(grid.fault(line, column.name, str(wrong)))

    def _needed(self, grid: Grid, line: Line, column: Column, document: Document) -> None:
        """A new entry needs what cannot be unknown."""
        if self._before is None and column.of(document) is None and not is_nullable(column.node):
            self.faults.append(grid.fault(line, "", _("en ny post behöver kolumnen %s.") % column.name))

    def _meant(self, column: Column, raw: Raw) -> Any:
        return meant(column.node, raw, self._find)

    def _owners(self, column: Column, raw: Raw) -> Any:
        """One may take over or leave something for scopes of one's own; other owners stay."""
        before = self._before[OWNERS] if self._before else []
        owners = meant(column.node, raw, self._pointers.owner_finder(before))
        kept = {kinds.key_of(owner) for owner in owners or ()}
        for owner in before:
            key = kinds.key_of(owner)
            if key not in kept and key not in self._pointers.scopes():
                raise Wrong(_("%s svarar också för posten. Du kan bara ta bort egna ansvarsområden.") % "/".join(key))
        return owners

    # The lists

    def _list(self, sheet: Sheet, document: Document) -> None:
        holder = sheet.holder
        assert holder, "the main sheet is no list"
        main, own = self._layout.main, self._layout.grids.get(holder.name)
        lines = own.of(self._slug) if own else []
        [line] = main.of(self._slug) if main else [None]
        told = main is not None and line is not None and holder.name in main.at
        raw = line.at(main.at[holder.name]) if main and line and told else None
        before = holder.of(document)
        try:
            if own and lines:
                if told and not (_is_empty(raw) or same(raw, SEE_SHEET)):
                    raise Wrong(
                        _("ska vara tomt eller ”%(see)s”: bladet %(sheet)s har rader för posten.")
                        % {"see": SEE_SHEET, "sheet": own.raw.title}
                    )
                holder.put(document, self._items(sheet, own, lines, before))
            elif told and not same(raw, shown(holder.node, before)):
                holder.put(document, self._without_rows(sheet, raw, before, own))
            elif own and before:
                holder.put(document, self._emptied(sheet, told))
        except Wrong as wrong:
            grid, at = self._head()
            self.faults.append(grid.fault(at, holder.name, str(wrong)))

    def _without_rows(self, sheet: Sheet, raw: Raw, before: Any, own: Grid | None) -> Any:
        """What the cell of the main sheet says of a list that has no rows in the file."""
        assert sheet.holder, "a list"
        if before and own is None:
            raise Wrong(_("listan har rader, men dess blad (%s) finns inte i filen. Ta med det.") % sheet.title)
        if isinstance(raw, str) and plain(raw) == SEE_SHEET:
            return self._emptied(sheet, True)
        return self._meant(sheet.holder, raw)

    def _emptied(self, sheet: Sheet, told: bool) -> Any:
        """All rows of a list were taken away: is it unknown now, or none?"""
        assert sheet.holder, "a list"
        if told:
            raise Wrong(
                _("bladet %s har inga rader för posten. Skriv – om det inte finns några, annars töm cellen (okänt).")
                % sheet.title
            )
        return None if is_nullable(sheet.holder.node) else []

    def _items(self, sheet: Sheet, grid: Grid, lines: list[Line], before: Any) -> list[Document]:
        assert sheet.holder, "a list"
        lines = self._in_order(sheet, grid, lines)
        self._rows[sheet.holder.name] = lines
        indices = [grid.at[column.name] for column in sheet.columns]
        old = list_rows(sheet, before)
        if len(old) == len(lines) and all(
            same(line.at(index), value)
            for line, row in zip(lines, old, strict=True)
            for index, value in zip(indices, row, strict=True)
        ):
            return list(before)
        return [self._item(sheet, grid, line) for line in lines]

    def _item(self, sheet: Sheet, grid: Grid, line: Line) -> Document:
        assert sheet.holder, "a list"
        item = _blank(sheet.holder.node["items"])
        for column in sheet.columns:
            try:
                column.put(item, meant(column.node, line.at(grid.at[column.name]), self._find))
            except Wrong as wrong:
                self.faults.append(grid.fault(line, column.name, str(wrong)))
        return item

    def _in_order(self, sheet: Sheet, grid: Grid, lines: list[Line]) -> list[Line]:
        """By their numbers, and those without one last: so a sheet that was sorted otherwise does no harm."""
        numbers: dict[int, int] = {}
        met: set[int] = set()
        for position, line in enumerate(lines):
            raw = line.at(grid.at[sheet.number])
            number = int(raw) if isinstance(raw, (int, str)) and re.fullmatch(r"[0-9]{1,6}", str(raw).strip()) else None
            if number is None and not _is_empty(raw):
                self.faults.append(grid.fault(line, sheet.number, _("ska vara ett heltal, eller tomt för en ny rad.")))
            elif number in met:
                message = _("nummer %s finns redan för posten. Lämna cellen tom för en ny rad.") % number
                self.faults.append(grid.fault(line, sheet.number, message))
            if number is not None:
                numbers[position] = number
                met.add(number)
        order = sorted(range(len(lines)), key=lambda position: (numbers.get(position, 10**9), position))
        return [lines[position] for position in order]


def same(raw: Raw, value: Value) -> bool:
    """Whether a cell still says what was written there, also where the file's encoding lacked some of it."""
    if _is_empty(raw) or value is None:
        return _is_empty(raw) and value in (None, "")
    if not isinstance(raw, (str, int)) or isinstance(raw, bool):
        return False
    written, found = plain(str(value)), plain(str(raw))
    return found in (written, written[:LONGEST], written.encode("cp1252", "replace").decode("cp1252"))


def _is_empty(raw: Raw) -> bool:
    return raw is None or (isinstance(raw, str) and not plain(raw))


def _blank(schema: Schema) -> Document:
    """An object of which nothing is known."""
    blank: Document = {}
    for leaf in leaves(schema):
        leaf.put(blank, leaf.node.get("const", leaf.node.get("default")))
    return blank


def _column_in(grid: Grid, path: str) -> str:
    """The column of a sheet that a path in the document leads to; "" where it has none."""
    names = [name for name in grid.at if re.match(rf"{re.escape(name)}($|[.\[])", path)]
    return max(names, key=len, default="")
