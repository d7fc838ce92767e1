"""What a kept answer depends on, what makes no difference, and what is never kept."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from activities.models import Activity
from samverkan.pages.parameters import KNOWN
from tests.response_cache.asking import EVERY_SORT, PAGE, Site


@pytest.mark.usefixtures("activity")
def test_languages_hosts_schemes_and_types_are_kept_apart(site: Site, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "katalogen.example.se"]
    pages = {
        site.get(PAGE).text,
        site.get(f"/en{PAGE}").text,
        site.get("/robots.txt").text,
        site.get("/robots.txt", host="katalogen.example.se").text,
    }
    assert len(pages) == 4
    assert "katalogen.example.se" not in site.get("/robots.txt").text
    assert site.get("/robots.txt", host="evil.example").status == 400
    rows = site.get("/api/v1/dump", accept="text/csv"), site.get("/api/v1/dump", accept="application/x-ndjson")
    assert rows[0].body != rows[1].body
    assert site.get("/api/v1/activities", accept="application/json").status == 200
    assert site.get("/api/v1/activities", accept="text/html").status == 406


@pytest.mark.usefixtures("activity")
def test_the_scheme_of_a_trusted_proxy_is_part_of_what_is_asked(site: Site, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site.front.rules = replace(site.front.rules, scheme_header="x-forwarded-proto")
    assert "http://localhost" in site.get("/robots.txt", x_forwarded_proto="http").text
    assert "https://localhost" in site.get("/robots.txt", x_forwarded_proto="https").text


@pytest.mark.usefixtures("activity")
def test_parameters_in_another_order_empty_or_unknown_ask_the_same(site: Site) -> None:
    site.get("/verksamheter/?funktion=trana&kommun=vik")
    for address in (
        "/verksamheter/?kommun=vik&funktion=trana",
        "/verksamheter/?kommun=vik&q=&funktion=trana&part=",
        "/verksamheter/?utm_source=brev&kommun=vik&funktion=trana&fbclid=x",
        "/verksamheter/?%6bommun=vik&funktion=trana",
    ):
        site.get(address)
    assert site.times_asked <= 2, "a name that is written otherwise is another key, and the same answer"
    assert site.get("/api/v1/activities?okand=1").status == 400, "the API is strict"
    assert site.get("/api/v1/activities?okand=1").status == 400


def test_every_parameter_that_a_page_reads_or_links_to_is_known() -> None:
    """Else it would be dropped before the page sees it."""
    base = Path(settings.BASE_DIR)
    own = ("admin", "desk", "finder", "payoff", "removal", "exchange", "quality", "reviewing", "confirming", "entries")
    asked: set[str] = set()
    for path in (*base.glob("templates/**/*.html"), *base.glob("[afs]*/**/*.py")):
        if not {*path.parts, path.stem, path.stem.lstrip("_").partition("_")[0]} & set(own):
            text = path.read_text(encoding="utf-8")
            asked |= set(re.findall(r"GET\.get(?:list)?\(\"([a-z]+)\"", text))
            asked |= set(re.findall(r"<(?:select|input)\b[^>]*\bname=\"([a-z]+)\"", text))
            asked |= set(re.findall(r"%} *\?([a-z]+)=", text))
    assert {"kommun", "q", "vid", "fore", "verksamhet"} <= asked
    sent = {"website", "opened", "text", "email", "section", "reason", "seen"}  # By POST.
    of_the_finder = {"alder", "fragar", "manader"}  # Whose addresses are left as they are.
    assert asked - KNOWN - sent - of_the_finder == set()


@pytest.mark.usefixtures("activity")
@pytest.mark.parametrize(
    "address",
    [
        "/verksamheter/?q=lotsen",
        "/verksamheter/?samtal=lotsen",
        "/samtal/?samtal=lotsen",
        "/hitta/?kommun=vik&alder=22",
        "/api/v1/activities?q=lotsen",
        "/api/v1/activities/match?age=22",
        "/verksamheter/lotsen/forslag/",
        "/aterbetalning/?kostnad=5",
        "/healthz",
        "/readyz",
        "/verksamheter/finns-inte/",
        "/admin/login/",
    ],
)
def test_what_somebody_writes_or_is_told_alone_is_never_kept(site: Site, address: str) -> None:
    site.get(address)
    assert len(site.front.store) == 0


@pytest.mark.usefixtures("activity")
@pytest.mark.parametrize("cookie", ["sessionid=x", "a=1; csrftoken=y"])
def test_who_is_logged_in_is_answered_by_django(site: Site, cookie: str) -> None:
    site.get(PAGE)
    site.get(PAGE, cookie=cookie)
    assert site.times_asked == 2
    assert site.get(PAGE, authorization="Basic eDp5").status == 200
    assert site.times_asked == 3


@pytest.mark.usefixtures("activity")
def test_a_cookie_that_others_have_set_is_no_reason(site: Site) -> None:
    site.get(PAGE)
    site.get(PAGE, cookie="_ga=GA1.2.3; matomo=1")
    assert site.times_asked == 1


@pytest.mark.usefixtures("activity")
def test_readers_who_come_together_wait_for_one_answer(site: Site) -> None:
    answers = site.together(PAGE, 20)
    assert {answer.body for answer in answers} == {answers[0].body}
    assert site.times_asked == 1


@pytest.mark.usefixtures("activity")
def test_a_request_that_fails_leaves_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from activities.views import ActivityView

    with monkeypatch.context() as patch:
        patch.setattr(ActivityView, "get_context_data", lambda *_, **__: 1 / 0)
        assert site.get(PAGE).status == 500
    assert len(site.front.store) == 0
    assert site.get(PAGE).status == 200


@pytest.mark.usefixtures("activity")
def test_each_caller_of_the_api_gets_a_trace_of_its_own(site: Site) -> None:
    mine = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    first, second = site.get("/api/v1/activities"), site.get("/api/v1/activities")
    assert first.headers["traceparent"] != second.headers["traceparent"]
    assert site.get("/api/v1/activities", traceparent=mine).headers["traceparent"] == mine
    assert "traceparent" not in site.get(PAGE).headers


@pytest.mark.usefixtures("activity")
def test_kept_answers_of_the_api_are_no_use_of_it(site: Site, settings: Any) -> None:
    settings.REQUESTS_PER_MINUTE = 2
    assert {site.get("/api/v1/activities").status for _ in range(20)} == {200}


def test_no_public_answer_sets_a_cookie_and_no_reader_is_known(client: Client, activity: Activity) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    for address in (*EVERY_SORT, "/hitta/", "/api/v1/activities?okand=1", "/verksamheter/finns-inte/"):
        answer = client.get(address)
        answer.getvalue()
        assert not answer.cookies, address
        assert not hasattr(answer.wsgi_request, "session"), address
    assert client.get("/admin/").status_code == 200
