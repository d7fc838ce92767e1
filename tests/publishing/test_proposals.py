"""Readers propose changes without login, script or cookie; robots are held off, and nothing changes by itself."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import signing
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from samverkan.proposals import handling
from samverkan.proposals.models import Proposal
from samverkan.publishing.models import Revision
from samverkan.publishing.publish import withdraw
from tests.factories import (
    OFFICE,
    ActivityFactory,
    FederationFactory,
    FinancingStreamFactory,
    MunicipalityFactory,
    published,
)

pytestmark = pytest.mark.django_db
PAGE = "/verksamheter/lotsen/forslag/"
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def activity() -> Activity:
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", for_whom={}, way_in={})
    published(activity)
    return activity


def opened(seconds_ago: int = 60) -> str:
    """The form's stamp, as if it was opened so long ago."""

    class Then(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int(timezone.now().timestamp()) - seconds_ago)

    return Then(salt="forslag").sign("forslag")


def form(**changes: Any) -> dict[str, Any]:
    said = {"section": "contacts", "reason": "contact", "text": "Telefonen stämmer inte.", "email": "", "website": ""}
    return {**said, "opened": opened(), **changes}


def send(client: Client, headers: dict[str, str] | None = None, **changes: Any) -> Any:
    return client.post(PAGE, form(**changes), headers=HERE if headers is None else headers)


def test_a_proposal_is_kept_and_thanked_for_and_changes_nothing(client: Client, activity: Activity) -> None:
    response = send(client, email="lasare@example.se")
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}?tack=1")
    assert "Tack för ditt förslag" in client.get(response["Location"]).content.decode()
    kept = Proposal.objects.get()
    assert (kept.kind, kept.slug, kept.revision, kept.section) == ("activity", "lotsen", 1, "contacts")
    assert (kept.text, kept.email, kept.outcome) == ("Telefonen stämmer inte.", "lasare@example.se", "waiting")
    assert Revision.objects.count() == 1


def test_every_kind_with_a_page_of_its_own_has_the_form(client: Client) -> None:
    published(
        ActivityFactory.create(slug="a", for_whom={}, way_in={}),
        FederationFactory.create(slug="f"),
        FinancingStreamFactory.create(slug="s"),
        MunicipalityFactory.create(slug="k"),
    )
    for page in ("/verksamheter/a/", "/forbund/f/", "/finansiering/s/", "/kommuner/k/"):
        address = f"{page}forslag/"
        assert f'href="{address}"' in client.get(page).content.decode()
        assert client.get(address).status_code == 200
        assert f'href="{address}"' not in client.get(f"{page}?vid=r1").content.decode()


def test_neither_form_nor_thanks_sets_a_cookie_or_is_stored(client: Client, activity: Activity) -> None:
    for response in (client.get(PAGE), send(client), client.get(f"{PAGE}?tack=1"), send(client, text="")):
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "null"}, {"Origin": "https://annan.example"}, {"Referer": "https://annan.example/x"}]
)
def test_a_form_from_elsewhere_is_refused(client: Client, activity: Activity, headers: dict[str, str]) -> None:
    response = send(client, headers)
    assert response.status_code == 403
    assert "inte från vår egen sida" in response.content.decode()
    assert not Proposal.objects.exists()


def test_a_browser_that_hides_the_origin_may_tell_the_page(client: Client, activity: Activity) -> None:
    assert send(client, {"Referer": f"http://testserver{PAGE}"}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": " "}, "Skriv vad du vill ändra"),
        ({"text": "x" * 4001}, "4000"),
        ({"email": "ingen"}, "namn@example.se"),
        ({"reason": "annat"}, "annat"),
        ({"section": "owners"}, "owners"),
        ({"opened": ""}, "har varit öppen länge"),
        ({"age": 86_500}, "har varit öppen länge"),
        ({"age": 1}, "väldigt fort"),
        ({"opened": "forslag:1:x"}, "har varit öppen länge"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(
    client: Client, activity: Activity, changes: dict[str, Any], told: str
) -> None:
    stamp = {"opened": opened(changes["age"])} if "age" in changes else {}
    response = send(client, **{"text": "Min långa text.", **stamp, **changes})
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert "text" in changes or "Min långa text." in page
    assert not Proposal.objects.exists()


def test_the_stamp_of_a_form_sent_back_with_faults_need_not_age_again(client: Client, activity: Activity) -> None:
    stamp = opened()
    page = send(client, text="", opened=stamp).content.decode()
    found = re.search(r'name="opened" value="([^"]+)"', page)
    assert found
    assert found[1] == stamp


def test_a_robot_that_fills_in_everything_is_thanked_and_forgotten(client: Client, activity: Activity) -> None:
    assert send(client, website="https://spam.example").status_code == 302
    assert not Proposal.objects.exists()


def test_the_same_words_twice_are_kept_once(client: Client, activity: Activity) -> None:
    assert send(client).status_code == send(client).status_code == 302
    assert Proposal.objects.count() == 1


def test_an_address_that_sends_too_much_waits_and_keeps_its_text(client: Client, activity: Activity) -> None:
    for number in range(handling.HOURLY):
        assert send(client, text=f"Förslag {number}").status_code == 302
    response = send(client, text="Ett till")
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "Ett till" in response.content.decode()
    Proposal.objects.update(received_at=timezone.now() - dt.timedelta(hours=2))
    assert send(client, text="Ett till").status_code == 302


def test_a_forged_address_does_not_help(client: Client, activity: Activity) -> None:
    for number in range(handling.HOURLY):
        send(client, {**HERE, "X-Forwarded-For": f"10.0.0.{number}"}, text=f"Förslag {number}")
    assert send(client, {**HERE, "X-Forwarded-For": "10.9.9.9"}, text="Ett till").status_code == 429


def test_an_entry_takes_only_so_many_waiting_proposals(client: Client, activity: Activity) -> None:
    about = {"kind": "activity", "slug": "lotsen", "revision": 1, "reason": "other", "sender": "annan"}
    for number in range(handling.WAITING_MOST):
        Proposal.objects.create(text=str(number), **about)
    assert send(client).status_code == 429


def test_the_address_is_kept_as_a_digest_that_changes_by_the_day(client: Client, activity: Activity) -> None:
    send(client)
    assert re.fullmatch(r"[0-9a-f]{40,64}", Proposal.objects.get().sender)
    assert "127.0.0.1" not in str(Proposal.objects.values().get())


def test_unknown_and_withdrawn_entries_take_no_proposals(client: Client, activity: Activity) -> None:
    assert client.get("/verksamheter/okand/forslag/").status_code == 404
    withdraw([activity], OFFICE)
    assert (client.get(PAGE).status_code, send(client).status_code) == (410, 410)
    assert not Proposal.objects.exists()


def test_what_was_handled_is_forgotten_after_a_year_and_senders_after_two_days(
    client: Client, activity: Activity
) -> None:
    send(client, text="Gammalt")
    send(client, text="Nytt")
    now = timezone.now()
    old = {"handled_at": now - dt.timedelta(days=366), "outcome": "declined"}
    Proposal.objects.filter(text="Gammalt").update(**old)
    Proposal.objects.filter(text="Nytt").update(received_at=now - dt.timedelta(days=3))
    call_command("forget_proposals")
    assert Proposal.objects.get().text == "Nytt"
    assert Proposal.objects.get().sender == ""
