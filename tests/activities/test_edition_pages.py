"""Editions as readers see them: as they were, citable, and comparable with one another."""

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activities.models import Activity
from federations.models import Municipality
from samverkan.publishing.models import Edition
from samverkan.publishing.publish import withdraw
from tests.editions import frozen
from tests.factories import OFFICE, ActivityFactory, AreaFactory, FunctionFactory, MunicipalityFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    places = [MunicipalityFactory.create(slug=slug, name=slug.title()) for slug in ("vik", "nas")]
    area = AreaFactory.create(slug="norr", name="Norr", municipalities=places)
    function = FunctionFactory.create(slug="trana", name="Träna", position=4)
    activity = ActivityFactory.create(
        slug="lotsen", name="Lotsen", area=area, function=function, described=True, placed_in=places[:1]
    )
    published(activity)
    return activity


def changed(activity: Activity, summary: str = "Alldeles ny text.") -> None:
    activity.summary = summary
    activity.save()
    published(activity)


def another(activity: Activity, slug: str, name: str) -> Activity:
    place = Municipality.objects.get(slug="nas")
    other = ActivityFactory.create(
        slug=slug, name=name, area=activity.area, function=activity.function, placed_in=[place]
    )
    published(other)
    return other


@pytest.fixture
def editions(activity: Activity) -> tuple[Edition, Edition]:
    """One activity stays but changes, one goes and one comes."""
    gone = another(activity, "borta", "Borta")
    first = frozen("Våren")
    withdraw([gone], OFFICE)
    changed(activity)
    another(activity, "ny", "Nykomling")
    return first, frozen("Hösten")


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_the_list_names_every_edition_newest_first_with_its_pdf(
    client: Client, editions: tuple[Edition, Edition]
) -> None:
    page = text(client, "/utgavor/")
    assert page.index("Utgåva 2: Hösten") < page.index("Utgåva 1: Våren")
    assert 'href="/utgavor/1/katalog.pdf"' in page


def test_without_editions_the_list_is_calmly_empty(client: Client) -> None:
    assert "Ingen utgåva fanns" in text(client, "/utgavor/")


def test_an_edition_shows_matrix_and_entries_as_they_were(client: Client, editions: tuple[Edition, Edition]) -> None:
    first, second = (text(client, f"/utgavor/{number}/") for number in (1, 2))
    vid = f"?vid=r{editions[0].revision_id}"
    matrix, rest = first.split("</table>")
    for part in (matrix, rest):
        assert f'href="/verksamheter/lotsen/{vid}"' in part
        assert f'href="/verksamheter/borta/{vid}"' in part
        assert "Nykomling" not in part
    assert "Borta" not in second
    assert "Nykomling" in second
    assert "Alldeles ny" not in text(client, f"/verksamheter/lotsen/{vid}")
    assert "Borta" in text(client, f"/verksamheter/borta/{vid}")


