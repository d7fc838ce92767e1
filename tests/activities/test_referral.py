"""May you refer? By the role that the catalogue gives, which is not the same as being a partner."""

from typing import Any

import pytest

from activities.finder.circumstances import Asker
from activities.finder.referral import May, referral
from samverkan.publishing.kinds import Document


def row(role: str, right: str = "refer") -> Document:
    return {"role": role, "text": f"{role} {right}", "right": right, "partner": None}


def route(*rows: Document, self_referral: str | None = None, known: bool = True) -> Any:
    return {"entry_route": {"referrers": list(rows) if known else None, "self_referral": self_referral}}


@pytest.mark.parametrize(
    ("role", "asker", "may"),
    [
        ("doctor", Asker.DOCTOR, May.REFER),
        ("doctor", Asker.CARE_STAFF, May.NO),
        ("care_staff", Asker.DOCTOR, May.REFER),
        ("social_services", Asker.MUNICIPALITY, May.NO),
        ("municipality", Asker.SOCIAL_SERVICES, May.REFER),
        ("region", Asker.CARE_STAFF, May.REFER),
        ("forsakringskassan", Asker.ARBETSFORMEDLINGEN, May.NO),
        ("partner_authority", Asker.FORSAKRINGSKASSAN, May.REFER),
        ("team", Asker.DOCTOR, May.NO),
    ],
)
def test_a_role_covers_those_who_have_it(role: str, asker: Asker, may: May) -> None:
    assert referral(route(row(role)), asker).may == may


def test_to_initiate_is_not_to_refer() -> None:
    """001:396: care staff may initiate, doctors refer."""
    one = route(row("doctor"), row("care_staff", "initiate"))
    assert referral(one, Asker.CARE_STAFF).may == May.INITIATE
    answer = referral(one, Asker.DOCTOR)
    assert (answer.may, answer.because) == (May.REFER, ("doctor refer",))


def test_who_else_may_refer_is_told() -> None:
    answer = referral(route(row("doctor"), row("team"), row("care_staff", "initiate")), Asker.FORSAKRINGSKASSAN)
    assert (answer.may, answer.others) == (May.NO, ("doctor refer", "team refer"))


def test_silence_about_referrers_is_not_a_no() -> None:
    assert referral(route(known=False), Asker.DOCTOR).may == May.NOT_STATED
    assert referral(route(known=False, self_referral="with_officer"), Asker.DOCTOR).may == May.APPLY_TOGETHER


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("yes", May.APPLY),
        ("with_officer", May.APPLY_TOGETHER),
        ("no", May.NO_APPLYING),
        (None, May.APPLYING_NOT_STATED),
    ],
)
@pytest.mark.parametrize("asker", [Asker.PERSON, Asker.RELATIVE, None])
def test_a_person_is_told_whether_one_can_apply(said: str | None, may: May, asker: Asker | None) -> None:
    assert referral(route(row("doctor"), self_referral=said), asker).may == may


def test_every_role_of_the_catalogue_is_settled() -> None:
    from activities.finder.referrers import COVERS
    from activities.vocabulary import ReferrerRole

    assert COVERS.keys() == set(ReferrerRole)
