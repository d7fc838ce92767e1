"""Activities and persons for tests of the finder, as plain documents: nothing here asks a database."""

import datetime as dt
from typing import Any

from activities.finder.circumstances import Circumstances
from activities.finder.eligibility import Match, match
from samverkan.publishing.kinds import Document

TODAY = dt.date(2026, 11, 23)
VIK: Document = {"kind": "municipality", "slug": "vik", "name": "Vik"}
NES: Document = {"kind": "municipality", "slug": "nes", "name": "Nes"}
AREA: Document = {"kind": "area", "slug": "bygden", "name": "Bygden", "municipalities": [VIK]}


def criterion(*situations: str, **more: Any) -> Document:
    return {
        "alternative": 1,
        "text": f"Villkor om {' '.join(situations)}",
        "situations": list(situations) or None,
        "combination": None,
        "months_max": None,
    } | more


def group(*situations: str, **more: Any) -> Document:
    return {"text": "Gruppen", "situations": list(situations) or None, "age_min": None, "age_max": None} | more


def federation(**target: Any) -> Document:
    whole = {"age_min": None, "age_max": None, "age_text": None, "priorities": None, "exclusions": None} | target
    members = [{"municipality": VIK}]
    return {"kind": "federation", "slug": "norra", "name": "Norra", "members": members, "target_group": whole}


def activity(placements: list[Document] | None = None, *, serves: bool | None = None, **target: Any) -> Document:
    """An activity in Vik that takes anybody; `target` says more."""
    whole = {
        "description": None,
        "age_min": None,
        "age_max": None,
        "age_text": None,
        "residence": None,
        "criteria": [],
        "exclusions": None,
        "priorities": None,
    } | target
    return {
        "kind": "activity",
        "slug": "stodet",
        "name": "Stödet",
        "serves_individuals": serves,
        "placements": [{"municipality": VIK}] if placements is None else placements,
        "period": {"start": None, "end": None, "months": None, "extendable": None},
        "financing": [],
        "target_group": whole,
    }


def paid_by(one: Document, *payers: Document) -> Document:
    said = [{"said_by": "activity", "federation": payer, "stream": None} for payer in payers]
    return one | {"financing": said}


def answer(one: Document, *beside: Document, **told: Any) -> Match:
    """The answer for a person who lives in Vik, unless told otherwise."""
    person = Circumstances(**{"municipality": "vik", **told})
    [found] = match([VIK, NES, AREA, *beside, one], person, TODAY)
    return found


def outcomes(found: Match, about: str) -> list[str]:
    return [reason.outcome.value for reason in found.reasons if reason.about == about]
