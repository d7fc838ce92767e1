"""The memory is bounded, and readers are answered while the database is away."""

import time
from dataclasses import replace
from typing import Any

import brotli
import pytest

from samverkan.publishing.publish import Author
from samverkan.removal.redact import find, redact
from samverkan.response_cache import bodies, encodings
from samverkan.response_cache.kept import EACH, LARGEST, Answer, Kept, Store
from samverkan.response_cache.threads import Busy
from samverkan.response_cache.tip import Away, Tip
from tests.response_cache.asking import PAGE, Site

TIP = Tip(1, 0, None)  # type: ignore[arg-type]


def kept(size: int) -> Kept:
    return Kept(TIP, Answer(200, [("etag", '"x"'), ("content-type", "text/html")], b"x" * size))


def test_a_hundred_thousand_addresses_take_no_more_room_than_is_given() -> None:
    store = Store(most_bytes=1_000_000, most=5_000)
    for number in range(100_000):
        store.keep(number, kept(number % 900))
    assert store.bytes <= 1_000_000
    assert len(store) <= 5_000
    assert store.get(99_999) is not None, "the newest stay"
    assert store.get(0) is None


def test_what_is_asked_for_stays_and_what_is_not_goes() -> None:
    store = Store(most_bytes=10 * (EACH + 100))
    store.keep("asked for", kept(100))
    for number in range(50):
        store.keep(number, kept(100))
        assert store.get("asked for")


def test_a_long_address_counts() -> None:
    store = Store(100_000)
    store.keep("x" * 60_000, kept(1))
    store.keep("y" * 60_000, kept(1))
    assert len(store) == 1


def test_each_encoding_counts() -> None:
    store, page = Store(1_000_000), kept(100_000)
    store.keep("page", page)
    before = store.bytes
    page.make_ready("br")
    store.keep("page", page)
    assert store.bytes - before == len(page.ready["br"][0].body)
    store.empty()
    assert store.bytes == 0


def test_an_answer_too_large_for_memory_is_not_kept() -> None:
    answer = Answer(200, [("etag", '"x"')], b"x" * (LARGEST + 1))
    assert not answer.may_be_kept


def test_only_a_whole_answer_that_anybody_may_have_is_kept() -> None:
    good = [("etag", '"x"'), ("cache-control", "no-cache")]
    assert Answer(200, good, b"x").may_be_kept
    for status, headers in (
        (404, good),
        (200, good[1:]),
        (200, [good[0], ("cache-control", "private, no-store")]),
        (200, [*good, ("set-cookie", "a=1")]),
        (200, [*good, ("vary", "Accept, Cookie")]),
        (200, [*good, ("content-encoding", "gzip")]),
    ):
        assert not Answer(status, headers, b"x").may_be_kept, headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000,*;q=0", ""),
        ("identity", ""),
        ("BR", "br"),
    ],
)
def test_the_encoding_is_one_that_the_client_can_read(accepted: str, encoding: str) -> None:
    assert encodings.chosen(accepted) == encoding


def gone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database does not answer any more."""

    async def away() -> Any:
        raise Away

    monkeypatch.setattr(site.front.tips, "read", away)


@pytest.mark.usefixtures("activity")
def test_while_the_database_is_away_the_last_good_copy_is_served_with_its_age(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, packed = site.get("/om/"), site.get(PAGE, accept_encoding="br")
    gone(site, monkeypatch)
    copy = site.get("/om/", accept_encoding="br")
    assert (copy.status, brotli.decompress(copy.body)) == (200, before.body)
    assert int(copy.headers["age"]) >= 0
    assert site.get("/om/", if_none_match=before.headers["etag"]).status == 304
    plain = site.get(PAGE)
    assert "content-encoding" not in plain.headers, "nobody is given what they cannot read"
    assert plain.body == brotli.decompress(packed.body)
    assert site.get("/healthz").status == 200


@pytest.mark.usefixtures("activity")
def test_where_there_is_no_copy_a_calm_word_says_when_to_come_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    gone(site, monkeypatch)
    for address, kind, words in (
        (PAGE, "text/html", "Försök igen om en liten stund"),
        (f"/en{PAGE}", "text/html", "Try again in a little while"),
        ("/api/v1/activities", "application/problem+json", '"status": 503'),
    ):
        answer = site.get(address)
        assert answer.status == 503
        assert answer.headers["retry-after"] == "2"
        assert answer.headers["content-type"].startswith(kind)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert words in answer.text


@pytest.mark.usefixtures("activity")
def test_a_copy_that_is_too_old_is_served_no_more(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.get(PAGE)
    gone(site, monkeypatch)
    site.front.rules = replace(site.front.rules, stale_seconds=60)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 59)
    assert site.get(PAGE).status == 200
    monkeypatch.setattr(time, "monotonic", lambda: now + 61)
    assert site.get(PAGE).status == 503


def test_no_copy_is_older_than_the_last_removal_that_is_known(
    site: Site, activity: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.get(PAGE)
    words = [activity.summary]
    redact(words, Author("Redaktionen"), find(words).times)
    site.get("/om/")
    gone(site, monkeypatch)
    assert site.get(PAGE).status == 503
    assert site.get("/om/").status == 200


@pytest.mark.usefixtures("activity")
def test_when_every_thread_is_taken_readers_get_the_last_good_copy_or_a_word(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_: Any) -> Any:
        raise Busy

    site.get(PAGE)
    monkeypatch.setattr(site.front.threads, "run", busy)
    assert site.get(PAGE).status == 200
    assert site.get("/om/").status == 503
    assert site.get("/hitta/").status == 503


@pytest.mark.usefixtures("activity")
def test_a_body_is_bounded_and_has_a_deadline(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    login = "/admin/login/"
    assert site.get(login, "POST", b"username=", b"a", content_length="10").status == 403, "Django has read it"
    asked = site.times_asked
    assert site.get(login, "POST", b"username=", content_length="10").status == 400, "half a form is none"
    assert site.get(login, "POST", b"username=", transfer_encoding="chunked").status == 411
    assert site.get(login, "POST", content_length=str(bodies.MOST + 1)).status == 413
    monkeypatch.setattr(bodies, "MOST_IN_ALL", 3)
    assert site.get(login, "POST", b"x" * 6, content_length="6").status == 503
    monkeypatch.setattr(bodies, "DEADLINE", -1.0)
    late = site.get(login, "POST", b"x", content_length="1")
    assert (late.status, "i tid" in late.text) == (408, True)
    assert site.times_asked == asked
    assert site.front.bodies.held == 0
