"""Pages of our own as PDF, tagged for screen readers. What makes them is optional, and so are its libraries."""

import logging
from collections.abc import Callable
from typing import Any

INSTALL = (
    "pip install 'weasyprint>=70'",
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core",
)
LARGER = (1.0, 1.08, 1.16, 1.24, 1.32, 1.4)  # How many times larger than A4 a sheet may be laid out, to be shrunk then.
_VARIANT = {"pdf_variant": "pdf/ua-1"}

logger = logging.getLogger(__name__)


class CannotPrint(Exception):
    """WeasyPrint, or one of the libraries that it needs, is not installed."""


def as_pdf(page: str) -> bytes:
    """A page that carries all it needs. Raises CannotPrint."""
    result: bytes = _laid_out(page).write_pdf(**_VARIANT)
    return result


def on_one_sheet(page: Callable[[float], str]) -> bytes:
    """A page on one A4, laid out so many times larger and shrunk until it fits; more sheets rather than illegible."""
    for larger in LARGER:
        document = _laid_out(page(larger))
        if len(document.pages) == 1:
            break
    result: bytes = document.write_pdf(zoom=1 / larger, **_VARIANT)
    return result


def _laid_out(page: str) -> Any:
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        logger.warning("En PDF kan inte göras: %s", error)
        raise CannotPrint from error
    nothing = URLFetcher(allowed_protocols=())  # Neither network nor disk: the page carries its own style.
    return weasyprint.HTML(string=page, url_fetcher=nothing).render(**_VARIANT)
