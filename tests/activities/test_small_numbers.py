"""No public table lets a reader work out a count from 1 to 4, by whatever sums and differences."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.followups.small_numbers import (
    AMONG_PARTICIPANTS,
    BY_SEX,
    COUNTS,
    FEW,
    FINISHED,
    OUTCOMES,
    PARTICIPANTS,
    WITHHELD,
    View,
    protected,
    revealed,
)

steady = settings(max_examples=400, deadline=None, derandomize=True, database=None)
GROUPS = ((*BY_SEX, PARTICIPANTS), (*OUTCOMES, FINISHED))
Exact = dict[str, int | None]


def table(**counts: int | None) -> Exact:
    return {**dict.fromkeys(COUNTS), **counts}


@st.composite
def tables(draw: st.DrawFn) -> Exact:
    """Exact counts that can be true together, many of them small; some parts unknown."""
    size = draw(st.sampled_from([5, 8, 25]))
    some = st.integers(0, size)
    by_sex = [draw(some) for _name in BY_SEX]
    total = sum(by_sex)
    within = st.integers(0, total)
    finished = draw(within)
    outcomes, left = [], finished
    for _name in OUTCOMES:
        outcomes.append(draw(st.integers(0, left)))
        left -= outcomes[-1]
    found = table(participants=total, finished=finished, waiting=draw(some))
    found |= {name: draw(within) for name in AMONG_PARTICIPANTS}
    if draw(st.booleans()):
        found |= dict(zip(BY_SEX, by_sex, strict=True))
    if draw(st.booleans()):
        found |= dict(zip(OUTCOMES, outcomes, strict=True))
    return found | dict.fromkeys(draw(st.sets(st.sampled_from([FINISHED, *AMONG_PARTICIPANTS]))))


def agrees(counts: Exact, view: View) -> bool:
    """Whether counts could be the truth behind what is public, by rules written here once more."""
    emptied = {name for group in GROUPS if is_emptied(view, group) for name in group}
    for name, count in counts.items():
        shown = view[name]
        if count is None or count < 0:
            if shown is not None or count is not None:
                return False
        elif shown == FEW:
            if not 1 <= count <= 4:
                return False
        elif shown == WITHHELD:
            if name not in emptied and 1 <= count <= 4:
                return False
        elif shown != count:
            return False
    return is_consistent(counts)


def is_emptied(view: View, group: tuple[str, ...]) -> bool:
    return all(view[name] in (WITHHELD, None) for name in group)


def is_consistent(counts: Exact) -> bool:
    by_sex, outcomes = ([counts[name] for name in names] for names in (BY_SEX, OUTCOMES))
    total, finished = counts[PARTICIPANTS], counts[FINISHED]
    if None not in by_sex and sum(filter(None, by_sex)) != total:
        return False
    known = [count for name in (*AMONG_PARTICIPANTS, FINISHED) if (count := counts[name]) is not None]
    reached = sum(filter(None, outcomes))
    return max([reached, *known]) <= (total or 0) and (finished is None or reached <= finished)


def others(counts: Exact, view: View, name: str) -> Iterator[Exact]:
    """Tables in which one small count differs. All else that is hidden is as low as can be, which bounds the least."""
    hidden = {one for one in COUNTS if view[one] in (FEW, WITHHELD)} - {name}
    low = {one: 1 if view[one] == FEW else 0 for one in hidden}
    for count in {1, 2, 3, 4} - {counts[name]}:
        told: Exact = {**counts, **low, name: count}
        reached = sum(told[one] or 0 for one in OUTCOMES)
        for finished in range(reached, reached + 6) if FINISHED in hidden else [told[FINISHED]]:
            for by_sex in product(*(candidates(told, view, one, hidden) for one in BY_SEX)):
                totals = range(41) if PARTICIPANTS in hidden else [told[PARTICIPANTS]]
                totals = [sum(filter(None, by_sex))] if PARTICIPANTS in hidden and None not in by_sex else totals
                for total in totals:
                    people = dict(zip(BY_SEX, by_sex, strict=True))
                    yield {**told, **people, FINISHED: finished, PARTICIPANTS: total}


def candidates(told: Exact, view: View, name: str, hidden: set[str]) -> list[int | None]:
    if name not in hidden:
        return [told[name]]
    return [1, 2, 3, 4] if view[name] == FEW else [*range(41)]


@steady
@given(tables())
def test_every_small_count_has_another_value_that_agrees_with_all_that_is_public(counts: Exact) -> None:
    view = protected(counts)
    assert agrees(counts, view)
    assert not [count for count in view.values() if isinstance(count, int) and 1 <= count <= 4]
    for name in [name for name in COUNTS if view[name] == FEW]:
        assert any(agrees(other, view) for other in others(counts, view, name)), (name, view)


@steady
@given(tables())
def test_protecting_twice_is_protecting_once_and_nothing_is_withheld_without_need(counts: Exact) -> None:
    view = protected(counts)
    assert protected(view) == view
    assert {name for name, count in view.items() if count is None} == {name for name in COUNTS if counts[name] is None}
    if not any(count in (1, 2, 3, 4) for count in counts.values()):
        assert view == counts


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"participants": 13, "women": 3, "men": 10, "sex_unknown": 0}, {"women": FEW, "men": WITHHELD}),
        ({"participants": 5, "women": 2, "men": 3, "sex_unknown": 0}, {"women": FEW, "men": FEW}),
        ({"participants": 40, "finished": 21, **dict.fromkeys(OUTCOMES, 0), "to_work": 1, "to_practice": 20},
         {"to_work": FEW, "to_practice": WITHHELD}),
        ({"finished": 21, **dict.fromkeys(OUTCOMES, 0), "to_work": 1, "to_practice": 20},
         {"to_work": FEW, "to_practice": WITHHELD}),
    ],
)  # fmt: skip
def test_what_would_give_a_small_count_away_is_withheld_with_it(counts: Exact, shown: View) -> None:
    exact = table(**counts)
    assert protected(exact) == {**exact, **shown}


def test_a_table_in_which_nothing_else_helps_is_withheld_whole() -> None:
    """Four outcomes of one each among fewer than five finished can only be one each."""
    ones = dict.fromkeys(OUTCOMES, 1) | {"to_none": 0}
    view = protected(table(participants=4, finished=4, **ones))
    assert {view[name] for name in (*OUTCOMES, FINISHED)} == {WITHHELD}
    told = {**table(participants=13), "women": FEW, "men": 10, "sex_unknown": 0}
    assert revealed(told) == ["women"]


def test_it_stays_quick_for_the_largest_counts() -> None:
    view = protected(table(participants=100_000, women=3, men=99_997, sex_unknown=0))
    assert view["men"] == WITHHELD
