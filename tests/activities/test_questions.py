"""The finder asks what some activity in play depends on, and forgets what nobody can have meant."""

from collections import Counter

from activities.finder.eligibility import match
from activities.finder.questions import FOLLOWS, JUDGED, QUESTIONS, Answers, worth_asking
from federations.vocabulary import Situation
from samverkan.publishing.kinds import Document
from tests.activities.people import AREA, TODAY, VIK, activity, criterion, group


def asked(answers: Answers, *activities: Document) -> dict[str, int]:
    matches = match([VIK, AREA, *activities], answers.circumstances(), TODAY)
    needs = Counter(frozenset(one.needs) for one in matches)
    return {one.question.name: one.activities for one in worth_asking(needs, answers)[1]}


def test_every_situation_is_asked_for_or_follows_from_an_answer() -> None:
    codes = Counter(code for question in QUESTIONS for code in question.codes)
    assert codes.keys() | FOLLOWS.keys() == set(Situation)
    assert not codes.keys() & FOLLOWS.keys()


def test_no_two_questions_go_by_one_name() -> None:
    names = [question.name for question in QUESTIONS]
    assert len(set(names)) == len(names)


def test_only_what_an_activity_in_play_depends_on_is_asked() -> None:
    painful, far = (
        activity(criteria=[criterion("pain")]),
        activity([{"municipality": AREA}], criteria=[criterion("man")]),
    )
    assert asked(Answers.read({"kommun": "vik"}), painful, far) == {"smarta": 1}
    assert asked(Answers.read({"kommun": "vik"}), painful, painful) == {"smarta": 2}


def test_an_answer_stays_to_be_changed() -> None:
    assert asked(Answers.read({"kommun": "vik", "smarta": "nej"}), activity(criteria=[criterion("pain")])) == {
        "smarta": 0
    }


def test_the_question_of_authorities_stands_for_all_that_follows_from_it() -> None:
    known = activity(criteria=[criterion("known_to_two_authorities")])
    assert asked(Answers.read({}), known) == {"myndigheter": 1}


def test_only_officers_are_asked_for_what_authorities_judge() -> None:
    judged = activity(criteria=[criterion("needs_cooperation")])
    assert asked(Answers.read({"fragar": "jag"}), judged) == {}
    assert asked(Answers.read({"fragar": "lakare"}), judged) == {"samarbete": 1}
    assert len(JUDGED) == 7


def test_groups_that_are_left_out_can_be_asked_for() -> None:
    assert asked(Answers.read({}), activity(exclusions=[group("awaiting_prison")])) == {"fangelse": 1}


def test_what_cannot_be_understood_is_not_answered() -> None:
    strange = {"kommun": "VIK!", "alder": "-3", "manader": "999", "smarta": "kanske", "fragar": "kungen", "x": "y"}
    answers = Answers.read(strange)
    assert not answers.any
    assert answers.circumstances().known == {}


def test_of_answers_that_contradict_each_other_the_first_question_s_stands() -> None:
    answers = Answers.read({"sjukskriven": "nej", "vardcentral": "ja", "manader": "3"})
    person = answers.circumstances()
    assert person.known["sick_leave_by_health_centre"] is False
    assert person.sick_months is None


def test_part_time_sick_leave_is_not_full_time() -> None:
    person = Answers.read({"sjukskriven": "delvis", "manader": "4"}).circumstances()
    assert (person.known["sick_leave"], person.known["sick_leave_full"], person.sick_months) == (True, False, 4)
