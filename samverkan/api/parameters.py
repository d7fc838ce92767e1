"""Query parameters: declared once, read strictly, shown in the OpenAPI document."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote_to_bytes

from django.utils import timezone

from samverkan.api.problem import BadParameter, Problem
from samverkan.language.incoming import line
from samverkan.publishing.moment import in_utc, instant
from samverkan.publishing.schemas import Schema

LIMIT_DEFAULT, LIMIT_MAX = 20, 100
PAGE_MAX = 999_999_999
LENGTH_MAX = 200
COUNT_MAX = 200
REPEATED_MAX = 20
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_INSTANT = _DAY + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

DATE_OR_TIME: list[Schema] = [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]

Bilingual = tuple[str, str]


@dataclass(frozen=True)
class Parameter:
    """A query parameter: how its text is read (ValueError says what is allowed) and how it is documented."""

    name: str
    read: Callable[[str], Any]
    schema: Schema
    text: Bilingual
    example: Any
    repeated: bool = False


def _page(text: str) -> int:
    return _whole_number(text, PAGE_MAX)


def _limit(text: str) -> int:
    return _whole_number(text, LIMIT_MAX)


def _whole_number(text: str, largest: int) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII) or int(text) > largest:
        raise ValueError(f"ska vara ett heltal från 1 till {largest}.")
    return int(text)


def _moment(text: str) -> str:
    """The form alone, made canonical; which revision it means is settled against the log."""
    text = _canonical(text)
    if not re.fullmatch(rf"r[0-9]{{1,9}}|{_DAY}|{_INSTANT}", text, re.ASCII):
        raise ValueError(
            "ska vara ett datum (2026-11-22), en tid med tidszon (2026-11-22T12:00:00Z) eller en revision (r12)."
        )
    return text


def _canonical(text: str) -> str:
    """RFC 3339 lets t, z and a space stand for T and Z, and a plus sign that nobody encoded arrives as a space."""
    text = re.sub(r" (?=[0-9]{2}:[0-9]{2}$)", "+", text)
    return re.sub(rf"^({_DAY})[Tt ]", r"\1T", text).replace("z", "Z")


def _day(text: str) -> dt.date:
    try:
        if re.fullmatch(_DAY, text, re.ASCII):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("ska vara ett datum, till exempel 2026-11-22.")


def _instant(text: str) -> dt.datetime:
    """A point in time; a date is the beginning of that day in Stockholm."""
    text = _canonical(text)
    try:
        if re.fullmatch(_DAY, text, re.ASCII):
            midnight = dt.datetime.combine(dt.date.fromisoformat(text), dt.time.min)
            return in_utc(midnight.replace(tzinfo=timezone.get_default_timezone()))
        if re.fullmatch(_INSTANT, text, re.ASCII):
            return instant(text)
    except ValueError:
        pass
    raise ValueError("ska vara ett datum (2026-11-22) eller en tid med tidszon (2026-11-22T12:00:00Z).")


PAGE = Parameter(
    "page",
    _page,
    {"type": "integer", "minimum": 1, "maximum": PAGE_MAX, "default": 1},
    ("Vilken sida. En sida efter den sista är tom.", "Which page. A page past the last one is empty."),
    1,
)
LIMIT = Parameter(
    "limit",
    _limit,
    {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT_DEFAULT},
    (
        f"Antal på varje sida, högst {LIMIT_MAX}. Ett större tal avvisas.",
        f"Items a page, at most {LIMIT_MAX}. A larger number is refused.",
    ),
    LIMIT_DEFAULT,
)
AT = Parameter(
    "at",
    _moment,
    {"anyOf": [{"type": "string", "pattern": "^r[0-9]{1,9}$"}, *DATE_OR_TIME]},
    (
        "Vad katalogen sade då: ett datum (slutet av den dagen i Stockholm), en tid med tidszon eller en revision.",
        "What the catalogue said then: a date (the end of that day in Stockholm), a time with a zone, or a revision.",
    ),
    "r1",
)
ON = Parameter(
    "on",
    _day,
    {"type": "string", "format": "date"},
    (
        "Vad som gällde den dagen: poster vars angivna period säkert utesluter dagen lämnas bort,"
        " poster utan känd period är kvar.",
        "What held on that day: entries whose stated period certainly excludes it are left out,"
        " those of unknown period stay.",
    ),
    "2026-11-22",
)
ON_ENTRY = replace(
    ON,
    text=(
        "Den dagens namn och de som kan ha varit medlemmar då; listan names har alla namn.",
        "The name of that day, and those who can have been members then; the list names has every name.",
    ),
)
MODIFIED_AFTER = Parameter(
    "modified_after",
    _instant,
    {"anyOf": DATE_OR_TIME},
    (
        "Poster som publicerades då eller senare: ett datum (dagens början i Stockholm) eller en tid med tidszon."
        " Återkallade poster syns i /changes.",
        "Entries published then or later: a date (the beginning of that day in Stockholm) or a time with a zone."
        " Withdrawn entries show in /changes.",
    ),
    "2026-11-22T00:00:00Z",
)


def read(raw: str, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """The values of a raw query string by name, a list for what may be repeated; BadParameter where one will not do."""
    known = {parameter.name: parameter for parameter in parameters}
    pairs = raw.split("&") if raw else []
    if len(pairs) > COUNT_MAX:
        raise Problem(400, f"Adressen har fler än {COUNT_MAX} parametrar.")
    values: dict[str, Any] = {}
    for pair in pairs:
        encoded_name, _, encoded = pair.partition("=")
        name = _decoded(encoded_name, "")
        if name not in known:
            raise BadParameter(_shown(name), _unknown(name, known))
        value = _value(known[name], _decoded(encoded, name))
        if known[name].repeated:
            values.setdefault(name, []).append(value)
            if len(values[name]) > REPEATED_MAX:
                raise BadParameter(name, f"Parametern {name} får stå högst {REPEATED_MAX} gånger.")
        elif name in values:
            raise BadParameter(name, f"Parametern {name} får stå en gång.")
        else:
            values[name] = value
    return values


def _value(parameter: Parameter, text: str) -> Any:
    if not text:
        raise BadParameter(parameter.name, f"Parametern {parameter.name} är tom. Ange ett värde eller utelämna den.")
    if len(text) > LENGTH_MAX:
        raise BadParameter(parameter.name, f"Parametern {parameter.name} är längre än {LENGTH_MAX} tecken.")
    try:
        return parameter.read(text)
    except ValueError as error:
        raise BadParameter(parameter.name, f"Parametern {parameter.name} {error}") from error


# Something to see in a text: letters, digits or signs of the world's scripts, no blanks and nothing without width.
_SEEN = (
    r"[!-~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u061b\u061d-\u115e\u1200-\u167f\u1681-\u17b3\u1820-\u1fff"
    r"\u2c00-\u2fff\u3001-\u3163\u3200-\ud7ff]"
)


def free_text(longest: int) -> tuple[Callable[[str], str], Schema]:
    """How a parameter of words is read, made tidy on one line, and how it is documented."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"får ha högst {longest} tecken.")
        if not re.search(_SEEN, text):
            raise ValueError("är tom. Skriv minst ett ord.")
        return line(text)

    return read, {"type": "string", "maxLength": longest, "pattern": rf"^[^\x00]*{_SEEN}[^\x00]*$"}


def _decoded(encoded: str, name: str) -> str:
    """The text behind percent-encoding, which must be UTF-8 without NUL."""
    try:
        if _BROKEN_ESCAPE.search(encoded):
            raise ValueError
        text = unquote_to_bytes(encoded.replace("+", " ").encode("latin-1")).decode()
        if "\0" in text:
            raise ValueError
    except ValueError:
        what = f"Parametern {name}" if name else "Ett parameternamn"
        raise BadParameter(name, f"{what} är inte procentkodad UTF-8 utan nolltecken.") from None
    return text


def _unknown(name: str, known: dict[str, Parameter]) -> str:
    allowed = f"Här finns {', '.join(sorted(known))}." if known else "Här finns inga parametrar."
    return f"Parametern ”{_shown(name)}” finns inte. {allowed}"


def _shown(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:40]}…"
