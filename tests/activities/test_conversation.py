"""What is saved to bring to a conversation: it lives in the address, is carried along, and is kept nowhere."""

import logging

import pytest
from django.test import Client

from activities.models import Activity, Contact, ContactUse
from samverkan.logs import WithoutSecrets
from samverkan.publishing.publish import withdraw
from tests.factories import OFFICE, ActivityFactory, AreaFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotsen() -> Activity:
    area = AreaFactory.create(slug="sjuharad")
    one = ActivityFactory.create(slug="lotsen", name="Lotsen", area=area, way_in={"required_documents": ["Ansökan"]})
    ContactUse.objects.create(activity=one, contact=Contact.objects.create(office="Kansliet", phone="033-35 51 41"))
    published(one, ActivityFactory.create(slug="sara", name="SARA", area=area))
    return one


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("lotsen")
def test_an_activity_is_saved_by_a_link_to_the_same_page(client: Client) -> None:
    assert 'href="/verksamheter/lotsen/?samtal=lotsen"' in text(client, "/verksamheter/lotsen/")
    saved = text(client, "/verksamheter/lotsen/?samtal=sara,lotsen")
    assert 'href="/verksamheter/lotsen/?samtal=sara"' in saved
    assert 'href="/samtal/?samtal=sara,lotsen">Till samtalet (2)' in saved


@pytest.mark.usefixtures("lotsen")
def test_the_finder_s_answers_stay_when_one_of_them_is_saved(client: Client) -> None:
    assert 'href="/hitta/?alder=30&amp;samtal=lotsen"' in text(client, "/hitta/?alder=30")
    assert '<input type="hidden" name="samtal" value="lotsen">' in text(client, "/hitta/?alder=30&samtal=lotsen")


@pytest.mark.usefixtures("lotsen")
@pytest.mark.parametrize("address", ["/", "/verksamheter/", "/verksamheter/sara/", "/hitta/?alder=30", "/samtal/"])
def test_every_page_carries_the_list_along_and_shows_what_holds_now(client: Client, address: str) -> None:
    page = text(client, f"{address}{'&' if '?' in address else '?'}samtal=lotsen")
    assert 'href="/forbund/?samtal=lotsen"' in page
    assert "Visa nu" not in page


@pytest.mark.usefixtures("lotsen")
def test_the_list_says_what_to_bring_and_whom_to_call_in_the_order_of_saving(client: Client) -> None:
    page = text(client, "/samtal/?samtal=sara,lotsen,sara,FEL!,borta")
    assert page.index(">SARA</a>") < page.index(">Lotsen</a>")
    assert page.count(">SARA</a>") == 1
    assert "Skicka med: Ansökan" in page
    assert "033-35 51 41" in page
    assert "”borta” finns inte i katalogen" in page
    assert 'href="/samtal/?samtal=lotsen,borta"' in page


def test_what_was_withdrawn_says_so(client: Client, lotsen: Activity) -> None:
    withdraw([lotsen], OFFICE)
    assert "”lotsen” finns inte i katalogen" in text(client, "/samtal/?samtal=lotsen")
    assert ">Lotsen</a>" in text(client, "/samtal/?samtal=lotsen&vid=r1")


@pytest.mark.usefixtures("lotsen")
def test_nothing_saved_tells_how_to_save(client: Client) -> None:
    assert "Du har inte sparat något ännu" in text(client, "/samtal/")


@pytest.mark.usefixtures("lotsen")
def test_the_list_is_kept_by_nobody(client: Client) -> None:
    response = client.get("/samtal/?samtal=lotsen")
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not response.cookies
    line = '"GET /samtal/?samtal=lotsen HTTP/1.1" 200, "GET /verksamheter/?kommun=vik&samtal=lotsen,sara HTTP/1.1" 200'
    record = logging.LogRecord("django.server", logging.INFO, "", 0, line, (), None)
    WithoutSecrets().filter(record)
    assert record.getMessage() == '"GET /samtal/?… HTTP/1.1" 200, "GET /verksamheter/?kommun=vik&samtal=… HTTP/1.1" 200'


@pytest.mark.usefixtures("lotsen")
def test_the_current_page_stays_the_current_page_when_something_is_saved(client: Client) -> None:
    assert "Föreslå ändring" in text(client, "/verksamheter/lotsen/?samtal=lotsen")
    assert "Föreslå ändring" not in text(client, "/verksamheter/lotsen/?vid=r1")
