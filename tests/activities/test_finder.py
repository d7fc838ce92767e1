"""The finder's page: the answer is the heading, every reason is told, and what is asked is kept nowhere."""

import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activities.listing.paging import ROWS
from activities.models import Activity, Contact, ContactUse
from federations.models import Federation, Municipality
from samverkan.logs import WithoutSecrets
from samverkan.publishing.publish import withdraw
from tests.factories import OFFICE, ActivityFactory, AreaFactory, FederationFactory, MunicipalityFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def vik() -> Municipality:
    place = MunicipalityFactory.create(slug="vik", name="Vik")
    AreaFactory.create(slug="bygden", name="Bygden", municipalities=[place])
    return place


@pytest.fixture
def stodet(vik: Municipality) -> Activity:
    """An activity in Vik for those in pain between 18 and 29, whom doctors refer."""
    one = ActivityFactory.create(
        slug="stodet",
        name="Stödet",
        placed_in=[vik],
        for_whom={"age_min": 18, "age_max": 29},
        way_in={"consent_required": True},
    )
    one.criteria.create(text="Har ont", situations=["pain"])
    one.referrers.create(role="doctor", text="Läkare i Vik")
    ContactUse.objects.create(
        activity=one, contact=Contact.objects.create(office="Kansliet", phone="033-35 51 41"), position=0
    )
    published(one)
    return one


