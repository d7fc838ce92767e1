"""Small numbers are protected: counts from 1 to 4 are told as fewer than 5, and no sum or difference reveals them.

A pure function from exact counts to what may be public; `results.in_words` tells it. A count that is FEW is 1–4. A
count is WITHHELD where it would otherwise give a small one away; it is then 0 or at least 5, unless the whole of its
group is withheld, when it may be anything. What a reader can conclude is computed from just that and from the sums and
bounds that hold between counts.
"""

from collections.abc import Iterable, Iterator, Mapping

FEWEST = 5  # The smallest count from 1 that is told.
FEW = "few"
WITHHELD = "withheld"
Shown = int | str | None  # A count as it is public: its number, FEW, WITHHELD, or unknown.
View = Mapping[str, Shown]

PARTICIPANTS, FINISHED = "participants", "finished"
BY_SEX = ("women", "men", "sex_unknown")
OUTCOMES = ("to_work", "to_practice", "to_studies", "to_other", "to_none")
AMONG_PARTICIPANTS = ("with_plan", "continued")
COUNTS = (PARTICIPANTS, *BY_SEX, *AMONG_PARTICIPANTS, FINISHED, *OUTCOMES, "waiting")
# Each group's parts and what they sum to, or cannot be more than.
_GROUPS = ((OUTCOMES, FINISHED), (BY_SEX, PARTICIPANTS))


def protected(counts: View) -> dict[str, Shown]:
    """Counts as they may be public. What is FEW or WITHHELD already stays so."""
    view = {name: FEW if isinstance(count, int) and 0 < count < FEWEST else count for name, count in counts.items()}
    while names := revealed(view):
        view |= dict.fromkeys(_next_withheld(view, names), WITHHELD)
    return view


def revealed(view: View) -> list[str]:
    """The small counts that a reader can work out exactly."""
    return [name for name in COUNTS if view.get(name) == FEW and len(list(_possible(view, name))) < 2]


def _next_withheld(view: View, names: list[str]) -> list[str]:
    """What to withhold next for the sake of revealed counts: a told part of their group, its whole, else all of it."""
    for parts, whole in _GROUPS:
        if not {*parts, whole} & set(names):
            continue
        told = sorted((view[name] == 0, view[name], name) for name in parts if isinstance(view.get(name), int))
        if told:
            return [told[0][-1]]
        if isinstance(view.get(whole), int):
            return [whole]
        group = [name for name in (*parts, whole) if view.get(name) not in (None, WITHHELD)]
        if group:
            return group
    return names


def _possible(view: View, name: str) -> Iterator[int]:
    """The values from 1 to 4 that a small count can have, by all that is public."""
    domains = _domains(view)
    for value in range(1, FEWEST):
        if _is_possible(view, domains | {name: 1 << value}):
            yield value


# Sets of possible counts are written as the bits of a whole number: bit n stands for n.


def _domains(view: View) -> dict[str, int]:
    """What each count that is stated can be, taken alone; up to a bound beyond all that can matter."""
    most = sum(count for count in view.values() if isinstance(count, int)) + FEWEST * len(COUNTS)
    everything = (1 << (most + 1)) - 1
    few = sum(1 << value for value in range(1, FEWEST))
    emptied = {name for parts, whole in _GROUPS for name in _withheld_group(view, (*parts, whole))}
    return {
        name: (
            1 << shown
            if isinstance(shown, int)
            else few
            if shown == FEW
            else everything
            if name in emptied
            else everything & ~few
        )
        for name, shown in view.items()
        if shown is not None
    }


def _withheld_group(view: View, names: Iterable[str]) -> list[str]:
    stated = [name for name in names if view.get(name) is not None]
    return stated if all(view[name] == WITHHELD for name in stated) else []


def _is_possible(view: View, domains: dict[str, int]) -> bool:
    """Whether some counts of these domains agree with the sums and bounds that hold between counts."""
    whole = domains.get(PARTICIPANTS)
    if whole is None:
        return _least_finished(domains) is not None
    if all(name in domains for name in BY_SEX):
        whole &= _sums([domains[name] for name in BY_SEX], whole.bit_length())
    finished = _least_finished(domains)
    if finished is None:
        return False
    least = max([finished, *(_least(domains[name]) for name in AMONG_PARTICIPANTS if name in domains)])
    return bool(whole >> least)


def _least_finished(domains: dict[str, int]) -> int | None:
    """The fewest that can have finished: not fewer than the outcomes of theirs; None where that cannot be."""
    outcomes = sum(_least(domains[name]) for name in OUTCOMES if name in domains)
    if FINISHED not in domains:
        return outcomes
    enough = domains[FINISHED] >> outcomes
    return outcomes + _least(enough) if enough else None


def _least(domain: int) -> int:
    return (domain & -domain).bit_length() - 1


def _sums(domains: list[int], most: int) -> int:
    """What one of each domain can sum to, below `most`."""
    total, mask = 1, (1 << most) - 1
    for domain in domains:
        found = 0
        for start, end in _runs(domain):
            found |= _spread(total << start, end - start) & mask
        total = found
    return total


def _runs(domain: int) -> Iterator[tuple[int, int]]:
    """The first and last of each run of neighbours in a domain."""
    place = 0
    while domain:
        gap = _least(domain)
        domain >>= gap
        length = _least(~domain)
        yield place + gap, place + gap + length - 1
        domain >>= length
        place += gap + length


def _spread(bits: int, further: int) -> int:
    """Each bit, and as many after it."""
    reached = 0
    while reached < further:
        step = min(reached + 1, further - reached)
        bits |= bits << step
        reached += step
    return bits
