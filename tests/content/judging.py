"""How good the answers to the judged searches are: recall, precision and mean reciprocal rank."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

SEARCHES = Path(__file__).parents[1] / "data" / "searches.json"


@dataclass(frozen=True)
class Judged:
    """A search with the activities that answer it, and the half of the list that it belongs to."""

    query: str
    right: list[str]
    half: str


@dataclass(frozen=True)
class Measures:
    """Means over searches. One that nothing answers is right when it finds nothing."""

    recall: float
    precision: float
    reciprocal_rank: float


def judged(half: str) -> list[Judged]:
    """The searches of a half: what the search was tuned on, or what was held back."""
    rows = [Judged(**row) for row in json.loads(SEARCHES.read_text("utf-8"))]
    return [row for row in rows if row.half == half]


def measured(searches: Iterable[Judged], answer: Callable[[str], list[str]]) -> Measures:
    """How good the answers are, given what finds slugs, the best first."""
    found = [(one, answer(one.query)) for one in searches]
    return Measures(
        fmean(_share(one.right, slugs) for one, slugs in found),
        fmean(_share(slugs, one.right) for one, slugs in found),
        fmean(_reciprocal_rank(one.right, slugs) for one, slugs in found),
    )


def _share(wanted: list[str], among: list[str]) -> float:
    return fmean(slug in among for slug in wanted) if wanted else 1.0


def _reciprocal_rank(right: list[str], slugs: list[str]) -> float:
    if not right:
        return float(not slugs)
    return next((1 / place for place, slug in enumerate(slugs, start=1) if slug in right), 0.0)
