"""A municipality's page, activities on a day, the site map: what follows from places and periods."""

import re

import pytest
from django.test import Client

from activities.listing.paging import ROWS
from activities.models import Activity, Residence
from tests.factories import (
    ActivityFactory,
    AreaFactory,
    FederationFactory,
    FunctionFactory,
    MunicipalityFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    here, there = MunicipalityFactory.create(slug="vik", name="Vik"), MunicipalityFactory.create(slug="bro", name="Bro")
    area = AreaFactory.create(slug="sjuharad", name="Norr", municipalities=[here, there])
    function = FunctionFactory.create(slug="trana", name="Träna", position=4)
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", area=area, function=function, placed_in=[here])
    Residence.objects.create(activity=activity, municipality=there)
    published(activity)
    return activity


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_a_municipality_shows_what_stands_there_function_by_function(client: Client, activity: Activity) -> None:
    page = text(client, "/kommuner/vik/")
    assert "Träna" in page
    assert 'href="/verksamheter/lotsen/"' in page
    assert "annan plats" not in page


def test_residence_is_not_placement(client: Client, activity: Activity) -> None:
    page = text(client, "/kommuner/bro/")
    assert "ingen uppgift" in page
    assert "Finns på annan plats men tar emot boende här" in page
    assert "Lotsen" in page


def test_an_unknown_municipality_is_404(client: Client, activity: Activity) -> None:
    text(client, "/kommuner/atlantis/", 404)


def dated(activity: Activity, **period: object) -> None:
    for name, value in period.items():
        setattr(activity, f"period_{name}", value)
    activity.save()
    published(activity)


def test_on_a_day_after_its_stated_end_an_activity_is_left_out(client: Client, activity: Activity) -> None:
    dated(activity, start="2007-07-01", end="2007-12-31")
    for address in ("/verksamheter/", "/matris/sjuharad/", "/kommuner/vik/"):
        assert "Lotsen" in text(client, f"{address}?datum=2007-12-31"), address
        assert "Lotsen" not in text(client, f"{address}?datum=2008-01-01"), address


def test_without_a_day_what_is_past_its_period_is_shown_and_says_so(client: Client, activity: Activity) -> None:
    dated(activity, start="2007-07-01", end="2007-12-31", extendable=True)
    assert "Perioden slutade 31 december 2007" in text(client, "/verksamheter/lotsen/")
    assert "ingen förlängning är noterad" in text(client, "/verksamheter/lotsen/")


def test_an_activity_of_stated_length_ends_when_it_has_run_out(client: Client, activity: Activity) -> None:
    dated(activity, start="2007-23", months=24)
    assert "Lotsen" in text(client, "/verksamheter/?datum=2009-11-30")
    assert "Lotsen" not in text(client, "/verksamheter/?datum=2009-12-01")
    assert "skulle den pågå till 2009" in text(client, "/verksamheter/lotsen/")


def test_on_a_day_what_has_no_period_is_shown_and_marked(client: Client, activity: Activity) -> None:
    assert "okänd period" in text(client, "/matris/sjuharad/?datum=2010-01-01")
    assert "okänd period" in text(client, "/verksamheter/?datum=2010-01-01")
    assert "okänd period" not in text(client, "/matris/sjuharad/")


def test_the_site_map_lists_what_is_published_and_robots_lead_to_it(client: Client, activity: Activity) -> None:
    ActivityFactory.create(slug="hemligt-utkast", area=activity.area, function=activity.function)
    found = text(client, "/sitemap.xml")
    assert "/verksamheter/lotsen/</loc><lastmod>" in found
    assert "hemligt" not in found
    assert "/sitemap.xml" in text(client, "/robots.txt")


def test_an_activity_names_its_federation_as_it_was_called_on_the_day(client: Client) -> None:
    federation = FederationFactory.create(slug="umea", name="Umeåregionen")
    federation.names.create(name="Umeå", since="2005", until="2013-12")
    federation.names.create(name="Umeåregionen", since="2014-01")
    activity = ActivityFactory.create(slug="lotsen")
    activity.financing.create(label="Pengar", federation=federation)
    published(federation, activity)
    assert "Umeåregionen" in client.get("/verksamheter/lotsen/").content.decode()
    then = client.get("/verksamheter/lotsen/?datum=2010-01-01").content.decode()
    assert "Umeåregionen" not in then
    assert "Umeå" in then


def test_what_many_offer_in_a_municipality_comes_a_page_at_a_time_part_by_part(
    client: Client, activity: Activity
) -> None:
    here, there = activity.placements.get().municipality, Residence.objects.get().municipality
    gap = FunctionFactory.create(slug="tomt", name="Inget här", position=5)
    rest = {"area": activity.area, "function": activity.function}
    placed = [ActivityFactory.create(placed_in=[here], **rest) for _ in range(ROWS)]
    taking = [ActivityFactory.create(placed_in=[there], **rest) for _ in range(3)]
    for one in taking:
        Residence.objects.create(activity=one, municipality=here)
    published(*placed, *taking, gap)
    first, last = (text(client, f"/kommuner/vik/?sida={number}").partition("<main")[2] for number in (1, 2))
    shown = [re.findall(r'href="/verksamheter/([a-z0-9-]+)/"', page) for page in (first, last)]
    assert len(shown[0]) == ROWS
    assert sorted(shown[0] + shown[1]) == sorted(["lotsen", *(one.slug for one in [*placed, *taking])])
    assert ["annan plats" in page for page in (first, last)] == [False, True]
    assert [">Träna<" in page for page in (first, last)] == [True, True]
    assert [page.count("ingen uppgift") for page in (first, last)] == [0, 1], "a gap is told once, in its place"
    assert 'href="/kommuner/vik/?sida=2" rel="next"' in first
    assert "Sida 2 av 2" in last


def test_what_fits_on_one_page_is_not_paged(client: Client, activity: Activity) -> None:
    page = text(client, "/kommuner/vik/?sida=2")
    assert "Lotsen" in page
    assert "Sida " not in page
    assert 'rel="next"' not in page
