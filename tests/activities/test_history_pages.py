"""The history of an activity, a federation and a stream: its versions, and any two of them side by side."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from activities.models import Activity
from samverkan.pages import history
from samverkan.publishing.models import Entry
from samverkan.publishing.publish import Author, publish, withdraw
from tests.factories import (
    OFFICE,
    ActivityFactory,
    AreaFactory,
    FederationFactory,
    FinancingStreamFactory,
    MunicipalityFactory,
    published,
)

pytestmark = pytest.mark.django_db
HISTORY = "/verksamheter/lotsen/historik/"


def say(entry: Entry, note: str = "", **values: str) -> None:
    """Change an entry and publish it as the next revision."""
    fresh = type(entry)._default_manager.get(pk=entry.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save()
    published(fresh, note=note)


@pytest.fixture
def activity() -> Activity:
    """Published as r1, changed as r2 and r3, confirmed as r4."""
    place = MunicipalityFactory.create(slug="vik", name="Vik")
    area = AreaFactory.create(slug="sjuharad", municipalities=[place])
    activity = ActivityFactory.create(
        slug="lotsen", name="Lotsen", area=area, placed_in=[place], for_whom={}, way_in={}
    )
    say(activity, summary="Stöd för unga.")
    say(activity, "Nu även äldre", summary="Stöd för unga och gamla.")
    say(activity, purpose="Att komma vidare.")
    say(activity, verified_on="2026-10", verified_by="Kommunen")
    return activity


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def listed(page: str) -> str:
    """The list of versions alone."""
    return page[page.index('<ol class="history"') : page.index("<footer")]


def words(page: str) -> str:
    """What a reader hears, without layout."""
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


def test_versions_come_newest_first_with_office_note_and_changed_sections(client: Client, activity: Activity) -> None:
    page = words(text(client, HISTORY))
    said = [
        "Revision 4,",
        "Bekräftad oktober 2026, Kommunen",
        "Revision 3",
        "Ändrat: Syfte",
        "Revision 2",
        "Redaktionen i Provköping · Nu även äldre",
        "Ändrat: Kort sagt",
        "Revision 1",
        "Första publiceringen",
    ]
    list_of_versions = page[page.index("Revision 4,") :]
    places = [list_of_versions.index(sentence) for sentence in said]
    assert places == sorted(places)


def test_a_change_is_marked_word_by_word_for_eye_and_ear(client: Client, activity: Activity) -> None:
    page = text(client, HISTORY)
    assert 'Stöd för unga <ins><span class="heard">tillagt: </span>och gamla</ins>.' in page
    say(activity, summary="Stöd för gamla.")
    assert 'Stöd för <del><span class="heard">borttaget: </span>unga och</del> gamla.' in text(client, HISTORY)


def test_any_two_versions_stand_side_by_side(client: Client, activity: Activity) -> None:
    page = text(client, f"{HISTORY}?fran=r1&till=r3")
    assert "Revision 1 jämförd med revision 3" in page
    assert [field for field in ("Kort sagt", "Syfte") if f'rowspan="1">{field}</th>' not in page] == []
    assert '<option value="r1" selected>' in page
    assert '<option value="r3" selected>' in page
    assert 'href="/verksamheter/lotsen/?vid=r1"' in page
    backwards = text(client, f"{HISTORY}?fran=r3&till=r1")
    assert '<del><span class="heard">borttaget: </span>Att komma vidare.</del>' in backwards


def test_a_version_compared_with_itself_differs_in_nothing(client: Client, activity: Activity) -> None:
    assert "Inga fält skiljer" in text(client, f"{HISTORY}?fran=r2&till=r2")


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("fran=r1", "Revision 1 jämförd med revision 3"),
        ("till=r2", "Revision 1 jämförd med revision 2"),
        ("fran=r1&till=r4", "Revision 1 jämförd med revision 3"),
        ("fran=r1&till=2999-01-01", "Revision 1 jämförd med revision 3"),
        ("fran=r1&vid=r2", "Revision 1 jämförd med revision 2"),
    ],
)
def test_a_side_left_out_or_between_versions_stands_for_the_version_that_held(
    client: Client, activity: Activity, query: str, heading: str
) -> None:
    assert heading in text(client, f"{HISTORY}?{query}")


def test_empty_choices_show_the_list(client: Client, activity: Activity) -> None:
    assert "Första publiceringen" in text(client, f"{HISTORY}?fran=&till=&okand=1")


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("fran=fem&till=r1", 400, "Ange tidpunkten"),
        ("fran=r1&till=5", 400, "Ange tidpunkten"),
        ("fran=r1&till=r99", 404, "Revision 99 finns inte"),
        ("fran=r0&till=r1", 404, "Revision 0 finns inte"),
        ("fran=1999-01-01", 404, "fanns inte i katalogen vid 1999-01-01"),
        ("fran=r1&till=r3&vid=r2", 404, "Revision 3 finns inte"),
        ("fore=igar", 400, "fore=r120"),
        ("vid=igar", 400, "Ange tidpunkten"),
    ],
)
def test_bad_choices_are_answered_by_a_sentence(
    client: Client, activity: Activity, query: str, status: int, sentence: str
) -> None:
    assert sentence in text(client, f"{HISTORY}?{query}", status)


def test_a_moment_limits_the_history(client: Client, activity: Activity) -> None:
    page = text(client, f"{HISTORY}?vid=r2")
    assert "Kort sagt" in page
    assert "Syfte" not in page
    assert "Bekräftad oktober" not in page
    assert '<input type="hidden" name="vid" value="r2">' in page
    assert "finns inte" in text(client, f"{HISTORY}?vid=1999-01-01", 404)


def test_a_withdrawn_entry_still_has_its_history_and_says_when_it_comes_back(
    client: Client, activity: Activity
) -> None:
    withdraw([activity], OFFICE, "Upphört")
    page = words(text(client, HISTORY))
    assert "Återkallad i revision 5" in page
    assert "Upphört" in page
    assert 'href="/verksamheter/lotsen/historik/"' in text(client, "/verksamheter/lotsen/", 410)
    assert "återkallad" in text(client, f"{HISTORY}?fran=r3&till=r5")
    published(activity)
    assert "Tillbaka i katalogen" in text(client, HISTORY)


def test_a_draft_is_in_no_history(client: Client, activity: Activity) -> None:
    activity.summary = "Hemlig text"
    activity.save()
    ActivityFactory.create(slug="utkast", name="Hemligt utkast")
    assert "Heml" not in text(client, HISTORY) + text(client, f"{HISTORY}?fran=r1&till=r3")
    assert "Heml" not in text(client, "/verksamheter/utkast/historik/", 404)


def test_of_a_list_the_changed_rows_alone_are_told(client: Client, activity: Activity) -> None:
    other = MunicipalityFactory.create(slug="mark", name="Mark")
    activity.placements.create(municipality=other, label="Lotsen Mark", position=2)
    published(activity)
    page = text(client, f"{HISTORY}?fran=r3&till=r5")
    assert '<ins><span class="heard">tillagt: </span>Kommun: Mark; Etikett i matrisen: Lotsen Mark</ins>' in page
    assert "Kommun: Vik" not in page


@pytest.mark.parametrize("kind", ["federation", "financing_stream"])
def test_federations_and_streams_have_a_history_too(client: Client, kind: str) -> None:
    entry: Entry
    if kind == "federation":
        entry, address = FederationFactory.create(slug="norra", name="Norra"), "/forbund/norra/"
        say(entry)
        say(entry, purpose="Att samordna.")
    else:
        entry, address = FinancingStreamFactory.create(slug="finsam", name="Finsam"), "/finansiering/finsam/"
        say(entry)
        say(entry, description="Att samordna.")
    assert f'href="{address}historik/"' in text(client, address)
    assert "Att samordna." in text(client, f"{address}historik/")
    assert "Revision 1 jämförd med revision 2" in text(client, f"{address}historik/?fran=r1&till=r2")
    withdraw([entry], OFFICE)
    assert f'href="{address}historik/"' in text(client, address, 410)
    assert "Återkallad i revision 3" in text(client, f"{address}historik/")


def test_one_kind_s_history_does_not_answer_for_another_s(client: Client, activity: Activity) -> None:
    assert "finns inte" in text(client, "/forbund/lotsen/historik/", 404)


def test_a_long_history_comes_in_pages_that_never_shift(
    client: Client, activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "VERSIONS", 2)
    first = text(client, HISTORY)
    assert f"{HISTORY}?fore=r3" in first
    assert "Ändrat: Syfte" in first
    assert "Ändrat: Kort sagt" not in first
    second = text(client, f"{HISTORY}?fore=r3")
    assert "Ändrat: Kort sagt" in second
    assert "Första publiceringen" in second
    assert "fore=" not in second.partition("<main")[2]
    say(activity, exit="Slut.")
    assert listed(text(client, f"{HISTORY}?fore=r3")) == listed(second)


def test_a_history_asks_the_database_as_much_for_many_versions_as_for_one(
    client: Client, activity: Activity, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        say(activity, purpose=f"Syfte {number}")
    for query in ("", "?fran=r1&till=r9"):
        with django_assert_num_queries(3):
            client.get(HISTORY + query)


def test_the_author_of_a_version_is_an_office_never_a_person(client: Client, activity: Activity) -> None:
    person = User.objects.create_user("anna.andersson", first_name="Anna")
    activity.exit = "Slut."
    activity.save()
    publish([activity], Author("Kontoret", person), "")
    assert "Kontoret" in text(client, HISTORY)
    assert "anna" not in text(client, HISTORY).lower()
