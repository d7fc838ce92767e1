"""What was published and withdrawn: the page, its filters and its pages, never a draft."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activities.models import Activity, Function
from federations.models import Area, Municipality
from samverkan.pages import changes
from samverkan.publishing.models import Revision
from samverkan.publishing.publish import publish, withdraw
from tests.factories import (
    OFFICE,
    ActivityFactory,
    AreaFactory,
    FederationFactory,
    FunctionFactory,
    MunicipalityFactory,
    PartnerFactory,
    published,
)

pytestmark = pytest.mark.django_db
CHANGES = "/andringar/"


@pytest.fixture
def area() -> Area:
    return AreaFactory.create(slug="sjuharad", name="Norr")


@pytest.fixture
def vik(area: Area) -> Municipality:
    vik = MunicipalityFactory.create(slug="vik", name="Vik", owners=[area])
    area.municipalities.create(municipality=vik, position=1)
    return vik


@pytest.fixture
def lotsen(area: Area, vik: Municipality) -> Activity:
    """Published with all that it refers to, as r1."""
    function = FunctionFactory.create(slug="trana", name="Träna", position=1)
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", area=area, function=function, placed_in=[vik])
    published(activity, note="Första gången")
    return activity


def text(client: Client, address: str = CHANGES, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def acts(page: str) -> list[int]:
    """The revisions that the page tells of."""
    return [int(number) for number in re.findall(r'<h2 id="r(\d+)">', page)]


def names(page: str) -> list[str]:
    """The entries that the page tells of, in order."""
    return re.findall(r"<li>(?:<a [^>]*>)?([^<]+)(?:</a>)? <small>", page)


def again(activity: Activity, note: str = "", **values: str) -> None:
    fresh = Activity.objects.get(pk=activity.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save()
    published(fresh, note=note)


def test_revisions_come_newest_first_with_office_note_and_what_changed(client: Client, lotsen: Activity) -> None:
    again(lotsen, "Kortare", summary="Stöd.", purpose="Arbete.")
    page = text(client)
    assert acts(page) == [2, 1]
    newest, first = page.split('id="r1"')
    assert "Redaktionen i Provköping · Kortare" in newest
    assert "Ändrat: Kort sagt, Syfte" in newest
    assert 'href="/verksamheter/lotsen/historik/?fran=r1&amp;till=r2"' in newest
    assert "Första publiceringen" in first
    assert "historik" not in first
    assert text(client, "/verksamheter/lotsen/historik/?fran=r1&till=r2")


def test_a_withdrawal_is_told_with_a_way_to_what_was_said(client: Client, lotsen: Activity) -> None:
    withdraw([lotsen], OFFICE, "Upphört")
    page = text(client).split('id="r1"')[0]
    assert '<a href="/verksamheter/lotsen/historik/">Lotsen</a>' in page
    assert "Återkallad" in page
    published(lotsen)
    assert "Tillbaka i katalogen" in text(client)


def test_drafts_are_nowhere(client: Client, lotsen: Activity) -> None:
    lotsen.name = "Hemligt namn"
    lotsen.save()
    ActivityFactory.create(name="Hemligt utkast", slug="utkast", area=lotsen.area)
    MunicipalityFactory.create(slug="ort", name="Hemlig ort")
    found = [text(client, f"{address}?bekraftelser=1") for address in (CHANGES, "/andringar.atom")]
    assert [page for page in found if "Heml" in page or "utkast" in page] == []


def test_what_moved_out_of_a_municipality_is_found_there_too(client: Client, lotsen: Activity) -> None:
    lotsen.placements.all().delete()
    lotsen.placements.create(municipality=MunicipalityFactory.create(slug="mark"), label="Lotsen", position=1)
    published(lotsen)
    again(lotsen, summary="Nytt.")
    assert acts(text(client, f"{CHANGES}?kommun=vik")) == [2, 1]
    assert acts(text(client, f"{CHANGES}?kommun=mark")) == [3, 2]


@pytest.mark.parametrize("query", ["kommun=vik", "omrade=sjuharad", "funktion=trana", "sort=activity"])
def test_a_withdrawn_activity_is_found_where_it_was(client: Client, lotsen: Activity, query: str) -> None:
    withdraw([lotsen], OFFICE)
    assert acts(text(client, f"{CHANGES}?{query}")) == [2, 1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kommun=vik", {"Norr", "Vik", "Lotsen"}),
        ("omrade=sjuharad", {"Norr", "Vik", "Träna", "Lotsen", "Försäkringskassan"}),
        ("funktion=trana", {"Träna", "Lotsen"}),
        ("sort=activity", {"Lotsen", "Andra"}),
        ("sort=activity&kommun=vik", {"Lotsen"}),
        ("sort=activity&sort=function&omrade=sjuharad", {"Lotsen", "Träna"}),
        ("kommun=finns-inte", set()),
        ("sort=finns-inte", set()),
    ],
)
def test_filters_find_what_lies_there_and_the_entry_itself(
    client: Client, lotsen: Activity, query: str, found: set[str]
) -> None:
    published(PartnerFactory.create(slug="fk", name="Försäkringskassan"))
    other = AreaFactory.create(slug="annat", name="Annat")
    function = FunctionFactory.create(slug="annan", name="Annan", owners=[other])
    published(ActivityFactory.create(slug="andra", name="Andra", area=other, function=function, owners=[other]))
    assert set(names(text(client, f"{CHANGES}?{query}"))) == found


def test_a_federation_is_found_by_its_members(client: Client, lotsen: Activity, vik: Municipality) -> None:
    federation = FederationFactory.create(slug="norra", name="Norra", area=lotsen.area)
    federation.members.create(municipality=vik, position=1)
    published(federation)
    assert "Norra" in names(text(client, f"{CHANGES}?kommun=vik"))


def test_the_form_keeps_what_the_address_says(client: Client, lotsen: Activity) -> None:
    page = text(client, f"{CHANGES}?kommun=vik&sort=activity&bekraftelser=1&vid=r1")
    for kept in ('value="vik" selected', 'value="activity" selected', 'value="1" checked', 'name="vid" value="r1"'):
        assert kept in page
    assert 'type="application/atom+xml"' in page
    assert 'href="/andringar.atom?kommun=vik&amp;sort=activity&amp;bekraftelser=1&amp;vid=r1"' in page


def test_what_is_empty_or_malformed_is_ignored(client: Client, lotsen: Activity) -> None:
    page = text(client, f"{CHANGES}?kommun=&omrade=%00&funktion=<b>&sort=A+B&okand=1&bekraftelser=ja&fore=")
    assert acts(page) == [1]
    assert "<b>" not in page


@pytest.mark.parametrize(("query", "status"), [("fore=igar", 400), ("fore=120", 400), ("vid=r9", 404), ("vid=x", 400)])
def test_bad_places_are_answered_by_a_page_of_ours(client: Client, lotsen: Activity, query: str, status: int) -> None:
    for address in (CHANGES, "/andringar.atom"):
        assert "Samverkanskatalogen" in text(client, f"{address}?{query}", status)


def test_confirmations_are_told_apart_and_only_when_asked_for(client: Client, lotsen: Activity) -> None:
    again(lotsen, verified_on="2026-10", verified_by="Kommunen")
    assert acts(text(client)) == [1]
    page = text(client, f"{CHANGES}?bekraftelser=1&kommun=vik")
    assert acts(page) == [2, 1]
    assert re.search(r'Bekräftade: <a href="/verksamheter/lotsen/">Lotsen</a></p>', page)
    assert "Lotsen" not in names(page.split('id="r1"')[0])


def test_a_moment_limits_what_is_told_and_links_keep_it(client: Client, lotsen: Activity) -> None:
    again(lotsen, summary="Nytt.")
    page = text(client, f"{CHANGES}?vid=r1")
    assert acts(page) == [1]
    assert 'href="/verksamheter/lotsen/?vid=r1"' in page


def test_a_page_begins_before_a_revision_and_never_shifts(
    client: Client, lotsen: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "REVISIONS", 2)
    for number in range(4):
        again(lotsen, summary=f"Text {number}")
    first = text(client, f"{CHANGES}?kommun=vik")
    assert acts(first) == [5, 4]
    assert 'href="/andringar/?kommun=vik&amp;fore=r4"' in first
    second = text(client, f"{CHANGES}?kommun=vik&fore=r4")
    assert acts(second) == [3, 2]
    again(lotsen, summary="Senare")
    assert acts(text(client, f"{CHANGES}?kommun=vik&fore=r4")) == [3, 2]
    last = text(client, f"{CHANGES}?kommun=vik&fore=r2")
    assert acts(last) == [1]
    assert "Äldre ändringar" not in last
    assert 'href="/andringar/?kommun=vik">Till de nyaste' in last
    assert "Inga ändringar" in text(client, f"{CHANGES}?fore=r1")
    assert acts(text(client, f"{CHANGES}?fore=r999999999")) == [6, 5]


def test_a_revision_too_long_for_a_page_goes_on_where_it_was_cut(
    client: Client, area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(area)
    function = Function.objects.get(pk=FunctionFactory.create(slug="trana").pk)
    publish([function], OFFICE)
    activities = [
        ActivityFactory.create(slug=f"post-{n}", name=f"P{n}", area=area, function=function) for n in range(5)
    ]
    publish([Activity.objects.get(pk=activity.pk) for activity in activities], OFFICE)
    monkeypatch.setattr(changes, "EVENTS", 2)
    address, found = CHANGES, []
    while address:
        page = text(client, address)
        found += names(page)
        older = re.search(r'href="([^"]+)">Äldre', page)
        address = older[1].replace("&amp;", "&") if older else ""
        assert len(found) < 20, "the pages must end"
    assert len(found) == len(set(found)) == sum(revision.events.count() for revision in Revision.objects.all())
    assert found[:5] == ["P0", "P1", "P2", "P3", "P4"]


def test_the_empty_catalogue_has_no_changes(client: Client) -> None:
    assert "Inga ändringar" in text(client)


def test_the_page_is_linked_from_every_page_and_in_the_site_map(client: Client, lotsen: Activity) -> None:
    assert 'href="/andringar/">Ändringar</a>' in text(client, "/om/")
    assert "/andringar/</loc>" in text(client, "/sitemap.xml")
    assert 'type="application/atom+xml" title="Ändringar" href="/andringar.atom"' in text(client, "/")


@pytest.mark.parametrize("address", [CHANGES, "/andringar.atom"])
def test_many_changes_ask_the_database_as_much_as_few(client: Client, lotsen: Activity, address: str) -> None:
    def asked() -> int:
        text(client, address)  # Once a revision a process asks whether words were removed.
        with CaptureQueriesContext(connection) as captured:
            text(client, f"{address}?kommun=vik&bekraftelser=1")
        return len(captured)

    again(lotsen, summary="Två")
    few = asked()
    for number in range(6):
        again(lotsen, summary=f"Text {number}")
    again(lotsen, verified_on="2026-10")
    assert asked() == few <= 4
