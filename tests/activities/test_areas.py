"""Several areas: one is chosen, and one without described activities promises none, but says where to turn."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from activities.editions.pdf import Printable
from tests.editions import frozen
from tests.factories import ActivityFactory, AreaFactory, FactFactory, FederationFactory, MunicipalityFactory, published
from tests.pdfs import all_words, opened, tags

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_areas(settings: object) -> None:
    """Norr has an activity in Vik; of Söder, with Dal, only a federation is known, whose members are not."""
    vik, dal = (MunicipalityFactory.create(slug=name.lower(), name=name) for name in ("Vik", "Dal"))
    settings.DEFAULT_AREA = "norr"  # type: ignore[attr-defined]
    norr = AreaFactory.create(slug="norr", name="Norr", municipalities=[vik])
    soder = AreaFactory.create(slug="soder", name="Söder", description="Här är lite känt.", municipalities=[dal])
    federation = FederationFactory.create(slug="dals", name="Nya Dals förbund", area=soder, founded="2005")
    federation.names.create(name="Gamla Dals förbund", since="2005", until="2013-12")
    federation.names.create(name="Nya Dals förbund", since="2014-01", position=1)
    published(norr, soder, federation, ActivityFactory.create(slug="lotsen", name="Lotsen", area=norr, placed_in=[vik]))


def main(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]).split())


def test_the_first_page_keeps_its_matrix_and_lets_one_choose_another_area(client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'href="/matris/soder/"' in page
    assert "Söder – inga verksamheter beskrivna" in page
    assert "Lotsen" in page


@pytest.mark.parametrize("address", ["/", "/hitta/"])
def test_who_chooses_a_municipality_sees_whether_anything_is_described_there(client: Client, address: str) -> None:
    page = " ".join(client.get(address).content.decode().split())
    assert '<optgroup label="Norr"> <option value="vik">Vik</option>' in page
    assert '<optgroup label="Söder – inga verksamheter beskrivna"> <option value="dal">Dal</option>' in page


@pytest.mark.parametrize("address", ["/matris/soder/", "/kommuner/dal/", "/hitta/?kommun=dal&alder=30"])
def test_where_nothing_is_described_a_plain_word_and_where_to_turn(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    client.get(address)  # What a process learns of a revision it learns once.
    with django_assert_max_num_queries(4):
        page = client.get(address).content.decode()
    name = "Söder" if "matris" in address else "Dal"
    assert f"Katalogens källor beskriver inga verksamheter i {name}. Det betyder inte att det saknas stöd där." in page
    assert "ring kommunens växel" in page
    assert 'href="/forbund/dals/"' in page
    assert "ingen uppgift" not in page
    assert "Lotsen" not in page


@pytest.mark.parametrize("query", ["q=dal", "kommun=dal"])
def test_a_list_without_hits_says_that_nothing_is_described_there(client: Client, query: str) -> None:
    page = client.get(f"/verksamheter/?{query}").content.decode()
    assert "Katalogens källor beskriver inga verksamheter i Dal." in page
    assert 'href="/kommuner/dal/"' in page
    assert "Det som ligger närmast" not in page
    assert "beskriver inga verksamheter" not in main(client, "/verksamheter/?kommun=vik&funktion=finns-inte")
    assert "beskriver inga verksamheter" not in main(client, "/verksamheter/?q=xyzzy")


def test_what_is_known_of_the_area_stands_there(client: Client) -> None:
    page = main(client, "/matris/soder/")
    assert "Här är lite känt." in page
    assert "Dal" in page


def test_an_area_whose_municipalities_nobody_names_still_leads_to_its_federation(client: Client) -> None:
    published(FederationFactory.create(name="Ödets förbund", area=AreaFactory.create(slug="od", name="Öd")))
    page = main(client, "/matris/od/")
    assert "Ödets förbund" in page
    assert "Kommuner uppgift saknas" in page


def test_nobody_is_made_a_member_by_a_source_that_names_none(client: Client) -> None:
    page = main(client, "/kommuner/dal/")
    assert "Källan säger inte vilka kommuner som är medlemmar i områdets förbund." in page
    assert "Inget förbund i katalogen nämner kommunen som medlem." in main(client, "/kommuner/vik/")


@pytest.mark.parametrize("address", ["/forbund/", "/forbund/dals/", "/matris/soder/", "/kommuner/dal/"])
def test_a_federation_goes_by_the_name_of_the_day(client: Client, address: str) -> None:
    assert "Nya Dals förbund" in main(client, address)
    then = main(client, f"{address}?datum=2013-12-31")
    assert "Gamla Dals förbund" in then
    assert "Heter nu Nya" in then or "Nya Dals förbund" not in then


def test_a_described_area_or_municipality_is_shown_as_ever(client: Client) -> None:
    assert "Lotsen" in main(client, "/matris/norr/")
    assert "Lotsen" in main(client, "/kommuner/vik/")
    assert "1 verksamhet" in main(client, "/hitta/?kommun=vik")
    assert "Katalogens källor beskriver inga" not in main(client, "/matris/norr/?funktion=finns-inte")


def test_the_printed_edition_has_the_facts_and_no_empty_grid() -> None:
    fact = FactFactory.create(name="Hur många", topic="need", statement="De är många.")
    fact.figures.create(label="Antal", lost=True)
    published(fact)
    book = opened(Printable.of(frozen()).make())
    assert tags(book).count("/Table") == 1
    told = all_words(book)
    assert "Matrisen för Norr" in told
    assert "Matrisen för Söder Katalogens källor beskriver inga verksamheter i Söder. Kommuner: Dal" in told
    assert "Uppgifter om samverkan Behov Hur många De är många." in told
    assert "Antal: uppgift saknas (siffran har fallit bort ur avskriften)" in told