def test_no_draft_is_in_an_edition(client: Client, activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(name="Hemligt", summary="Hemligt")
    ActivityFactory.create(name="Hemligt utkast", area=activity.area, function=activity.function)
    frozen()
    activity.refresh_from_db()
    published(activity)
    frozen()
    assert "emligt" not in text(client, "/utgavor/1/")
    assert "Hemligt" in text(client, "/utgavor/jamfor/1/2/")


def test_an_edition_says_how_it_is_cited(client: Client, activity: Activity, settings: LazySettings) -> None:
    settings.SITE_URL = "https://katalogen.example.se"
    frozen("Hösten", "Ett *förord*.")
    page = " ".join(text(client, "/utgavor/1/").split())
    assert "<em>förord</em>" in page
    cited = "Samverkanskatalogen, utgåva 1: Hösten. Redaktionen i Provköping, 22 november 2026."
    assert f'{cited} <span class="address">https://katalogen.example.se/utgavor/1/</span>' in page
    assert 'href="/utgavor/1/katalog.pdf"' in page


def test_each_area_has_its_matrix(client: Client, activity: Activity) -> None:
    dal = MunicipalityFactory.create(name="Dal")
    other = AreaFactory.create(slug="soder", name="Söder", municipalities=[dal])
    third = AreaFactory.create(slug="oster", name="Öster", municipalities=[MunicipalityFactory.create(name="Ed")])
    published(other, third, ActivityFactory.create(area=other, placed_in=[dal]))
    frozen()
    page = text(client, "/utgavor/1/")
    assert page.count('<table class="matrix"') == 2
    assert 'id="matris-norr">Norr<' in page
    assert 'id="matris-soder">Söder<' in page
    assert "Katalogens källor beskriver inga verksamheter i Öster." in page


def test_a_comparison_tells_what_came_what_went_and_what_changed(
    client: Client, editions: tuple[Edition, Edition]
) -> None:
    page = text(client, "/utgavor/jamfor/1/2/")
    plain = " ".join(page.split())
    first, second = (edition.revision_id for edition in editions)
    assert "Nya: 1 · Borttagna: 1 · Ändrade: 1 · Antal: från 2 till 2" in page
    matrix, entries = plain.split("<h2>Verksamheter</h2>")
    assert "Nytt i rutorna" in matrix.split("Nas: Nykomling")[0]
    assert "Borta ur rutorna" in matrix.split("Nas: Borta")[0]
    assert f'<h3>Nya</h3> <ul><li><a href="/verksamheter/ny/?vid=r{second}">Nykomling</a>' in entries
    assert f'<h3>Borttagna</h3> <ul><li><a href="/verksamheter/borta/?vid=r{first}">Borta</a>' in entries
    assert "– Kort sagt" in entries
    assert "Alldeles ny text." in entries
    assert "funktioner (1)" in matrix


def test_editions_that_say_the_same_say_so(client: Client, activity: Activity) -> None:
    frozen()
    activity.verified_on = "2026-11"
    activity.save()
    published(activity)
    frozen()
    page = text(client, "/utgavor/jamfor/1/2/")
    assert "Inga poster har kommit till, tagits bort eller ändrats." in page
    assert "1 post har bekräftats däremellan" in page


def test_many_changes_lead_to_the_histories_instead_of_standing_in_full(
    client: Client, editions: tuple[Edition, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("activities.editions.contents.MOST_WHOLE", 0)
    page = text(client, "/utgavor/jamfor/1/2/")
    first, second = (edition.revision_id for edition in editions)
    assert "Alldeles ny text." not in page
    address = f"/verksamheter/lotsen/historik/?fran=r{first}&amp;till=r{second}"
    assert f'href="{address}"' in page
    assert "Alldeles ny text." in text(client, address.replace("&amp;", "&"))


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/utgavor/jamfor/2/1/", "/utgavor/jamfor/1/2/"),
        ("/utgavor/jamfor/?fran=1&till=2", "/utgavor/jamfor/1/2/"),
        ("/utgavor/jamfor/?fran=2&till=1", "/utgavor/jamfor/1/2/"),
        ("/utgavor/jamfor/?fran=2&till=2", "/utgavor/jamfor/2/2/"),
        ("/utgavor/jamfor/?fran=2&till=1&vid=r7", "/utgavor/jamfor/1/2/?vid=r7"),
        ("/utgavor/jamfor/", "/utgavor/"),
        ("/utgavor/jamfor/?fran=1&till=9", "/utgavor/"),
        ("/utgavor/jamfor/?fran=x&till=%00", "/utgavor/"),
    ],
)
def test_the_choice_of_two_leads_to_their_comparison_whichever_comes_first(
    client: Client, editions: tuple[Edition, Edition], address: str, leads_to: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, leads_to)


def test_an_edition_beside_itself_is_answered_kindly(client: Client, editions: tuple[Edition, Edition]) -> None:
    assert "Utgåva 2 står på båda sidor" in text(client, "/utgavor/jamfor/2/2/")


@pytest.mark.parametrize(
    "address",
    [
        "/utgavor/3/",
        "/utgavor/0/",
        "/utgavor/3/katalog.pdf",
        "/utgavor/jamfor/1/3/",
        "/utgavor/jamfor/3/3/",
        f"/utgavor/{'9' * 30}/",
        f"/utgavor/jamfor/1/{'9' * 30}/",
        "/utgavor/-1/",
        "/utgavor/1/?vid=r1",
        "/utgavor/1/katalog.pdf?vid=r1",
    ],
)
def test_an_edition_that_is_not_there_is_not_found(
    client: Client, editions: tuple[Edition, Edition], address: str
) -> None:
    assert "Samverkanskatalogen" in text(client, address, 404)


def test_in_the_past_there_are_the_editions_of_then(client: Client, editions: tuple[Edition, Edition]) -> None:
    vid = f"?vid=r{editions[0].revision_id}"
    assert "Hösten" not in text(client, f"/utgavor/{vid}")
    assert "Våren" in text(client, f"/utgavor/{vid}")
    assert "Våren" in text(client, f"/utgavor/1/{vid}")
    text(client, f"/utgavor/2/{vid}", 404)


def test_a_day_does_not_alter_an_edition(client: Client, editions: tuple[Edition, Edition]) -> None:
    page = text(client, "/utgavor/1/?datum=1999-01-01")
    assert "vad som gällde den" not in page
    assert page.partition("<main")[2] == text(client, "/utgavor/1/").partition("<main")[2]


def test_script_in_an_edition_s_words_is_shown_as_text(client: Client, activity: Activity) -> None:
    attack = "<script>alert(1)</script>"
    frozen(attack, attack)
    changed(activity, attack)
    frozen(attack, attack)
    for address in ("/utgavor/", "/utgavor/1/", "/utgavor/jamfor/1/2/"):
        page = text(client, address)
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)" in page


ADDRESSES = ("/utgavor/", "/utgavor/1/", "/utgavor/jamfor/1/2/")


def queries(client: Client) -> dict[str, int]:
    asked = {}
    text(client, ADDRESSES[0])  # Once a revision a process asks whether words were removed.
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as captured:
            text(client, address)
        asked[address] = len(captured)
    return asked


def test_a_page_asks_the_database_as_much_for_many_entries_as_for_one(
    client: Client, activity: Activity, settings: LazySettings
) -> None:
    frozen()
    changed(activity)
    frozen()
    few = queries(client)
    rest = {"area": activity.area, "function": activity.function}
    some = ActivityFactory.create_batch(25, **rest)
    published(*some)
    for number in range(3):
        changed(activity, f"Text {number}")
        frozen()
    assert queries(client) == few
    assert few == {"/utgavor/": 2, "/utgavor/1/": 4, "/utgavor/jamfor/1/2/": 8}


def test_the_footer_and_the_site_map_lead_to_the_editions(client: Client, activity: Activity) -> None:
    assert 'href="/utgavor/"' in text(client, "/")
    assert "/utgavor/</loc>" in text(client, "/sitemap.xml")
