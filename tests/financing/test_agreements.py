"""Agreements: what they must contain, when they need a notice clause, and how they are told."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from activities.models import CoveringAgreement
from financing.agreement_rules import checklist, missing, needs_notice, notice_complaint, shares_complaint
from financing.models import Agreement, AgreementParty
from samverkan.publishing.documents import Refused, build, validate
from samverkan.publishing.publish import publish
from tests.admin.forms import unchanged
from tests.api.asking import json_of
from tests.factories import OFFICE, ActivityFactory, AgreementFactory, published

WHOLE: Any = {
    "purpose": "Syfte",
    "goals": "Mål",
    "target_group": "Målgrupp",
    "plan": "Plan",
    "commitments": None,
    "parties": [{"commitment": "Lokal", "cost_kr_per_year": 100_000, "cost_percent": None}],
    "costs": None,
    "budget": None,
    "expected_effects": "Effekt",
    "evaluation_plan": None,
    "evaluation_steps": [{"what": "Rapport", "due": None}],
}
LONG = {"period_start": "2016-08-01", "period_end": "2019-07-31"}


def test_the_seven_contents_stand_in_the_source_s_order_and_each_can_be_missing() -> None:
    assert [content.code for content, is_in in checklist(WHOLE) if is_in] == [
        "purpose",
        "goals",
        "plan",
        "commitments",
        "costs",
        "expected_effects",
        "evaluation_plan",
    ]
    emptied = {"purpose", "target_group", "plan", "parties", "expected_effects", "evaluation_steps"}
    assert len(missing(WHOLE | dict.fromkeys(emptied))) == 7


def test_commitments_are_told_only_when_every_party_has_one() -> None:
    silent = {"commitment": None, "cost_kr_per_year": None, "cost_percent": None}
    assert [content.code for content in missing(WHOLE | {"parties": [*WHOLE["parties"], silent]})] == ["commitments"]


@pytest.mark.parametrize(
    ("start", "end", "endless", "expected"),
    [
        ("2016-08-01", "2019-07-31", None, True),
        ("2007-07-01", "2007-12-31", None, False),
        ("2007-01-01", "2007-12-31", None, False),  # A year, to the day.
        ("2007-01-01", "2008-01-01", None, True),
        ("2007", "2008", None, False),  # It may be the last day and the first.
        ("2007", "2009", None, True),
        ("2007", None, None, False),
        (None, None, True, True),
    ],
)
def test_what_is_certainly_longer_than_a_year_needs_a_notice_clause(
    start: str | None, end: str | None, endless: bool | None, expected: bool
) -> None:
    assert needs_notice(start, end, endless) is expected
    assert bool(notice_complaint(start, end, endless, None)) is expected
    assert notice_complaint(start, end, endless, "Tre månader.") is None


def test_shares_of_the_cost_may_leave_a_rest_but_are_never_more_than_everything() -> None:
    assert shares_complaint([69, None]) is None
    assert shares_complaint([50, 50]) is None
    assert "110 procent" in str(shares_complaint([60, 50]))


@pytest.mark.django_db
def test_a_long_agreement_without_a_clause_is_refused_when_concluded_and_allowed_while_negotiated() -> None:
    agreement = AgreementFactory.create(concluded=False, **LONG)
    agreement.full_clean()
    assert validate(build(agreement)) == []
    agreement.concluded = True
    with pytest.raises(ValidationError, match="uppsägningsklausul"):
        agreement.full_clean()
    agreement.save()
    with pytest.raises(Refused, match="längre än ett år"):
        publish([agreement], OFFICE)
    agreement.notice_clause = "Kan sägas upp när tjänsten inte upprätthålls."
    agreement.save()
    assert published(agreement)


@pytest.mark.django_db
def test_bad_agreements_are_told_what_is_wrong() -> None:
    agreement = AgreementFactory.create(period_start="2009", period_end="2007", decided_on="2007-10")
    agreement.parties.create(label="Kommunen", cost_percent=60)
    agreement.parties.create(label="Regionen", cost_percent=50)
    document = build(agreement)
    document["budget"] = [{"year": 2016, "amount_kr": 1}, {"year": 2016, "amount_kr": None}]
    assert {fault.path for fault in validate(document)} == {"period", "parties", "budget"}
    endless = document["period"] | {"start": None, "end": "2019", "until_further_notice": True}
    assert "period" in {fault.path for fault in validate(document | {"period": endless})}
    assert "decided_on" in {fault.path for fault in validate(document | {"decided_on": "2007-02-30"})}


@pytest.fixture
def agreement() -> Agreement:
    """An agreement that covers an activity, whose rest of the cost nobody is said to pay."""
    agreement = AgreementFactory.create(slug="aktiv", name="Aktiv", period_end="2007-12-31", period_extendable=True)
    AgreementParty.objects.create(agreement=agreement, label="Försäkringskassan", cost_percent=69)
    activity = ActivityFactory.create(slug="stodet", name="Stödet")
    CoveringAgreement.objects.create(activity=activity, agreement=agreement)
    published(activity, agreement)
    return agreement


@pytest.mark.django_db
@pytest.mark.usefixtures("agreement")
def test_the_page_tells_parties_period_what_is_missing_and_what_it_covers(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        page = client.get("/overenskommelser/aktiv/").content.decode()
    assert "till 31 december 2007, kan förlängas · har löpt ut enligt uppgiften" in page
    assert "69 %" in page
    assert "Kostnader: finns" in page
    assert 'Syfte: <em class="unknown">ingen uppgift</em>' in page
    assert '<a href="/verksamheter/stodet/">Stödet</a>' in page
    assert '<a href="/overenskommelser/aktiv/">Aktiv</a>' in client.get("/verksamheter/stodet/").content.decode()
    assert "Aktiv" in client.get("/overenskommelser/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("agreement")
def test_partners_get_the_agreement_and_what_ends_with_it() -> None:
    assert json_of("/agreements/aktiv")["parties"][0]["cost_percent"] == 69
    [ending] = json_of("/endings", "on=2008-01-01")["results"]
    assert [(loss["cause"], loss["about"], loss["extendable"]) for loss in ending["losses"]] == [
        ("agreement", "aktiv", True)
    ]


@pytest.mark.django_db
def test_the_coordinator_may_save_a_draft_and_is_told_what_it_lacks(admin_client: Client) -> None:
    agreement = AgreementFactory.create(**LONG)
    address = reverse("admin:financing_agreement_change", args=[agreement.pk])
    response = admin_client.post(address, unchanged(admin_client, address))
    assert response.status_code == 302
    told = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert "säger inget om syfte, mål och målgrupp," in told
    assert "längre än ett år" in told
    refused = admin_client.post(address, unchanged(admin_client, address) | {"concluded": "true"})
    assert "uppsägningsklausul (regionens måldokument, rad 72)" in refused.content.decode()
