"""Fits, may fit or does not fit: each limit in three values, and what they come to."""

from typing import Any

import pytest

from activities.finder.eligibility import Verdict
from activities.finder.outcome import Outcome, every, some
from samverkan.publishing.kinds import Document
from tests.activities.people import AREA, NES, VIK, activity, answer, criterion, federation, group, outcomes, paid_by

FITS, MAY_FIT, NOT = Verdict.FITS, Verdict.MAY_FIT, Verdict.DOES_NOT_FIT


def test_all_of_some_hold_only_if_none_fails_or_is_unknown() -> None:
    holds, fails, told, stated = Outcome.HOLDS, Outcome.FAILS, Outcome.NOT_TOLD, Outcome.NOT_STATED
    assert [every([]), every([holds, holds]), every([holds, told]), every([told, fails])] == [holds, holds, told, fails]
    assert [some([]), some([fails, fails]), some([fails, stated]), some([stated, holds])] == [
        fails,
        fails,
        stated,
        holds,
    ]
    assert every([stated, told]) == some([told, stated]) == told  # What the asker can settle is named first.


def test_who_lives_where_it_stands_is_taken_where_residence_is_not_stated() -> None:
    assert answer(activity()).verdict == FITS
    found = answer(activity(), municipality="nes")
    assert (found.verdict, found.is_elsewhere) == (NOT, True)
    assert "Katalogen säger inget om" in found.reasons[0].sentence


def test_residence_is_not_placement() -> None:
    """001:278: an activity that stands in one municipality takes residents of another."""
    taking = activity([{"municipality": NES}], residence=[VIK])
    assert answer(taking).verdict == FITS
    assert answer(taking, municipality="nes").verdict == NOT
    assert answer(activity(residence=[AREA])).verdict == FITS
    assert answer(activity(residence=[AREA]), municipality="nes").verdict == NOT


def test_an_untold_home_and_an_unstated_place_are_told_apart() -> None:
    assert outcomes(answer(activity(), municipality=None), "residence") == ["not_told"]
    assert outcomes(answer(activity(placements=[])), "residence") == ["not_stated"]


@pytest.mark.parametrize(
    ("age", "verdict"), [(17, NOT), (18, FITS), (29, FITS), (30, NOT), (None, MAY_FIT), (0, NOT), (120, NOT)]
)
def test_ages_are_inclusive(age: int | None, verdict: Verdict) -> None:
    assert answer(activity(age_min=18, age_max=29), age=age).verdict == verdict


@pytest.mark.parametrize(
    ("age", "outcome"),
    [
        (15, "fails"),
        (16, "not_stated"),
        (17, "not_stated"),
        (18, "holds"),
        (64, "holds"),
        (65, "not_stated"),
        (68, "not_stated"),
        (69, "fails"),
    ],
)
def test_working_age_is_18_to_64_for_certain_and_16_to_68_at_the_most(age: int, outcome: str) -> None:
    """001:276, 001:354."""
    assert outcomes(answer(activity(age_text="yrkesverksam ålder"), age=age), "age") == [outcome]


def test_other_words_for_ages_are_left_to_the_reader() -> None:
    assert outcomes(answer(activity(age_text="mitt i livet"), age=40), "age") == ["not_stated"]


def test_a_silent_catalogue_sets_no_limit_of_age() -> None:
    """U-SAM has none (001:124)."""
    assert outcomes(answer(activity(), age=30), "age") == []


@pytest.mark.parametrize(
    ("combination", "told", "outcome"),
    [
        ("any", {"pain": True}, "holds"),
        ("any", {"pain": False}, "not_told"),
        ("any", {"pain": False, "unemployed": False}, "fails"),
        ("all", {"pain": True}, "not_told"),
        ("all", {"pain": False}, "fails"),
        (None, {"pain": True, "unemployed": True}, "holds"),
        (None, {"pain": False, "unemployed": False}, "fails"),
        (None, {"pain": True, "unemployed": False}, "not_stated"),
        (None, {"pain": True}, "not_told"),
    ],
)
def test_whether_one_of_several_is_enough_may_be_unsettled(
    combination: str | None, told: dict[str, bool], outcome: str
) -> None:
    found = answer(activity(criteria=[criterion("pain", "unemployed", combination=combination)]), told=told)
    assert outcomes(found, "criterion") == [outcome]


def test_one_alternative_is_enough_and_is_the_only_one_told() -> None:
    """001:703."""
    either = [criterion("unemployed"), criterion("sick_leave"), criterion("pain", alternative=2)]
    found = answer(activity(criteria=either), told={"pain": True, "unemployed": False})
    assert found.verdict == FITS
    assert [reason.alternative for reason in found.reasons if reason.about == "criterion"] == [2]
    found = answer(activity(criteria=either), told={"pain": False, "unemployed": False})
    assert found.verdict == NOT


def test_of_several_alternatives_that_hold_the_first_is_told_alone() -> None:
    either = [criterion("unemployed"), criterion("pain", alternative=2)]
    found = answer(activity(criteria=either), told={"unemployed": True, "pain": True})
    assert found.verdict == FITS
    assert [reason.alternative for reason in found.reasons if reason.about == "criterion"] == [1]


