"""Between a value of a document and what stands in a cell."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samverkan.exchange.spreadsheets.columns import has_own_sheet
from samverkan.language.incoming import code
from samverkan.printing.tables import Value, plain
from samverkan.publishing import kinds
from samverkan.publishing.fields import NONE_MARK
from samverkan.publishing.incoming import of_node
from samverkan.publishing.schemas import (
    Schema,
    fragment,
    is_nullable,
    is_reference,
    reference_kinds,
    reference_of,
)

NONE_MARKS = (NONE_MARK, "-")
SEE_SHEET = "se bladet"  # In the main sheet, where a list stands on a sheet of its own.
_ESCAPED = re.compile(r"\\*[–-]\Z")


@dataclass(frozen=True)
class Day:
    """A cell that the spreadsheet program holds for a date; `whole` where it shows the day of the month too."""

    text: str
    whole: bool

    def __str__(self) -> str:
        return self.text if self.whole else self.text[:7]


@dataclass(frozen=True)
class Unusable:
    """A cell that cannot be read at all, and why."""

    why: str


Raw = str | int | float | bool | Day | Unusable | None  # What is read from a cell.


class Wrong(Exception):
    """A cell says something that cannot be; the message tells what is allowed."""


# Writing


def shown(node: Schema, value: Any) -> Value:
    """A value as it stands in a cell; an empty cell is unknown, a dash says none."""
    if value is None or value == "":
        return None
    if isinstance(value, list):
        return _shown_list(node, value)
    reference = reference_of(node)
    if reference:
        return value["slug"] if len(reference_kinds(reference)) == 1 else "/".join(kinds.key_of(value))
    if isinstance(value, bool):
        return _yes_no()[value]
    if isinstance(value, int):
        return value
    return words_of(node).get(value, str(value)) if "enum" in node else str(value)


def _shown_list(node: Schema, items: list[Any]) -> Value:
    if not items:
        return NONE_MARK
    if has_own_sheet(node):
        return SEE_SHEET
    lines = [str(shown(node["items"], item)) for item in items]
    alone = len(lines) == 1 and _ESCAPED.match(lines[0])
    return f"\\{lines[0]}" if alone else "\n".join(lines)


def _yes_no() -> dict[bool, str]:
    return {True: "ja", False: "nej"}


def words_of(node: Schema) -> dict[str, str]:
    """The codes of a node with the words that stand for them in a cell: a word that two codes share stands for none."""
    words = {value: kinds.word(value) for value in node["enum"] if value is not None}
    taken = [folded(word) for word in words.values()]
    return {value: word if taken.count(folded(word)) == 1 else value for value, word in words.items()}


# Reading

Find = Callable[[list[str], str], Any]  # The reference that some words mean, among the kinds named.


def meant(node: Schema, raw: Raw, find: Find) -> Any:
    """The value that a cell means. Wrong where it means none."""
    if isinstance(raw, Unusable):
        raise Wrong(raw.why)
    raw = of_node(node)(plain(raw)) if isinstance(raw, str) else raw
    if raw is None or raw == "":
        return _empty(node)
    if "items" in node:
        return _meant_list(node, raw, find)
    reference = reference_of(node)
    if reference:
        return find(reference_kinds(reference), _text(node, raw))
    if "enum" in node:
        return _code(node, _text(node, raw))
    types = [node["type"]] if isinstance(node["type"], str) else node["type"]
    if "boolean" in types:
        return _flag(raw)
    return _number(raw) if "integer" in types else _text(node, raw)


def _empty(node: Schema) -> Any:
    if is_nullable(node):
        return None
    if "default" in node:
        return node["default"]
    raise Wrong(_("får inte vara tomt."))


def _meant_list(node: Schema, raw: Raw, find: Find) -> list[Any]:
    text = _text(node["items"], raw)
    if text in NONE_MARKS:
        return []
    if has_own_sheet(node):
        raise Wrong(_("ska vara tomt (okänt), – (inga) eller ”%s”; raderna står på ett eget blad.") % SEE_SHEET)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) == 1 and _ESCAPED.match(lines[0]):
        lines = [lines[0][1:]]
    items = [meant(node["items"], line, find) for line in lines]
    is_set = node.get("uniqueItems") and is_reference(node["items"])
    return sorted(items, key=kinds.key_of) if is_set else items


def _text(node: Schema, raw: Raw) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, Day) and node.get("pattern") == fragment("common.json", "edtf")["pattern"]:
        return str(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    what = {Day: _("ett datum"), bool: _("sant eller falskt"), float: _("ett decimaltal")}[type(raw)]
    raise Wrong(
        _("har kalkylprogrammet gjort om till %(what)s (%(raw)s). Formatera cellen som text och skriv om den.")
        % {"what": what, "raw": raw}
    )


def _code(node: Schema, text: str) -> str:
    words = words_of(node)
    known = {folded(word): value for value, word in words.items()} | {value: value for value in words}
    if folded(text) not in known:
        allowed = ", ".join(words.values())
        raise Wrong(_("ska vara ett av %(allowed)s, inte %(text)s.") % {"allowed": allowed, "text": quoted(text)})
    return known[folded(text)]


def folded(text: str) -> str:
    """What makes two names or words the same: neither capitals nor sorts of dashes and spaces tell them apart."""
    return code(text).casefold()


def _flag(raw: Raw) -> bool:
    words = {"ja": True, "nej": False, "sant": True, "falskt": False, "true": True, "false": False}
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and folded(raw) in words:
        return words[folded(raw)]
    raise Wrong(_("ska vara ja, nej eller tomt, inte %s.") % quoted(raw))


def _number(raw: Raw) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    digits = code(raw).replace(" ", "") if isinstance(raw, str) else ""
    if re.fullmatch(r"-?[0-9]{1,15}", digits):
        return int(digits)
    raise Wrong(_("ska vara ett heltal, inte %s.") % quoted(raw))


def quoted(raw: Any) -> str:
    """What somebody wrote, short enough to be told and without characters that would disturb."""
    text = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in str(raw))
    return f"”{text[:60]}…”" if len(text) > 60 else f"”{text}”"
