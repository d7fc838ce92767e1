"""Documents of ours as PDF for screen readers too, made by Typst: texts are data, and nothing comes from the system."""

import datetime as dt
import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from samverkan.printing.glyphs import FONTS, Printable

LAYOUTS = Path(settings.BASE_DIR) / "templates" / "print"
logger = logging.getLogger(__name__)


def as_pdf(layout: str, data: dict[str, Any], made: dt.datetime) -> bytes:
    """The data as `templates/print/<layout>.typ` lays it out. The same data and time give the same bytes."""
    printable = Printable()
    shown = printable.of(data)
    missing = [f"U+{ord(character):04X}" for character in sorted(printable.missing)]
    if missing:
        logger.warning("Printed without characters that the face lacks, in %s: %s", data["title"], " ".join(missing))
    compiler = typst.Compiler(
        LAYOUTS / f"{layout}.typ",
        root=LAYOUTS,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(shown | {"missing": missing})},
    )
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=int(made.timestamp()))
    assert isinstance(pdf, bytes)  # As it is for one PDF that is not written to a file.
    return pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
