"""Fair use: who asks too much waits, nobody else does, and what is unchanged is always free."""

from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.redis import RedisCache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from samverkan.api import fair_use
from samverkan.api.fair_use import FairUse, spend
from samverkan.environment import cache as read_cache
from samverkan.visitor import address_of, household_of
from tests.api.asking import json_of, problem_of
from tests.factories import PartnerFactory, published

MINUTE = 60_000_000  # Microseconds.
NOW = 1_800_000_000_000_000


def spent(times: list[int], per_minute: int) -> list[int]:
    """How long each request at those moments is told to wait."""
    earned, waits = 0, []
    for time in times:
        earned, wait = spend(earned, time, MINUTE // per_minute, 2 * MINUTE)
        waits.append(wait)
    return waits


def test_two_minutes_share_may_come_at_once_and_then_one_each_time_it_is_earned() -> None:
    waits = spent([NOW] * 1201, 600)
    assert waits == [0] * 1200 + [MINUTE // 600]
    later = NOW + MINUTE // 600
    assert spent([NOW] * 1201 + [later - 1, later, later], 600)[-3:] == [1, 0, MINUTE // 600]


def test_who_rests_gets_no_more_than_the_same_share_again() -> None:
    assert spent([NOW] * 5 + [NOW + 1000 * MINUTE] * 5, 2) == [0, 0, 0, 0, MINUTE // 2] * 2


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    earned, _ = spend(NOW + 10**12, NOW, MINUTE // 600, 2 * MINUTE)
    assert earned == NOW + 2 * MINUTE


@pytest.fixture
def limit(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two requests at once, one a minute, and a clock that stands still."""
    settings.REQUESTS_PER_MINUTE = 1
    monkeypatch.setattr(FairUse, "timer", staticmethod(lambda: NOW / 1_000_000))
    monkeypatch.setattr(FairUse, "away_until", 0.0)
    cache.clear()


def test_a_cache_that_is_away_limits_nobody_says_so_once_and_is_not_asked_again_for_a_while(
    limit: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    nobody_listens = read_cache("redis://127.0.0.1:1/0")
    monkeypatch.setattr(fair_use.logger, "warning", lambda *words: said.append(words))
    monkeypatch.setattr(FairUse, "cache", RedisCache(nobody_listens["LOCATION"], nobody_listens))
    assert {ask_from("192.0.2.1", "/api/v1/api-info").status_code for _ in range(5)} == {200}
    assert len(said) == 1


def test_a_shared_cache_is_never_waited_for_longer_than_a_second() -> None:
    options = read_cache("redis://:hemligt@cache.example.se:6379/0")["OPTIONS"]
    assert options == {"socket_connect_timeout": 1, "socket_timeout": 1}


def ask_from(address: str, path: str = "/api/v1/activities", method: str = "GET", **headers: str) -> HttpResponse:
    answer: HttpResponse = Client(REMOTE_ADDR=address).generic(method, path, headers=headers)  # type: ignore[assignment]
    if answer.streaming:
        list(answer)  # A dump is a file, closed at its end.
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/activities", "/api/hsds/services", "/api/nothing"])
def test_who_asks_too_much_is_told_how_long_to_wait_and_nobody_else_is(limit: None, path: str) -> None:
    granted = [ask_from("192.0.2.1", path, method).status_code for method in ("GET", "HEAD")]
    assert 429 not in granted
    refused = ask_from("192.0.2.1", path)
    assert problem_of(refused, 429)["instance"] == path
    assert (refused["Retry-After"], refused["Content-Length"]) == ("60", str(len(refused.content)))
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert refused["X-Content-Type-Options"] == "nosniff"
    assert ask_from("192.0.2.1", path, "HEAD").status_code == 429
    assert ask_from("192.0.2.1", path, "OPTIONS").status_code != 429
    assert ask_from("192.0.2.1", "/healthz").status_code == 200
    assert ask_from("192.0.2.2", path).status_code == granted[0]


@pytest.mark.django_db
def test_an_unchanged_answer_is_neither_counted_nor_refused(limit: None) -> None:
    published(PartnerFactory.create(slug="parten"))
    tags = {path: ask_from("192.0.2.9", path)["ETag"] for path in ("/api/v1/partners/parten", "/api/v1/dump")}
    for _ in range(3):
        for path, tag in tags.items():
            assert ask_from("192.0.2.1", path, If_None_Match=tag).status_code == 304
    assert [ask_from("192.0.2.1").status_code for _ in range(3)] == [200, 200, 429]
    for path, tag in tags.items():
        assert ask_from("192.0.2.1", path, If_None_Match=tag).status_code == 304
        assert ask_from("192.0.2.1", path, If_None_Match='"other"').status_code == 429


def test_no_address_is_kept(limit: None) -> None:
    assert ask_from("192.0.2.1", "/api/v1/api-info").status_code == 200
    kept: dict[str, bytes] = caches["default"]._cache  # type: ignore[attr-defined]
    assert len(kept) == 1
    assert "192.0.2.1" not in f"{kept}"


def test_without_a_limit_nothing_is_counted(limit: None, settings: Settings) -> None:
    settings.REQUESTS_PER_MINUTE = 0
    assert {ask_from("192.0.2.1", "/api/v1/api-info").status_code for _ in range(5)} == {200}
    assert caches["default"]._cache == {}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "192.0.2.1", "10.0.0.1"),
        (1, "forged, 192.0.2.1", "192.0.2.1"),
        (2, "forged, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (2, "192.0.2.1", "192.0.2.1"),
        (1, "", "10.0.0.1"),
        (1, "not an address", "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_saw_is_believed(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address_of(RequestFactory(REMOTE_ADDR="10.0.0.1").get("/", headers=headers)) == address


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_a_subscriber_of_ipv6_is_one_address(address: str, household: str) -> None:
    assert household_of(RequestFactory(REMOTE_ADDR=address).get("/")) == household


def test_the_document_states_the_limit_in_force(settings: Settings) -> None:
    for per_minute, words in ((600, "600 anrop i minuten från en adress, högst 1200 på en gång"), (0, "Ingen gräns")):
        settings.REQUESTS_PER_MINUTE = per_minute
        assert json_of("/openapi.json")["info"]["x-limits"]["requests"].startswith(words)
