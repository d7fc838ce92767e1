"""The sheets and columns of a kind of entry, read from its schema."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from samverkan.publishing.kinds import Document, Kind
from samverkan.publishing.schemas import Schema, is_reference
from samverkan.publishing.schemas.walk import Form, Leaf, leaves

SLUG = "slug"
OWNERS = "owners"
STAMP = "(version)"
# Told beside an entry, for the reader. What stands in brackets changes nothing; one may add columns of one's own so.
TOLD = {
    "(state)": gettext_lazy("Läge"),
    "(verified)": gettext_lazy("Bekräftad"),
    STAMP: gettext_lazy("Version (ändra inte)"),
}
LONGEST_TITLE = 31  # What a spreadsheet lets a sheet be called.


@dataclass(frozen=True)
class Column:
    """One value of an entry, or of a row in one of its lists: the place where it stands, with a name and a title."""

    leaf: Leaf

    @property
    def name(self) -> str:
        """What the first row says, and an import reads."""
        return ".".join(self.leaf.path)

    @property
    def title(self) -> str:
        """The same in Swedish."""
        named = zip(self.leaf.path, self.leaf.nodes, strict=True)
        return " – ".join(str(node.get("title", name)) for name, node in named)

    @property
    def node(self) -> Schema:
        """The schema's node."""
        return self.leaf.node

    def of(self, holder: Document) -> Any:
        """The column's value in an entry's document, or in an object of one of its lists."""
        return self.leaf.of(holder)

    def put(self, holder: Document, value: Any) -> None:
        """Set the value, in place."""
        self.leaf.put(holder, value)


@dataclass(frozen=True)
class Sheet:
    """The entries themselves (`holder` is None), or the objects of the list that the column `holder` stands for."""

    title: str
    columns: tuple[Column, ...]
    holder: Column | None = None

    @property
    def number(self) -> str:
        """The name of the column that numbers an entry's objects, which also tells whose sheet this is."""
        return f"{self.holder.name}.nr" if self.holder else ""

    @property
    def names(self) -> list[str]:
        """The first row."""
        own = [column.name for column in self.columns]
        return [SLUG, self.number, *own] if self.holder else [*own, *TOLD]

    @property
    def titles(self) -> list[str]:
        """The second row."""
        own = [column.title for column in self.columns]
        return [slug_title(), "Nr", *own] if self.holder else [*own, *map(str, TOLD.values())]


def slug_title() -> str:
    """What stands under the name of the first column: no slug looks like that."""
    return "Adressnamn"


def sheets_of(kind: Kind) -> list[Sheet]:
    """The main sheet, then one for each list of objects."""
    columns = _columns(leaves(kind.schema))
    main = Sheet(_sheet_title(str(kind.model._meta.verbose_name_plural).capitalize()), columns)
    return [main, *(_list_sheet(column) for column in columns if has_own_sheet(column.node))]


def _columns(places: Iterable[Leaf]) -> tuple[Column, ...]:
    return tuple(Column(leaf) for leaf in places if leaf.form is not Form.CONSTANT)


def _list_sheet(holder: Column) -> Sheet:
    columns = _columns(leaves(holder.node["items"]))
    if any(has_own_sheet(column.node) for column in columns):
        raise ValueError(f"{holder.name} holds lists of lists, which no sheet can show")
    return Sheet(_sheet_title(holder.title), columns, holder)


def has_own_sheet(node: Schema) -> bool:
    """Whether a node is a list of objects."""
    return "properties" in node.get("items", {}) and not is_reference(node["items"])


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:LONGEST_TITLE].strip()
