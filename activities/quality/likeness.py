"""Which texts are nearly the same: runs of words (shingles) in an inverted index, so that work grows with the text."""

import re
from dataclasses import dataclass

RUN = 5  # Words of a run: a chance agreement is rare, and a changed word breaks only five runs.
NEIGHBOURS = 4  # A run that many texts share compares each with the next few only: together they form a chain.
LEAST_RUNS = 12  # Below some fifteen words everything looks alike.
ENOUGH = 0.33


@dataclass(frozen=True)
class Likeness:
    """Another text that shares so many percent of the runs."""

    other: str
    percent: int
    runs: frozenset[str]

    def is_shared(self, text: str) -> bool:
        """Whether the other text has some of a text's runs."""
        return not self.runs.isdisjoint(runs_of(text))


def runs_of(text: str) -> set[str]:
    """Every run of words in a text."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def alike(texts: dict[str, str]) -> dict[str, list[Likeness]]:
    """For each text that has near twins those twins, the most alike first, three at most."""
    runs = {name: found for name, text in texts.items() if len(found := runs_of(text)) >= LEAST_RUNS}
    holders: dict[str, list[str]] = {}
    for name, found in runs.items():
        for run in found:
            holders.setdefault(run, []).append(name)
    shared: dict[tuple[str, str], int] = {}
    for names in holders.values():
        for place, name in enumerate(names):
            for other in names[place + 1 : place + 1 + NEIGHBOURS]:
                shared[name, other] = shared.get((name, other), 0) + 1
    twins: dict[str, list[Likeness]] = {}
    for (name, other), count in shared.items():
        part = count / min(len(runs[name]), len(runs[other]))
        if part >= ENOUGH:
            both = frozenset(runs[name] & runs[other])
            twins.setdefault(name, []).append(Likeness(other, round(100 * part), both))
            twins.setdefault(other, []).append(Likeness(name, round(100 * part), both))
    return {name: sorted(found, key=lambda one: (-one.percent, one.other))[:3] for name, found in twins.items()}
