"""Small documents for the rules: what a test does not mention is unknown."""

import datetime as dt
from typing import Any

from activities.quality import Catalogue, Finding, rules
from samverkan.exchange.files import _Completer
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Document, Key

TODAY = dt.date(2008, 3, 1)
REQUIRED: dict[str, dict[str, Any]] = {
    "activity": {"area": "area/vik", "function": "function/trana"},
    "federation": {"area": "area/vik"},
    "function": {"matrix_heading": "Rubrik", "position": 1},
    "municipality": {"code": "1400"},
    "partner": {"sector": "state"},
}


class _Names(dict[Key, str]):
    """Every entry there may be, called as its slug says."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: Key) -> str:
        return key[1].capitalize()


def a(place: str, **values: Any) -> Document:
    """The document of `kind/slug`; `target_group__age_min=18` reaches into its parts; references are written alike."""
    kind, slug = place.split("/")
    data: Document = {
        "kind": kind,
        "schema_version": kinds.get(kind).version,
        "slug": slug,
        "name": slug.capitalize(),
        "owners": [],
    }
    for name, value in (REQUIRED.get(kind, {}) | values).items():
        *parts, last = name.split("__")
        part = data
        for step in parts:
            part = part.setdefault(step, {})
        part[last] = value
    completer = _Completer(_Names())
    document: Document = completer.complete(kinds.get(kind).schema, data, "")
    assert not completer.faults, completer.faults
    return document


def activity(slug: str = "lotsen", **values: Any) -> Document:
    return a(f"activity/{slug}", **values)


def placed(*municipalities: str, label: str = "Lotsen") -> list[Document]:
    return [{"municipality": f"municipality/{slug}", "label": label} for slug in municipalities]


def pays(stream: str | None = None, said_by: str = "activity", label: str = "", **values: Any) -> Document:
    """A financing statement."""
    named = {"stream": f"financing_stream/{stream}"} if stream else {}
    return {"said_by": said_by, "label": label or stream or "pengar", "stream_inferred": False, **named, **values}


def vik(*municipalities: str) -> Document:
    """The area that all examples lie in."""
    return a("area/vik", municipalities=[f"municipality/{slug}" for slug in municipalities])


def found(code: str, documents: list[Document], on: dt.date = TODAY) -> list[Finding]:
    """What one rule finds."""
    catalogue = Catalogue.of(documents, on)
    return [finding for rule in rules() if rule.code == code for finding in rule.findings(catalogue)]
