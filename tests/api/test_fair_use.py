"""Fair use: who asks too much waits, nobody else does, and what is unchanged is always free."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from samverkan.api import fair_use
from samverkan.api.fair_use import MINUTE, Ledger, spend
from samverkan.visitor import address_of, household_of
from tests.api.asking import json_of, problem_of
from tests.factories import PartnerFactory, published

NOW = 1_800_000_000_000_000


def spent(times: list[int], per_minute: int) -> list[int]:
    """How long each request at those moments is told to wait."""
    earned, waits = 0, []
    for time in times:
        earned, wait = spend(earned, time, per_minute)
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
    earned, _ = spend(NOW + 10**12, NOW, 600)
    assert earned == NOW + 2 * MINUTE


COUNTS = """
import sys
from pathlib import Path
from samverkan.api.fair_use import Ledger
ledger = Ledger(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(sum(ledger.wait(7, int(sys.argv[2]), 15_000) == 0 for _ in range(20_000)))
"""


def test_processes_share_one_count_to_the_request(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COUNTS, str(tmp_path / "anrop"), str(NOW)]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, **pipes) for _ in range(2)]
    assert [process.stdout.readline() for process in both if process.stdout] == ["ready\n"] * 2
    for process in both:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [int(process.communicate()[0]) for process in both]
    assert sum(told) == 30_000  # Not one more, however they meet.


def test_threads_share_one_count_to_the_request(tmp_path: Path) -> None:
    ledger, granted = Ledger(tmp_path / "anrop"), []

    def count() -> None:
        granted.append(sum(ledger.wait(7, NOW, 15_000) == 0 for _ in range(10_000)))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(granted) == 30_000


def test_a_file_that_cannot_be_written_lets_all_through_and_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(fair_use.logger, "warning", lambda *words: said.append(words))
    ledger = Ledger(tmp_path / "no such folder" / "anrop")
    assert [ledger.wait(1, NOW, 1) for _ in range(5)] == [0] * 5
    assert len(said) == 1


@pytest.fixture
def limit(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two requests at once, one a minute, and a clock that stands still."""
    settings.REQUESTS_PER_MINUTE, settings.DATA_DIR = 1, tmp_path
    monkeypatch.setattr("samverkan.api.fair_use.time.time_ns", lambda: NOW * 1000)


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


def test_no_address_is_written(limit: None, tmp_path: Path) -> None:
    assert ask_from("192.0.2.1", "/api/v1/api-info").status_code == 200
    kept = (tmp_path / "anrop").read_bytes()
    assert kept.replace(b"\0", b"").strip(fair_use._MOMENT.pack(NOW + MINUTE).replace(b"\0", b"")) == b""


def test_without_a_limit_nothing_is_counted(limit: None, settings: Settings, tmp_path: Path) -> None:
    settings.REQUESTS_PER_MINUTE = 0
    assert {ask_from("192.0.2.1", "/api/v1/api-info").status_code for _ in range(5)} == {200}
    assert not (tmp_path / "anrop").exists()


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
