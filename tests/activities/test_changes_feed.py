"""The Atom feed of changes: well-formed whatever the texts, stable, with tombstones, conditional."""

import datetime as dt
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from activities.models import Activity
from samverkan.pages import changes
from samverkan.pages.feed import Feed, Item, atom
from samverkan.publishing.publish import withdraw
from tests.factories import OFFICE, ActivityFactory, AreaFactory, FunctionFactory, MunicipalityFactory, published

pytestmark = pytest.mark.django_db
FEED = "/andringar.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}"


@pytest.fixture
def lotsen() -> Activity:
    place = MunicipalityFactory.create(slug="vik", name="Vik")
    area = AreaFactory.create(slug="sjuharad", name="Norr", municipalities=[place])
    function = FunctionFactory.create(slug="trana", name="Träna", position=1)
    activity = ActivityFactory.create(slug="lotsen", name="Lotsen", area=area, function=function, placed_in=[place])
    published(activity, note="Första gången")
    return activity


def again(activity: Activity, note: str = "", **values: str) -> None:
    fresh = Activity.objects.get(pk=activity.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save()
    published(fresh, note=note)


def feed(client: Client, query: str = "") -> ET.Element:
    response = client.get(f"{FEED}{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def said(node: ET.Element, path: str) -> str:
    """The text of the one element at a path, whose names are Atom's."""
    found = node.findall("/".join(f"{ATOM}{name}" for name in path.split("/")))
    assert len(found) == 1, path
    return found[0].text or ""


def links(node: ET.Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in node.findall(f"{ATOM}link")}


def entries(root: ET.Element) -> list[ET.Element]:
    return root.findall(f"{ATOM}entry")


def titles(root: ET.Element) -> list[str]:
    return [said(entry, "title") for entry in entries(root)]


def assert_is_atom(root: ET.Element) -> None:
    """What RFC 4287 demands of a feed and its entries."""
    assert root.tag == f"{ATOM}feed"
    identities = [said(node, "id") for node in (root, *entries(root))]
    assert len(set(identities)) == len(identities)
    for node in (root, *entries(root)):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", said(node, "id"))
        assert said(node, "title")
        assert said(node, "author/name")
        assert dt.datetime.fromisoformat(said(node, "updated")).tzinfo
        assert links(node)["alternate"].startswith("http://testserver/")
    for gone in root.findall(f"{GONE}deleted-entry"):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", gone.attrib["ref"])
        assert dt.datetime.fromisoformat(gone.attrib["when"]).tzinfo


def test_the_feed_tells_what_the_page_tells_newest_first(client: Client, lotsen: Activity) -> None:
    again(lotsen, "Kortare", summary="Stöd.")
    root = feed(client)
    assert_is_atom(root)
    newest = entries(root)[0]
    assert said(newest, "title") == "Lotsen – Ändrat: Kort sagt"
    assert said(newest, "summary") == "Kortare"
    assert said(newest, "author/name") == "Redaktionen i Provköping"
    assert said(root, "updated") == said(newest, "updated") > said(entries(root)[1], "updated")
    assert links(newest) == {
        "alternate": "http://testserver/verksamheter/lotsen/?vid=r2",
        "related": "http://testserver/verksamheter/lotsen/historik/?fran=r1&till=r2",
    }
    assert "Lotsen – Första publiceringen" in titles(root)
    for address in links(newest).values():
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_a_withdrawal_is_an_entry_for_people_and_a_tombstone_for_programs(client: Client, lotsen: Activity) -> None:
    again(lotsen, summary="Stöd.")
    [held] = [said(entry, "id") for entry in entries(feed(client)) if "Ändrat" in said(entry, "title")]
    withdraw([lotsen], OFFICE, "Upphört")
    root = feed(client)
    assert_is_atom(root)
    [gone] = root.findall(f"{GONE}deleted-entry")
    newest = entries(root)[0]
    assert said(newest, "title") == "Lotsen – Återkallad"
    assert links(newest)["alternate"] == "http://testserver/verksamheter/lotsen/historik/"
    assert (gone.attrib["ref"], gone.attrib["when"]) == (held, said(newest, "updated"))
    assert gone.findtext(f"{GONE}by/{ATOM}name") == "Redaktionen i Provköping"
    assert gone.findtext(f"{GONE}comment") == "Lotsen – Återkallad"


def test_identities_stay_when_the_catalogue_goes_on(client: Client, lotsen: Activity) -> None:
    before = {said(entry, "title"): said(entry, "id") for entry in entries(feed(client))}
    again(lotsen, summary="Stöd.")
    after = {said(entry, "title"): said(entry, "id") for entry in entries(feed(client, "?omrade=sjuharad&kommun=vik"))}
    assert before["Lotsen – Första publiceringen"] == after["Lotsen – Första publiceringen"]
    assert before["Lotsen – Första publiceringen"] == "urn:uuid:1962b18f-6965-5db4-90fa-466dec0aa53b"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?sort=activity", ["Lotsen – Första publiceringen"]),
        ("?sort=activity&kommun=vik&funktion=trana&omrade=sjuharad", ["Lotsen – Första publiceringen"]),
        ("?sort=activity&kommun=mark", []),
        (
            "?sort=activity&bekraftelser=1",
            ["Lotsen – Bekräftad oktober 2026, Kommunen", "Lotsen – Första publiceringen"],
        ),
        ("?sort=activity&bekraftelser=1&vid=r1", ["Lotsen – Första publiceringen"]),
    ],
)
def test_the_feed_has_the_page_s_filters(client: Client, lotsen: Activity, query: str, found: list[str]) -> None:
    again(lotsen, verified_on="2026-10", verified_by="Kommunen")
    root = feed(client, query)
    assert_is_atom(root)
    assert titles(root) == found
    for rel, path in (("self", FEED), ("alternate", "/andringar/")):
        address = urlsplit(links(root)[rel])
        assert (address.path, parse_qs(address.query)) == (path, parse_qs(query[1:]))


