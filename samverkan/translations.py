"""Which language an answer is in: the address alone decides, no cookie and no header; and its words, ready for use."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

FILE = Path("en", "LC_MESSAGES", "django")


class LanguageMiddleware:
    """Below /en/ pages are in English, everywhere else in Swedish; `reverse` then keeps to the same language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(of_path(request.path_info)):
            return self.get_response(request)


def of_path(path: str) -> str:
    """The language of an address."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def compiled(source: Path, target: Path) -> Path:
    """The folder `target` with what gettext reads of the translations in `source`, made anew where they have changed.

    Raises OSError where it cannot be written.
    """
    text, words = (source / FILE).with_suffix(".po"), (target / FILE).with_suffix(".mo")
    state = hashlib.sha256(text.read_bytes()).hexdigest()
    if words.exists() and state.encode() in words.read_bytes():
        return target
    import polib  # Only now: it is seldom needed.

    translations = polib.pofile(str(text))
    translations.metadata["X-State"] = state
    words.parent.mkdir(parents=True, exist_ok=True)
    temporary = words.with_suffix(f".{os.getpid()}")
    temporary.write_bytes(translations.to_binary())
    temporary.replace(words)  # Whole or not at all, whoever else starts at the same time.
    return target