def main(client: Client, query: str) -> str:
    answer = client.get(f"/hitta/?{query}")
    assert answer.status_code == 200
    found = re.search(r"<main.*</main>", answer.content.decode(), re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


@pytest.mark.usefixtures("stodet")
def test_the_answer_is_the_heading(client: Client) -> None:
    assert "1 verksamhet passar" in main(client, "kommun=vik&alder=22&smarta=ja")
    assert "1 verksamhet kan passa" in main(client, "kommun=vik&alder=22")
    assert "Ingen verksamhet passar" in main(client, "kommun=vik&alder=40&smarta=ja")


@pytest.mark.usefixtures("stodet")
def test_what_is_nearest_to_fitting_comes_first_and_a_row_of_names_leads_to_each(
    client: Client, vik: Municipality
) -> None:
    asks_more = ActivityFactory.create(slug="aktiv", name="Aktiv", placed_in=[vik], for_whom={"age_max": 29})
    asks_more.criteria.create(text="Har ont", situations=["pain"])
    asks_more.criteria.create(text="Är sjukskriven", situations=["sick_leave_full"])
    published(asks_more)
    page = client.get("/hitta/?kommun=vik&alder=22").content.decode()
    assert re.findall(r'<li><a href="#(\w+)-svar">', page) == ["stodet", "aktiv"], "not by name"
    assert re.findall(r'<li id="(\w+)-svar"', page) == ["stodet", "aktiv"]
    assert (
        "-svar" not in client.get("/hitta/?kommun=vik&alder=40&sjukskriven=nej").content.decode().partition("<li id")[0]
    )


@pytest.mark.usefixtures("stodet")
def test_every_reason_stands_in_a_sentence(client: Client) -> None:
    page = main(client, "kommun=vik&alder=40")
    assert "Finns i Vik." in page
    assert "Tar emot 18–29 år, inte 40 år." in page
    assert "Har ont: du har inte sagt." in page


@pytest.mark.usefixtures("stodet")
def test_who_asks_is_told_what_they_may_do(client: Client) -> None:
    doctor = main(client, "kommun=vik&alder=22&smarta=ja&fragar=lakare")
    assert "Du kan hänvisa. Läkare i Vik" in doctor
    assert "Samtycke krävs." in doctor
    assert "033-35 51 41" in doctor
    officer = main(client, "kommun=vik&alder=22&smarta=ja&fragar=forsakringskassan")
    assert "Du kan inte hänvisa själv. Också: Läkare i Vik" in officer


@pytest.mark.usefixtures("stodet")
def test_questions_that_would_settle_more_are_asked_and_counted(client: Client) -> None:
    page = main(client, "kommun=vik&alder=22")
    assert "Smärta avgör 1 verksamhet" in page
    assert "Pågående missbruk" not in page


@pytest.mark.usefixtures("stodet")
def test_a_municipality_outside_the_catalogue_gets_a_plain_word(client: Client) -> None:
    for query in ("kommun=annan", "kommun=goteborg&alder=22"):
        page = main(client, query)
        assert "Din kommun finns inte i katalogen" in page
        assert "Arbetsförmedlingen" in page
        assert "Stödet" not in page


@pytest.mark.usefixtures("stodet")
def test_nothing_that_is_asked_is_kept(client: Client) -> None:
    answer = client.get("/hitta/?kommun=vik&alder=22&smarta=ja")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in answer
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/hitta/?kommun=vik&alder=22", "/api/v1/activities/match?age=22&situation=pain"])
def test_no_log_tells_what_was_asked(address: str) -> None:
    line = logging.LogRecord("x", logging.INFO, "", 0, '"GET %s HTTP/1.1" 200', (address,), None)
    WithoutSecrets().filter(line)
    assert "22" not in line.getMessage()
    assert address.partition("?")[0] in line.getMessage()


def test_every_handler_of_the_log_is_without_secrets() -> None:
    handlers: dict[str, dict[str, Any]] = settings.LOGGING["handlers"]  # type: ignore[assignment]
    assert all("secrets" in handler["filters"] for handler in handlers.values())


def test_drafts_and_withdrawn_activities_are_not_found(client: Client, stodet: Activity, vik: Municipality) -> None:
    ActivityFactory.create(slug="utkastet", name="Utkastet", placed_in=[vik])
    assert "Utkastet" not in main(client, "kommun=vik")
    withdraw([stodet], OFFICE)
    assert "Stödet" not in main(client, "kommun=vik")
    assert "Stödet" in main(client, "kommun=vik&vid=r1")


def test_what_is_for_others_residents_is_counted_by_itself(client: Client, stodet: Activity) -> None:
    away = ActivityFactory.create(slug="borta", name="Borta", placed_in=[MunicipalityFactory.create(name="Fjärran")])
    published(away)
    page = main(client, "kommun=vik&alder=22&smarta=ja")
    assert "1 verksamhet tar emot boende på andra orter" in page
    assert page.index("1 verksamhet tar emot boende") < page.index("Borta")


def test_the_federation_s_exclusion_is_named_as_the_federation_s(client: Client, stodet: Activity) -> None:
    payer: Federation = FederationFactory.create(slug="norra", name="Norra förbundet")
    payer.exclusions.create(text="Den som väntar på ett fängelsestraff", situations=["awaiting_prison"])
    stodet.financing.create(label="Norra", federation=payer)
    published(payer, stodet)
    page = main(client, "kommun=vik&alder=22&smarta=ja&fangelse=ja")
    assert "Norra förbundet undantar: Den som väntar på ett fängelsestraff – det stämmer här." in page


def test_an_empty_catalogue_says_so(client: Client) -> None:
    assert "Hitta rätt insats" in main(client, "")
    assert client.get("/hitta/?kommun=vik").status_code == 200


def test_a_name_is_shown_as_text(client: Client, vik: Municipality) -> None:
    published(ActivityFactory.create(name="<script>alert(1)</script>", placed_in=[vik]))
    assert "<script>alert" not in client.get("/hitta/?kommun=vik").content.decode()
    assert "&lt;script&gt;" in client.get("/hitta/?kommun=vik").content.decode()


def test_many_answers_come_a_page_at_a_time_each_once_and_keep_what_was_said(client: Client) -> None:
    published(*ActivityFactory.create_batch(ROWS + 7, for_whom={"age_min": 18, "age_max": 64}))
    seen: list[str] = []
    client.get("/hitta/")  # What a process learns of a revision it learns once.
    for number in (1, 2):
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/hitta/?alder=22&sida={number}").content.decode()
        assert len(captured) <= 4
        seen += re.findall(r'id="([a-z0-9-]+)-svar"', page)
        assert re.search(rf"<h1>{ROWS + 7} verksamheter (kan passa|passar)\s*</h1>", page)
        assert f"?alder=22&amp;sida={3 - number}" in page
    assert sorted(seen) == sorted(Activity.objects.values_list("slug", flat=True))
    assert client.get("/hitta/?alder=22&sida=x").content.decode().count("-svar") > ROWS
