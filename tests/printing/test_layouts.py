"""What Python makes and what Typst lays out are the same types, and no layout lies unused."""

import re
from pathlib import Path

from samverkan.printing import blocks
from samverkan.printing.pdf import LAYOUTS


def test_every_type_of_block_has_a_layout_and_every_layout_a_block() -> None:
    made = set(re.findall(r'"type": "(\w+)"', Path(blocks.__file__).read_text()))
    laid_out = set(re.findall(r'node\.type == "(\w+)"', (LAYOUTS / "blocks.typ").read_text()))
    assert made == laid_out


def test_every_layout_is_a_document_or_part_of_one() -> None:
    files = {path.name: path.read_text() for path in LAYOUTS.glob("*.typ")}
    parts = {name for text in files.values() for name in re.findall(r'#import "(.+?)"', text)}
    assert set(files) - parts == {"edition.typ", "sheet.typ"}
