"""Pages of federations, partners and sources: what stands there, and what held on a day."""

import pytest
from django.test import Client

from federations.models import Federation, FederationName, Member
from samverkan.publishing.publish import withdraw
from tests.factories import OFFICE, ActivityFactory, FederationFactory, MunicipalityFactory, PartnerFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def federation() -> Federation:
    federation = FederationFactory.create(
        slug="norra", name="Norra förbundet", vision="Alla i arbete.", founded="2005", activities_listed=["Okänt team"]
    )
    federation.goals.create(text="Sju av tio går vidare.", percent=70, base="Alla deltagare")
    Member.objects.create(federation=federation, municipality=MunicipalityFactory.create(name="Vik"), since="2005")
    late = MunicipalityFactory.create(name="Bro")
    Member.objects.create(federation=federation, municipality=late, since="2014-01", position=1)
    FederationName.objects.create(federation=federation, name="Viks förbund", since="2005", until="2013")
    FederationName.objects.create(federation=federation, name="Norra förbundet", since="2014-01", position=1)
    published(federation)
    return federation


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_a_federation_shows_what_it_wants_with_the_goal_s_own_base(client: Client, federation: Federation) -> None:
    page = text(client, "/forbund/norra/")
    assert "Alla i arbete." in page
    assert "70 %" in page
    assert "Mäts på: Alla deltagare" in page


def test_both_lists_stand_there_what_it_names_and_what_names_it(client: Client, federation: Federation) -> None:
    activity = ActivityFactory.create(name="Lotsen", area=federation.area)
    activity.financing.create(label="Norra förbundet", federation=federation)
    published(activity)
    page = text(client, "/forbund/norra/")
    assert "Okänt team" in page
    assert "Lotsen" in page
    assert "verksamhetens egen uppgift" in page


def test_on_a_day_only_the_members_and_the_name_of_that_day_are_shown(client: Client, federation: Federation) -> None:
    then = text(client, "/forbund/norra/?datum=2010-01-01")
    assert "Vik" in then
    assert "Bro" not in then
    assert "Hette då Viks förbund." in then
    assert "Bro" in text(client, "/forbund/norra/?datum=2015-01-01")


def test_a_federation_is_not_listed_on_a_day_before_it_was_founded(client: Client, federation: Federation) -> None:
    assert "Norra förbundet" in text(client, "/forbund/")
    assert "Norra förbundet" not in text(client, "/forbund/?datum=2004-12-31")
    assert "Inga samordningsförbund" in text(client, "/forbund/?datum=2004-12-31")


def test_a_withdrawn_federation_answers_410(client: Client, federation: Federation) -> None:
    withdraw([federation], OFFICE)
    text(client, "/forbund/norra/", 410)
    text(client, "/forbund/finns-inte/", 404)


def test_a_partner_goes_by_the_name_of_the_day(client: Client) -> None:
    partner = PartnerFactory.create(name="Regionen")
    partner.names.create(name="Landstinget", until="2011")
    published(partner)
    assert "Landstinget" in text(client, "/parter/?datum=2010-01-01")
    assert "Landstinget" not in text(client, "/parter/")


def test_partners_lead_to_the_activities_that_they_take_part_in(client: Client) -> None:
    partner = PartnerFactory.create(slug="fk", name="Försäkringskassan")
    activity = ActivityFactory.create(name="Lotsen")
    activity.partners.create(label="Försäkringskassan", partner=partner)
    published(activity, ActivityFactory.create(name="Annan"))
    assert 'href="/verksamheter/?part=fk"' in text(client, "/parter/")
    listed = text(client, "/verksamheter/?part=fk")
    assert "Lotsen" in listed
    assert "Annan" not in listed


@pytest.mark.parametrize(
    "address", ["/om/", "/oppna-data/", "/tillganglighet/", "/parter/", "/forbund/", "/finansiering/"]
)
def test_pages_stand_also_in_an_empty_catalogue(client: Client, address: str) -> None:
    assert "<h1>" in text(client, address)


def test_a_day_that_is_no_date_is_refused_with_what_to_write(client: Client, federation: Federation) -> None:
    assert "2010-01-01" in text(client, "/forbund/?datum=nyss", 400)


def test_links_carry_the_chosen_moment_and_day_on(client: Client, federation: Federation) -> None:
    assert 'href="/forbund/norra/?vid=r1&amp;datum=2010-01-01"' in text(client, "/forbund/?vid=r1&datum=2010-01-01")
