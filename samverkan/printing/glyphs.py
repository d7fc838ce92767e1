"""What the face can show. PDF/UA refuses a whole document for one character that no font has."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro

FONTS = Path(font_source_sans_pro.font_directory)
MISSING = "□"  # Stands for a character that the face lacks; a font that comes with Typst has it.
_UNSEEN = {"Cc", "Cf"}  # Controls and joiners, which show nothing of their own.
_KEPT = "\N{SOFT HYPHEN}"
_INSTEAD = {"\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-"}


@cache
def shown() -> frozenset[str]:
    """Every character that the face has."""
    from fontTools.ttLib import TTFont  # Only now: it takes long to load.

    with TTFont(FONTS / "SourceSansPro-Regular.otf", lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@dataclass
class Printable:
    """Texts as they can be shown, and which characters had to be left out for that."""

    missing: set[str] = field(default_factory=set)

    def of(self, data: Any) -> Any:
        """The same data with texts that can be shown; its keys are ours and stay."""
        if isinstance(data, str):
            return data if shown().issuperset(data) else "".join(map(self._character, data))
        if isinstance(data, dict):
            return {key: self.of(value) for key, value in data.items()}
        if isinstance(data, (list, tuple)):
            return [self.of(item) for item in data]
        return data

    def _character(self, character: str) -> str:
        """The character, what it is made of where the face has that, or the sign that it is missing."""
        if character in shown() or character == _KEPT:
            return character
        if unicodedata.category(character) in _UNSEEN or _is_variation(character):
            return " " if character in "\n\t" else ""
        plain = _INSTEAD.get(character) or unicodedata.normalize("NFKD", character)
        if shown().issuperset(plain):
            return plain
        self.missing.add(character)
        return MISSING


def _is_variation(character: str) -> bool:
    return "VARIATION SELECTOR" in unicodedata.name(character, "")
