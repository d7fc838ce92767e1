"""Reading the environment for settings.py: a variable that cannot be used stops the start with one clear line."""

import os
import secrets
import sys
from pathlib import Path
from typing import NoReturn


def refuse(message: str) -> NoReturn:
    """Stop with one clear line; a traceback would only hide it."""
    sys.exit(f"Inställningen går inte att använda: {message} Se docs/settings.md.")


def text(name: str, default: str = "") -> str:
    """The variable's text; unset and empty are the same."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """1/true/yes or 0/false/no; anything else is refused rather than taken for no."""
    value = text(name, "0").lower()
    if value not in {"1", "true", "yes", "0", "false", "no"}:
        refuse(f"{name} ska vara 1 eller 0, inte ”{value}”.")
    return value in {"1", "true", "yes"}


def number(name: str, default: int) -> int:
    """A whole number from 0 up."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        refuse(f"{name} ska vara ett heltal, inte ”{value}”.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def writable(folder: Path) -> Path:
    """The folder, made where it was missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"mappen {folder} går inte att skapa ({error.strerror}).")
    return folder


def development_key(folder: Path) -> str:
    """A random key kept beside the development database, so that logins survive a restart."""
    path = writable(folder) / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()
