"""What follows from what is told of a person, and nothing more."""

import pytest

from activities.finder.circumstances import Circumstances, Contradiction
from federations.vocabulary import Situation


def known(**told: bool) -> dict[str, bool]:
    return Circumstances(told=told).known


def test_what_is_not_told_is_unknown() -> None:
    assert Circumstances().known == {}


def test_a_narrower_situation_brings_the_wider_along() -> None:
    assert known(sick_leave_full=True)["sick_leave"]
    assert known(burnout=True)["mental_ill_health"]
    assert "sick_leave_full" not in known(sick_leave=True)


def test_without_the_wider_situation_there_is_none_of_the_narrower() -> None:
    found = known(sick_leave=False)
    assert (found["sick_leave_full"], found["sick_leave_by_health_centre"]) == (False, False)


def test_who_is_on_sick_leave_no_longer_only_risks_it() -> None:
    assert known(sick_leave_full=True)["sick_leave_risk"] is False
    assert "sick_leave" not in known(sick_leave_risk=False)


@pytest.mark.parametrize(
    ("number", "one", "several"), [(0, False, False), (1, True, False), (2, True, True), (5, True, True)]
)
def test_the_number_of_authorities_settles_how_many_one_is_known_to(number: int, one: bool, several: bool) -> None:
    found = Circumstances(authorities=number).known
    assert found == {
        "known_to_one_authority": one,
        "known_to_two_authorities": several,
        "several_authorities": several,
    }


@pytest.mark.parametrize(
    ("age", "young"), [(15, False), (16, None), (17, None), (18, True), (24, True), (25, None), (29, None), (30, False)]
)
def test_young_is_who_everybody_calls_young(age: int, young: bool | None) -> None:
    assert Circumstances(age=age).known.get(Situation.YOUNG_ADULT) is young


def test_months_on_sick_leave_tell_of_sick_leave() -> None:
    assert Circumstances(sick_months=3).known["sick_leave"]
    assert "sick_leave" not in Circumstances(sick_months=0).known


@pytest.mark.parametrize(
    "told",
    [
        {"sick_leave_full": True, "sick_leave": False},
        {"sick_leave": False, "sick_leave_by_health_centre": True},
        {"woman": True, "man": True},
        {"sick_leave": True, "sick_leave_risk": True},
    ],
)
def test_what_cannot_all_be_true_is_refused(told: dict[str, bool]) -> None:
    with pytest.raises(Contradiction):
        Circumstances(told=told)


def test_the_number_of_authorities_cannot_be_denied_beside_it() -> None:
    with pytest.raises(Contradiction):
        Circumstances(authorities=2, told={"several_authorities": False})
