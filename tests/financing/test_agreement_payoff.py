"""A calculation of pay-off attached to an agreement: stored as what is stated, answered as the calculator does."""

from typing import Any

import pytest
from django.test import Client

from samverkan.publishing.documents import build, validate
from tests.api.asking import json_of
from tests.factories import AgreementFactory, published

pytestmark = pytest.mark.django_db
ASKED = {"payoff_participants": 100, "payoff_cost_per_participant_kr": 50_000, "payoff_stated_total_kr": 11_000_000}


def agreement(**about: Any) -> Any:
    made = AgreementFactory.create(slug="avtalet", **about)
    made.payers.create(name="Kassan", effect_kr=6_000_000, share_percent=50)
    made.payers.create(name="Kommunen", effect_kr=4_000_000, position=1)
    return made


def test_an_agreement_shows_its_calculation_with_the_assumptions_one_click_away(client: Client) -> None:
    published(agreement(**ASKED))
    page = " ".join(client.get("/overenskommelser/avtalet/").content.decode().replace("\u00a0", " ").split())
    assert "6 månader" in page
    assert '<th scope="row">Kassan</th>' in page
    assert "Oförklarad skillnad" in page
    assert "/aterbetalning/?deltagare=100&amp;kostnad=50000&amp;total=11" in page
    assert json_of("/agreements/avtalet")["payoff"]["payers"][1]["share_percent"] is None


def test_an_agreement_without_a_calculation_says_nothing_of_one(client: Client) -> None:
    published(AgreementFactory.create(slug="utan"))
    assert "återbetalning" not in client.get("/overenskommelser/utan/").content.decode()


TWICE = [({"share_percent": 60}, "110 procent"), ({"name": "kassan"}, "Samma namn")]


@pytest.mark.parametrize(("second", "words"), TWICE)
def test_a_calculation_that_cannot_be_is_refused_with_why(second: dict[str, Any], words: str) -> None:
    document = build(agreement(**ASKED))
    document["payoff"]["payers"][1] |= second
    assert words in " ".join(fault.message for fault in validate(document))