def test_alternatives_that_are_still_open_are_told_with_an_or() -> None:
    either = [criterion("unemployed"), criterion("pain", alternative=2), criterion("man", alternative=3)]
    found = answer(activity(criteria=either), told={"woman": True})
    assert found.verdict == MAY_FIT
    told = [reason.sentence for reason in found.reasons if reason.about == "criterion"]
    assert [sentence.startswith("Eller: ") for sentence in told] == [False, True]


@pytest.mark.parametrize(("months", "verdict"), [(6, FITS), (7, NOT), (None, MAY_FIT)])
def test_sick_leave_may_have_a_longest_time(months: int | None, verdict: Verdict) -> None:
    """001:278."""
    rule = criterion("sick_leave_risk", "sick_leave", combination="any", months_max=6)
    found = answer(activity(criteria=[rule]), told={"sick_leave_full": True}, sick_months=months)
    assert found.verdict == verdict
    assert found.needs == ({"sick_months"} if months is None else set())


def test_what_authorities_judge_rules_nobody_out_until_it_is_told() -> None:
    judged = activity(criteria=[criterion("unemployed"), criterion("ordinary_cooperation_insufficient")])
    assert answer(judged, told={"unemployed": True}).verdict == FITS
    denied = {"unemployed": True, "ordinary_cooperation_insufficient": False}
    assert answer(judged, told=denied).verdict == NOT


def test_a_criterion_in_words_alone_is_unknown_since_the_catalogue_does_not_settle_it() -> None:
    found = answer(activity(criteria=[criterion(text="Hindras av något")]))
    assert found.verdict == MAY_FIT
    assert outcomes(found, "criterion") == ["not_stated"]


def test_unknown_criteria_are_not_no_criteria() -> None:
    assert answer(activity(criteria=None)).verdict == MAY_FIT
    assert answer(activity(criteria=[])).verdict == FITS


def test_whom_the_own_text_leaves_out_does_not_fit() -> None:
    closed = activity(exclusions=[group("substance_abuse")])
    assert answer(closed, told={"substance_abuse": True}).verdict == NOT
    assert answer(closed, told={"substance_abuse": False}).verdict == FITS


def test_nobody_is_asked_to_deny_what_would_leave_them_out() -> None:
    found = answer(activity(exclusions=[group("substance_abuse")]))
    assert (found.verdict, found.needs) == (FITS, {"substance_abuse"})
    assert outcomes(found, "exclusion") == ["not_told"]


def test_the_federation_s_limits_are_told_apart_from_the_own_ones() -> None:
    """001:833."""
    payer = federation(exclusions=[group("substance_abuse")], age_max=64)
    found = answer(paid_by(activity(), payer), payer, told={"substance_abuse": True}, age=70)
    assert found.verdict == NOT
    failing = [reason for reason in found.reasons if reason.outcome == Outcome.FAILS]
    assert [(reason.about, reason.federation) for reason in failing] == [("age", payer), ("exclusion", payer)]
    assert all("Norra" in reason.sentence for reason in failing)


def test_of_several_federations_the_one_at_home_sets_the_limits() -> None:
    near = federation(age_max=64) | {"members": [{"municipality": None}, {"municipality": VIK}]}
    far = federation(age_max=29) | {"slug": "sodra", "name": "Södra", "members": [{"municipality": NES}]}
    shared = paid_by(activity(residence=[]), far, near)
    assert answer(shared, far, near, municipality="vik", age=40).verdict == FITS
    assert answer(shared, far, near, municipality="nes", age=40).verdict == NOT
    assert answer(shared, far, near, municipality=None, age=40).verdict == NOT  # Untold, both may be at home.


@pytest.mark.parametrize(
    ("own", "theirs", "age", "prioritised"),
    [
        ([group(age_min=19, age_max=29)], None, 22, True),
        ([group(age_min=19, age_max=29)], None, 30, False),
        ([group(age_min=19, age_max=29)], None, None, None),
        ([group("young_adult")], None, 27, None),
        (None, [group("young_adult")], 22, True),
        (None, None, 22, None),
        ([], None, 22, False),
    ],
)
def test_groups_that_go_first(
    own: list[Document] | None, theirs: list[Document] | None, age: int | None, prioritised: bool | None
) -> None:
    payer = federation(priorities=theirs)
    found = answer(paid_by(activity(priorities=own), payer), payer, age=age)
    assert found.prioritised is prioritised


def test_an_assignment_between_authorities_takes_nobody() -> None:
    found = answer(activity(serves=False))
    assert (found.verdict, [reason.about for reason in found.reasons]) == (NOT, ["individuals"])


@pytest.mark.parametrize(
    ("period", "told"), [({"end": "2009"}, True), ({"start": "2030"}, True), ({"start": "2007"}, False), ({}, False)]
)
def test_a_period_that_has_passed_is_told_but_decides_nothing(period: dict[str, Any], told: bool) -> None:
    one = activity()
    found = answer(one | {"period": one["period"] | period})
    assert found.verdict == FITS
    assert bool(outcomes(found, "period")) is told


def test_what_cannot_fit_asks_for_nothing_more() -> None:
    found = answer(activity(age_max=20, criteria=[criterion("pain")]), age=50)
    assert (found.verdict, found.needs) == (NOT, set())
