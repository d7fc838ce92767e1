"""Each page: success, withdrawn, empty and bad input, and that no draft is ever seen."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from activities.models import Activity, Contact, ContactUse
from samverkan.publishing.publish import withdraw
from tests.factories import OFFICE, ActivityFactory, AreaFactory, FunctionFactory, MunicipalityFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    place = MunicipalityFactory.create(slug="vik", name="Vik")
    area = AreaFactory.create(slug="sjuharad", name="Norr", municipalities=[place])
    function = FunctionFactory.create(slug="trana", name="Träna", position=4)
    activity = ActivityFactory.create(
        slug="lotsen",
        name="Lotsen",
        area=area,
        function=function,
        described=True,
        placed_in=[place],
        for_whom={"age_min": 18, "age_max": 29},
        way_in={"self_referral": "with_officer"},
    )
    published(activity)
    return activity


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_the_start_page_shows_the_matrix_with_a_link_in_each_filled_cell(client: Client, activity: Activity) -> None:
    assert 'href="/verksamheter/lotsen/"' in text(client, "/")
    assert 'href="/verksamheter/lotsen/"' in text(client, "/matris/sjuharad/")


def test_an_activity_answers_in_the_order_of_a_case_officer_s_questions(client: Client, activity: Activity) -> None:
    page = text(client, "/verksamheter/lotsen/")
    headings = ["För vem", "Så kommer man in", "Kontakt", "Vad som händer där", "Vem driver och betalar"]
    headings.append("Om uppgifterna")
    places = [page.index(f">{heading}</h2>") for heading in headings]
    assert places == sorted(places)
    assert "18–29 år" in page
    assert "Ja, tillsammans med en handläggare" in page


def test_easy_swedish_comes_first_where_it_is_written(client: Client, activity: Activity) -> None:
    addresses = ["/verksamheter/lotsen/", "/verksamheter/", "/samtal/?samtal=lotsen", "/hitta/?kommun=vik&alder=20"]
    assert [address for address in addresses if "<p>Stöd för dig" not in text(client, address)] == []
    activity.easy_summary = "Du får stöd."
    activity.save()
    published(activity)
    pages = {address: text(client, address) for address in addresses}
    assert [address for address, page in pages.items() if "<p>Du får stöd.</p>" not in page] == []
    assert [address for address, page in pages.items() if "<p>Stöd" in page] == ["/verksamheter/lotsen/"]
    assert "<p>Du får stöd.</p></div>" in pages["/verksamheter/lotsen/"].partition("<p>Stöd")[0]
    assert "<p>Stöd för dig" in text(client, "/verksamheter/lotsen/?vid=r1")


def test_what_is_unknown_is_said_and_never_shown_as_no(client: Client, activity: Activity) -> None:
    page = text(client, "/verksamheter/lotsen/")
    assert page.count("uppgift saknas") >= 8
    assert "Nej" not in page


def test_a_draft_is_seen_nowhere_until_it_is_published(client: Client, activity: Activity) -> None:
    activity.name = "Hemligt namn"
    activity.summary = "Hemlig text"
    activity.save()
    ActivityFactory.create(name="Hemligt utkast", slug="utkast", area=activity.area, function=activity.function)
    addresses = ["/", "/matris/sjuharad/", "/verksamheter/", "/verksamheter/lotsen/", "/verksamheter/lotsen/historik/"]
    assert not [address for address in addresses if "Heml" in text(client, address)]
    assert "Heml" not in text(client, "/verksamheter/utkast/", 404)
    published(activity)
    assert "Hemligt namn" in text(client, "/verksamheter/lotsen/")
    assert "Heml" not in text(client, "/verksamheter/lotsen/?vid=r1")


def test_a_withdrawn_entry_answers_410_and_stays_at_its_old_moments(client: Client, activity: Activity) -> None:
    withdraw([activity], OFFICE)
    assert "finns inte längre" in text(client, "/verksamheter/lotsen/", 410)
    assert "lotsen" not in text(client, "/verksamheter/") + text(client, "/matris/sjuharad/")
    assert "Lotsen" in text(client, "/verksamheter/lotsen/?vid=r1")
    assert "Återkallad" in text(client, "/verksamheter/lotsen/historik/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/verksamheter/finns-inte/", 404),
        ("/verksamheter/finns-inte/historik/", 404),
        ("/matris/finns-inte/", 404),
        ("/ingenstans/", 404),
        ("/?vid=r99", 404),
        ("/?vid=igar", 400),
        ("/?vid=2026-13-40", 400),
        ("/verksamheter/?kommun=&okand=1&funktion=%00", 200),
        ("/verksamheter/?kommun=finns-inte", 200),
    ],
)
def test_bad_input_gets_a_page_of_our_own(client: Client, activity: Activity, address: str, status: int) -> None:
    page = text(client, address, status)
    assert "Samverkanskatalogen" in page
    assert "Traceback" not in page


def test_before_the_first_publication_the_pages_are_calmly_empty(client: Client, activity: Activity) -> None:
    assert "ingenting var publicerat" in text(client, "/?vid=1999-01-01")
    assert "Inga verksamheter" in text(client, "/verksamheter/?vid=1999-01-01")


def test_a_day_is_understood_whichever_dash_and_space_it_was_copied_with(client: Client, activity: Activity) -> None:
    assert "ingenting var publicerat" in text(client, "/?vid=1999\u201301\u201301\u00a0")
    assert "1 januari 2010" in text(client, "/?datum=2010\u201101\u201101")


def test_the_empty_catalogue_has_a_start_page(client: Client) -> None:
    assert "tomt" in text(client, "/")


def test_the_list_filters_by_what_its_address_says(client: Client, activity: Activity) -> None:
    other = ActivityFactory.create(name="Någon annan", area=activity.area)
    published(other)
    assert "Någon annan" in text(client, "/verksamheter/")
    assert "Någon annan" not in text(client, "/verksamheter/?kommun=vik&funktion=trana")
    assert "Lotsen" in text(client, "/verksamheter/?kommun=vik&funktion=trana")


def test_a_page_in_the_past_says_so_and_leads_back(client: Client, activity: Activity) -> None:
    page = text(client, "/verksamheter/lotsen/?vid=r1")
    assert "som den var vid revision 1" in page
    assert '<a href="/verksamheter/lotsen/">Visa nu</a>' in page


def test_an_old_phone_number_is_no_link_and_carries_its_year(client: Client, activity: Activity) -> None:
    ContactUse.objects.create(activity=activity, contact=Contact.objects.create(office="Lotsen", phone="033-35 51 41"))
    activity.verified_on = "2007-23"
    activity.save()
    published(activity)
    page = text(client, "/verksamheter/lotsen/")
    assert "Senast bekräftad hösten 2007." in page
    assert "(2007)" in page
    assert "tel:" not in page


def test_a_freshly_confirmed_phone_number_is_a_link(client: Client, activity: Activity) -> None:
    ContactUse.objects.create(activity=activity, contact=Contact.objects.create(office="Lotsen", phone="033-35 51 41"))
    activity.verified_on = "2099"
    activity.save()
    published(activity)
    page = text(client, "/verksamheter/lotsen/")
    assert 'href="tel:033355141"' in page
    assert "Ring innan" not in page


def test_script_in_a_text_is_shown_as_text(client: Client, activity: Activity) -> None:
    attack = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    activity.summary = activity.method = attack
    activity.name = "<i>Lotsen</i>"
    activity.save()
    published(activity)
    for address in ("/", "/verksamheter/", "/verksamheter/lotsen/", "/verksamheter/lotsen/historik/"):
        page = text(client, address)
        assert [bad for bad in ("<script>alert", 'href="javascript', "<img", "<i>Lotsen") if bad in page] == []
    assert "&lt;script&gt;alert(1)" in text(client, "/verksamheter/lotsen/")


def test_a_page_is_not_sent_again_until_a_revision_or_the_day_changes_it(client: Client, activity: Activity) -> None:
    etag = client.get("/verksamheter/lotsen/")["ETag"]
    assert client.get("/verksamheter/lotsen/", headers={"if-none-match": etag}).status_code == 304
    activity.name = "Nytt"
    activity.save()
    published(activity)
    assert client.get("/verksamheter/lotsen/", headers={"if-none-match": etag}).status_code == 200


def test_a_page_is_sent_again_by_a_new_build(client: Client, activity: Activity, settings: Any) -> None:
    """The catalogue is the same, but what is made of it may look otherwise."""
    etag = client.get("/verksamheter/lotsen/")["ETag"]
    settings.BUILD = "nästa"
    again = client.get("/verksamheter/lotsen/", headers={"if-none-match": etag})
    assert (again.status_code, again["ETag"] == etag) == (200, False)


@pytest.mark.parametrize("address", ["/", "/matris/sjuharad/", "/verksamheter/", "/verksamheter/lotsen/"])
def test_a_page_asks_the_database_as_much_for_many_entries_as_for_one(
    client: Client, activity: Activity, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    place = activity.placements.get().municipality
    rest = {"area": activity.area, "function": activity.function, "placed_in": [place]}
    published(*[ActivityFactory.create(**rest) for _ in range(25)])
    client.get(address)  # What a process learns of a revision it learns once.
    with django_assert_max_num_queries(4):
        client.get(address)


@pytest.mark.parametrize("address", ["/", "/verksamheter/lotsen/", "/ingenstans/", "/healthz", "/admin/login/"])
def test_every_answer_carries_the_security_headers(client: Client, activity: Activity, address: str) -> None:
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/matris/sjuharad/", "/verksamheter/", "/verksamheter/lotsen/", "/x/"])
def test_visitors_get_no_cookie(client: Client, activity: Activity, address: str) -> None:
    assert not client.get(address).cookies


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
def test_pages_can_only_be_read(client: Client, activity: Activity, method: str) -> None:
    assert getattr(client, method)("/verksamheter/lotsen/").status_code == 405


def test_health_needs_no_catalogue_but_readiness_does(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_the_installation_is_ready_once_something_is_published(client: Client, activity: Activity) -> None:
    assert client.get("/readyz").status_code == 200
