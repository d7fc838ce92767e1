"""What is kept is what Django would answer now, for this reader; whatever changes that is noticed."""

import datetime as dt
import gzip
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import brotli
import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity, ContactPerson
from samverkan.publishing.publish import Author, withdraw
from samverkan.removal.redact import find, redact
from tests.factories import published
from tests.response_cache.asking import EVERY_SORT, PAGE, Site


@pytest.mark.usefixtures("activity")
@pytest.mark.parametrize("address", EVERY_SORT)
def test_the_second_reader_gets_the_same_answer_without_django(site: Site, address: str) -> None:
    first = site.get(address)
    asked = site.times_asked
    second = site.get(address)
    assert first.status == 200
    assert (second.status, second.body) == (first.status, first.body)
    assert {**second.headers, "traceparent": ""} == {**first.headers, "traceparent": ""}
    assert site.times_asked == asked


def said(body: bytes) -> bytes | dict[str, bytes]:
    """The bytes; of a workbook its parts, but for the one that tells when it was packed."""
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}


@pytest.mark.usefixtures("activity")
@pytest.mark.parametrize("address", EVERY_SORT)
def test_what_is_kept_is_what_django_answers(site: Site, client: Client, address: str) -> None:
    kept, own = site.get(address), client.get(address, headers={"host": "localhost"})
    assert said(kept.body) == said(own.getvalue())
    mine = {name.lower(): value for name, value in own.headers.items()} | {"traceparent": ""}
    for name in mine.keys() - {"vary", "content-length", "traceparent", "set-cookie"}:
        assert kept.headers[name] == mine[name], name


@pytest.mark.usefixtures("activity")
@pytest.mark.parametrize(("accepted", "unpack"), [("br, gzip", brotli.decompress), ("gzip", gzip.decompress)])
def test_an_answer_is_packed_as_the_client_can_read_it(site: Site, accepted: str, unpack: Any) -> None:
    plain, packed = site.get(PAGE), site.get(PAGE, accept_encoding=accepted)
    assert unpack(packed.body) == plain.body
    assert packed.headers["content-encoding"] == accepted.partition(",")[0]
    assert "Accept-Encoding" in plain.headers["vary"]
    assert plain.headers["etag"] != packed.headers["etag"], "each encoding has a validator of its own"


@pytest.mark.usefixtures("activity")
@pytest.mark.parametrize("address", EVERY_SORT)
@pytest.mark.parametrize("encoding", ["", "br"])
def test_who_has_an_answer_is_told_so_without_it(site: Site, address: str, encoding: str) -> None:
    given = {"accept_encoding": encoding} if encoding else {}
    tag = site.get(address, "GET", **given).headers["etag"]
    asked = site.times_asked
    for condition in (tag, f'W/{tag}, "other"', "*"):
        unchanged = site.get(address, "GET", if_none_match=condition, **given)
        assert (unchanged.status, unchanged.body) == (304, b"")
        assert unchanged.headers["etag"] == tag
        assert not {"content-type", "content-length", "content-encoding"} & unchanged.headers.keys()
    assert site.get(address, if_none_match='"other"', **given).status == 200
    assert site.times_asked == asked


@pytest.mark.usefixtures("activity")
def test_a_condition_holds_also_where_nothing_is_kept_any_more(site: Site) -> None:
    tag = site.get(PAGE, accept_encoding="br").headers["etag"]
    site.front.store.empty()
    assert site.get(PAGE, accept_encoding="br", if_none_match=tag).status == 304
    assert site.get(PAGE, accept_encoding="gzip", if_none_match=tag).status == 200


@pytest.mark.usefixtures("activity")
def test_head_is_answered_as_get(site: Site) -> None:
    head, get = site.get(PAGE, "HEAD"), site.get(PAGE)
    assert (head.status, head.headers) == (200, get.headers)
    assert site.times_asked == 1


def test_a_publication_shows_at_once(site: Site, activity: Activity) -> None:
    before = site.get(PAGE)
    activity.summary = "En ny mening."
    activity.save()
    assert "En ny mening." not in site.get(PAGE).text, "a draft is nobody's business"
    asked = site.times_asked
    published(activity)
    after = site.get(PAGE)
    assert "En ny mening." in after.text
    assert after.headers["etag"] != before.headers["etag"]
    assert site.times_asked > asked
    withdraw([activity], Author("Redaktionen"))
    assert site.get(PAGE).status == 410
    assert "Lotsen" not in site.get("/verksamheter/").text


def test_what_is_asked_for_most_is_ready_before_anybody_asks_again(site: Site, activity: Activity) -> None:
    for _ in range(3):
        site.get(PAGE, accept_encoding="br")
    activity.summary = "En ny mening."
    activity.save()
    published(activity)
    site.get("/om/")  # Any request notices.
    site.settle()
    asked = site.times_asked
    assert "En ny mening." in brotli.decompress(site.get(PAGE, accept_encoding="br").body).decode()
    assert site.times_asked == asked


@pytest.mark.django_db(transaction=True)  # Changes count when they are committed.
def test_a_contact_person_shows_as_soon_as_she_is_added_and_no_longer_than_she_should(
    site: Site, activity: Activity
) -> None:
    contact = activity.contacts.get().contact
    without = site.get(PAGE)
    day = timezone.localdate() + dt.timedelta(days=9)
    person = ContactPerson.objects.create(
        contact=contact, name="Ymer Ymersson", lawful_ground="consent", until=day, review_on=day
    )
    shown = site.get(PAGE)
    assert "Ymer Ymersson" in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert site.get(PAGE, if_none_match=without.headers["etag"]).status == 200
    ContactPerson.objects.filter(pk=person.pk).update(name="Ylva Ymersson")  # Whatever way it is changed.
    assert "Ylva" in site.get(PAGE).text
    person.delete()
    assert "Ymersson" not in site.get(PAGE).text


def test_removed_words_leave_the_memory_of_every_address(site: Site, activity: Activity) -> None:
    activity.summary = "Ring Ymer Ymersson."
    activity.save()
    published(activity)
    for address in (PAGE, "/verksamheter/", "/api/v1/activities/lotsen", f"{PAGE}?vid=r2"):
        assert "Ymersson" in site.get(address).text
    words = ["Ymer Ymersson"]
    redact(words, Author("Redaktionen"), find(words).times)
    site.get("/om/")
    assert len(site.front.store) == 1, "only what was asked since"
    assert "Ymersson" not in site.get(PAGE).text


def test_the_day_is_another_after_midnight(site: Site, activity: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    site.get(PAGE)
    site.get(PAGE)
    assert site.times_asked == 1
    monkeypatch.setattr(site.front.tips, "_midnight", 0.0)
    monkeypatch.setattr(site.front.tips, "last", site.tip and site.tip._replace(day=dt.date(2020, 1, 1)))
    assert site.tip != site.front.tips.last
    site.get("/om/")
    site.settle()
    asked = site.times_asked
    site.get(PAGE)
    assert (asked, site.times_asked) == (3, 3), "what was kept of the other day was made anew"


@pytest.mark.usefixtures("activity")
def test_what_was_made_while_something_was_published_is_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = site.front.threads.ask

    def meanwhile(environ: dict[str, Any]) -> Any:
        answer = ask(environ)
        site.front.seen = site.tip and site.tip._replace(revision=99)
        return answer

    monkeypatch.setattr(site.front.threads, "ask", meanwhile)
    assert site.get(PAGE).status == 200
    assert len(site.front.store) == 0