def test_the_feed_goes_on_in_older_parts(client: Client, lotsen: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "REVISIONS", 1)
    again(lotsen, summary="Stöd.")
    root = feed(client, "?sort=activity")
    assert titles(root) == ["Lotsen – Ändrat: Kort sagt"]
    older = feed(client, links(root)["next"].removeprefix(f"http://testserver{FEED}"))
    assert titles(older) == ["Lotsen – Första publiceringen"]
    assert "next" not in links(older)


def test_markup_in_texts_stays_text(client: Client, lotsen: Activity) -> None:
    attack = "]]><script>alert(1)</script>&amp;\"'"
    again(lotsen, attack, name=attack)
    root = feed(client, "?sort=activity")
    assert said(entries(root)[0], "title") == f"{attack} – Ändrat: Namn"
    assert said(entries(root)[0], "summary") == attack


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    root = feed(client)
    assert_is_atom(root)
    assert entries(root) == []


def test_the_feed_is_not_sent_again_until_something_is_published(client: Client, lotsen: Activity) -> None:
    etag = client.get(FEED)["ETag"]
    assert client.get(FEED, headers={"if-none-match": etag}).status_code == 304
    again(lotsen, summary="Stöd.")
    assert client.get(FEED, headers={"if-none-match": etag}).status_code == 200
    assert client.post(FEED).status_code == 405
    assert not client.get(FEED).cookies


ODD = "a\x00b\x0bc\x1f\ufffe\ud800\U0001f600<&>"


@pytest.mark.parametrize("field", ["title", "author", "label", "summary", "link", "related"])
def test_no_character_breaks_the_feed(field: str) -> None:
    now = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    head = Feed("urn:x", ODD, now, ODD, "sv", "http://a/", "http://b/", "")
    plain: dict[str, Any] = dict.fromkeys(("title", "author", "link", "related", "term", "label", "summary"), "x")
    item = Item(identity="urn:y", updated=now, removed="urn:z", **(plain | {field: ODD}))
    root = ET.fromstring(atom(head, [item]))
    assert said(root, "title") == "abc\U0001f600<&>"
    values = [node.text for node in root.iter()] + [value for node in root.iter() for value in node.attrib.values()]
    assert values.count("abc\U0001f600<&>") > 2, "the head's two, and the item's"
