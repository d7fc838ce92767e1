"""Collects the words of the public pages into locale/en/LC_MESSAGES/django.po, keeping what is translated."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

from samverkan.publishing import kinds, schemas
from samverkan.translations import FILE

KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
FOLDERS = ("activities", "federations", "financing", "samverkan", "templates")
# What stays Swedish, by parts of paths: what only coordinators meet, the interfaces of programs, and what is printed.
FOR_COORDINATORS = (
    *("desk/", "removal/", "exchange/", "publishing/drafts", "publishing/edition", "publishing/fields"),
    *("admin", "quality", "migrations", "management", "models", "reminder", "tasks", "spreadsheet"),
    *("followups/counting", "proposals/handling"),
)
ELSEWHERE = (*FOR_COORDINATORS, "hsds", "templates/api/", "/print/")


def public_files() -> Iterator[Path]:
    """The files whose words readers meet."""
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            place = path.relative_to(settings.BASE_DIR).as_posix()
            if path.suffix in (".py", ".html") and not any(part in place for part in ELSEWHERE):
                yield path


def texts_of(path: Path) -> Iterator[tuple[str, ...]]:
    """What is marked in a file: a text, or a text in singular and plural."""
    source = path.read_text(encoding="utf-8")
    # In brackets the indentation of a template means nothing.
    python = source if path.suffix == ".py" else f"(\n{templatize(source)}\n)"
    for _line, message, *_rest in extract(
        "python", io.BytesIO(python.encode()), KEYWORDS, options={"encoding": "utf-8"}
    ):
        yield message if isinstance(message, tuple) else (message,)


def collected() -> dict[str, str]:
    """Every public text with its plural, "" where it has none: marked ones, names of kinds and fields, and reasons."""
    found: dict[str, str] = {}
    for kind in kinds.every():
        found |= dict.fromkeys((str(kind.model._meta.verbose_name_plural), *schemas.titles(kind.schema)), "")
    for path in public_files():
        for text, *plural in texts_of(path):
            if text:
                found[text] = found.get(text) or "".join(plural)
    return found


class Command(BaseCommand):
    """./run manage collect_texts"""

    help = "Collect the public pages' texts in locale/en, keeping what is translated."

    def handle(self, *args: Any, **options: Any) -> None:
        place = (settings.BASE_DIR / "locale" / FILE).with_suffix(".po")
        file = polib.pofile(str(place), wrapwidth=120)
        texts = collected()
        for entry in [entry for entry in file if entry.msgid not in texts]:
            file.remove(entry)
        known = {entry.msgid for entry in file}
        for text, plural in texts.items():
            if text not in known:
                many: dict[str, Any] = {"msgid_plural": plural, "msgstr_plural": {0: "", 1: ""}} if plural else {}
                file.append(polib.POEntry(msgid=text, msgstr="", **many))
        file.save(str(place))
        left = len(file.untranslated_entries())
        self.stdout.write(f"Texts: {len(texts)}, without a translation: {left}.")
