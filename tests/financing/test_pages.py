"""Pages of financing streams: law, validity, shares, and who is paid according to whom."""

import pytest
from django.test import Client

from financing.models import FinancingStream
from samverkan.publishing.publish import withdraw
from tests.factories import OFFICE, ActivityFactory, FinancingStreamFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream() -> FinancingStream:
    stream = FinancingStreamFactory.create(
        slug="miljarden", name="Miljarden", valid_from="2007", valid_until="2009", legal_basis=["Överenskommelse 2005"]
    )
    stream.contribution_shares.create(payer_kind="state", payer="Staten", percent=75)
    stream.contribution_shares.create(payer_kind="region", payer="Regionen", percent=25, position=1)
    published(stream)
    return stream


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_a_stream_shows_law_validity_and_shares_in_words_and_figures(client: Client, stream: FinancingStream) -> None:
    page = text(client, "/finansiering/miljarden/")
    assert "Överenskommelse 2005" in page
    assert "Staten står för 75 procent och Regionen står för 25 procent." in page
    assert "Har upphört enligt uppgiften." in page


def test_unknown_shares_are_said_to_be_unknown(client: Client) -> None:
    published(FinancingStreamFactory.create(slug="frisam", name="Frisam"))
    assert "uppgift saknas" in text(client, "/finansiering/frisam/")


def test_who_is_paid_stands_with_who_says_so(client: Client, stream: FinancingStream) -> None:
    activity = ActivityFactory.create(name="Solhem")
    activity.financing.create(label="Miljarden", stream=stream, said_by="financing_stream")
    published(activity)
    page = text(client, "/finansiering/miljarden/")
    assert "Solhem" in page
    assert "finansieringsformens översikt" in page


def test_a_stream_is_listed_only_on_days_of_its_validity(client: Client, stream: FinancingStream) -> None:
    assert "Miljarden" in text(client, "/finansiering/?datum=2009-12-31")
    assert "Miljarden" not in text(client, "/finansiering/?datum=2010-01-01")


def test_a_withdrawn_stream_answers_410(client: Client, stream: FinancingStream) -> None:
    withdraw([stream], OFFICE)
    text(client, "/finansiering/miljarden/", 410)
    text(client, "/finansiering/finns-inte/", 404)
