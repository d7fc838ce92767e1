"""The variables that settings.py is made of: how each is read, and its default; docs/settings.md explains them."""

import os
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def refuse(message: str) -> NoReturn:
    """Stop with one clear line; a traceback would only hide it."""
    sys.exit(f"This setting cannot be used: {message} See docs/settings.md.")


def flag(value: str) -> bool:
    """1/true/yes or 0/false/no; anything else is refused rather than taken for no."""
    if value.lower() not in {"1", "true", "yes", "0", "false", "no"}:
        raise ValueError(f"must be 1 or 0, not “{value}”.")
    return value.lower() in {"1", "true", "yes"}


def count(value: str) -> int:
    """A whole number from 0 up."""
    if not value.isascii() or not value.isdigit():
        raise ValueError(f"must be a whole number, not “{value}”.")
    return int(value)


def writable(folder: str | Path) -> Path:
    """The folder, made where it was missing."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"the folder {folder} cannot be made ({error.strerror}).")
    return Path(folder)


def file(path: str) -> Path:
    """A file's place, whose folder is made where it was missing."""
    return writable(Path(path).parent) / Path(path).name


def database(url: str) -> dict[str, Any]:
    """The database of an address; SQLite's transactions begin by taking the write lock."""
    try:
        with warnings.catch_warnings(action="ignore"):  # An unknown engine is refused below.
            config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    except (ValueError, KeyError):
        config = {}
    if config.get("ENGINE") == "django.db.backends.sqlite3":
        config["CONN_MAX_AGE"] = None  # Opening it costs more than most answers.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA recursive_triggers=ON;"  # Else REPLACE would slip past the append-only triggers.
            " PRAGMA cache_size=-512",  # Kilobytes of each thread; the system keeps the file in memory once for all.
        }
    elif config.get("ENGINE") == "django.db.backends.postgresql":
        config |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
        config.setdefault("OPTIONS", {})["connect_timeout"] = 3
    else:
        raise ValueError("must begin with postgres:// or sqlite:///.")
    return config


def cache(url: str) -> dict[str, Any]:
    """Django's cache: the memory of each process, or Redis, which is not waited for where it does not answer."""
    found: dict[str, Any] = {"BACKEND": ""}
    with suppress(ValueError, ImproperlyConfigured):
        found = environ.Env.cache_url_config(url)
    if found["BACKEND"].endswith("LocMemCache"):
        given = {"MAX_ENTRIES": 100_000}  # Addresses that are counted at the same time.
    elif found["BACKEND"].endswith("RedisCache"):
        given = {"socket_connect_timeout": 1, "socket_timeout": 1}
    else:
        raise ValueError("must begin with locmemcache://, redis:// or rediss://.")
    return found | {"OPTIONS": given | found.get("OPTIONS", {})}


def mail(url: str) -> dict[str, Any]:
    """Where mail goes: the console, a folder of files, or a server (SMTP)."""
    found: dict[str, Any] = {"EMAIL_BACKEND": ""}
    with suppress(ValueError, ImproperlyConfigured):
        found = environ.Env.email_url_config(url)
    if not found["EMAIL_BACKEND"].endswith(("console.EmailBackend", "filebased.EmailBackend", "smtp.EmailBackend")):
        raise ValueError("must begin with consolemail://, filemail:/// or smtp+tls://.")
    return found


def site(url: str) -> str:
    """The site's own address, without a slash at its end."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("must begin with https:// or http://.")
    return url.rstrip("/")


def one_of(*words: str) -> Callable[[str], str]:
    """Reads one of the words, in capitals or not."""

    def read_word(value: str) -> str:
        if found := [word for word in words if word.lower() == value.lower()]:
            return found[0]
        raise ValueError(f"must be {', '.join(words[:-1])} or {words[-1]}.")

    return read_word


# Each variable: how it is read, and its default as one would write it.
env = environ.Env(
    PRODUCTION=(flag, "0"),
    SECRET_KEY=(str, None),
    ALLOWED_HOSTS=([str.strip], "localhost,127.0.0.1,[::1],.localhost"),
    CSRF_TRUSTED_ORIGINS=([str.strip], ""),
    DATABASE_URL=(database, None),
    DATA_DIR=(writable, str(BASE_DIR / "var")),
    LEDGER=(file, None),
    BUILD=(str, "dev"),
    DEFAULT_AREA=(str, "sjuharad"),
    PROXY_COUNT=(count, "0"),
    REQUESTS_PER_MINUTE=(count, "600"),
    CACHE_URL=(cache, "locmemcache://"),
    KEPT_MB=(count, "24"),
    STALE_HOURS=(count, "24"),
    SITE_URL=(site, "http://localhost:8000"),
    EMAIL_URL=(mail, "consolemail://"),
    FROM_EMAIL=(str, "katalogen@katalogen.localhost"),
    RESPONSIBLE=(str, ""),
    RESPONSIBLE_TYPE=(one_of("LocalAuthority", "RegionalAuthority", "NationalAuthority"), "LocalAuthority"),
    LOG_LEVEL=(one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
)
# Empty is unset; and a value that begins with $ is itself, not the name of another variable.
env.ENVIRON = {name: value.strip().replace("$", r"\$") for name, value in os.environ.items() if value.strip()}
env.escape_proxy = True


def read(name: str) -> Any:
    """The variable as declared above; one that cannot be used stops the start."""
    try:
        return env(name, parse_default=True)
    except ValueError as error:
        refuse(f"{name} {error}")
