"""Documents of ours as PDF for screen readers too, made by Typst: texts are data, and nothing comes from the system."""

import datetime as dt
import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from samverkan.printing import typesetting
from samverkan.printing.glyphs import FONTS, Printable

LAYOUTS = Path(settings.BASE_DIR) / "templates" / "print"
LONGEST = 300  # Seconds that a document may take; a thousand activities take up to thirty.
logger = logging.getLogger(__name__)


class CannotPrint(Exception):
    """Typst refused a document, and said why."""


def as_pdf(layout: str, data: dict[str, Any], made: dt.datetime) -> bytes:
    """The data as `templates/print/<layout>.typ` lays it out. The same data and time give the same bytes."""
    printable = Printable()
    shown = printable.of(data)
    missing = [f"U+{ord(character):04X}" for character in sorted(printable.missing)]
    if missing:
        logger.warning("Printed without characters that the face lacks, in %s: %s", data["title"], " ".join(missing))
    given = LAYOUTS / f"{layout}.typ", FONTS, int(made.timestamp())
    command = [sys.executable, "-P", typesetting.__file__, *map(str, given)]
    told = json.dumps(shown | {"missing": missing}).encode()
    done = subprocess.run(command, input=told, capture_output=True, timeout=LONGEST)
    if done.returncode:
        raise CannotPrint(data["title"], done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
    return done.stdout
