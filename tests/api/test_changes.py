"""Following /changes from the beginning, with stops anywhere, rebuilds the current catalogue exactly."""

import base64
from typing import Any

import pytest

from federations.models import Partner
from samverkan.publishing.publish import publish, withdraw
from tests.api.asking import LISTS, ask, json_of, problem_of
from tests.factories import OFFICE, ActivityFactory, MunicipalityFactory, PartnerFactory, published

pytestmark = pytest.mark.django_db
Held = dict[tuple[str, str], dict[str, Any]]


class Client:
    """A partner system that keeps the cursor and what it holds, and applies each change once."""

    def __init__(self) -> None:
        self.held: Held = {}
        self.cursor = ""
        self.places: list[tuple[int, str, str]] = []

    def follow(self, limit: int = 100) -> None:
        while self.step(limit):
            pass

    def step(self, limit: int) -> int:
        cursor = {"cursor": self.cursor} if self.cursor else {}
        page = json_of("/changes", {"limit": limit, **cursor})
        for change in page["results"]:
            self.apply(change)
        self.cursor = page["next_cursor"]
        return len(page["results"])

    def apply(self, change: dict[str, Any]) -> None:
        key = (change["kind"], change["slug"])
        self.places.append((change["revision"], *key))
        match change["op"]:
            case "upsert":
                beside = {name: change[name] for name in ("revision", "published_at", "verified")}
                self.held[key] = change["document"] | beside
            case "withdraw":
                assert change["document"] is None
                del self.held[key]
            case "verify":
                assert change["document"] is None
                self.held[key]["verified"] = change["verified"]


def catalogue() -> Held:
    results = [entry for path in LISTS for entry in json_of(path, "limit=100")["results"]]
    return {(entry["kind"], entry["slug"]): entry for entry in results}


def edit(partner: Partner, **values: str) -> None:
    for name, value in values.items():
        setattr(partner, name, value)
    partner.save()


def a_history() -> Any:
    """Acts of coordinators, one after another: published, renamed, confirmed, withdrawn, published again."""
    partner, other = PartnerFactory.create(slug="parten"), PartnerFactory.create(slug="annan")
    municipality = MunicipalityFactory.create(slug="viken", name="Viken")
    activity = ActivityFactory.create(slug="lotsen", placed_in=[municipality], confirmed=True)
    yield published(activity, partner)
    edit(partner, name="Nytt namn")
    yield published(partner)
    municipality.name = "Nya Viken"  # Takes along every document that carries the name.
    municipality.save()
    yield published(municipality)
    edit(partner, verified_on="2026-11", verified_by="Kontoret")
    yield publish([Partner.objects.get(slug="parten")], OFFICE)
    edit(partner, verified_on="2026-12")
    yield publish([Partner.objects.get(slug="parten")], OFFICE)
    yield published(other)
    yield withdraw([partner], OFFICE)
    yield published(*PartnerFactory.create_batch(3))
    yield withdraw([other], OFFICE)
    yield published(other)


def test_following_from_the_beginning_rebuilds_the_catalogue() -> None:
    list(a_history())
    client = Client()
    client.follow()
    assert client.held == catalogue()
    assert ("partner", "parten") not in client.held


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_a_client_that_stops_anywhere_misses_nothing_and_sees_nothing_twice(limit: int) -> None:
    list(a_history())
    client = Client()
    client.follow(limit)
    assert client.held == catalogue()
    assert len(set(client.places)) == len(client.places)
    assert [place[0] for place in client.places] == sorted(place[0] for place in client.places)


def test_a_client_that_follows_while_others_publish_is_always_in_step() -> None:
    quick, slow = Client(), Client()
    for revision in a_history():
        assert revision
        quick.follow()
        assert quick.held == catalogue()
        slow.step(2)
    slow.follow(2)
    assert slow.held == quick.held
    assert slow.places == quick.places


def test_resuming_at_any_cursor_gives_the_rest() -> None:
    list(a_history())
    whole = json_of("/changes", "limit=100")["results"]
    cursor, seen = "", 0
    while True:
        page = json_of("/changes", {"limit": 1, **({"cursor": cursor} if cursor else {})})
        assert page["results"] == whole[seen : seen + 1]
        if not page["results"]:
            break
        cursor, seen = page["next_cursor"], seen + 1
        assert json_of("/changes", {"limit": 100, "cursor": cursor})["results"] == whole[seen:]
    assert page["next_cursor"] == cursor


def test_there_is_a_cursor_even_when_nothing_is_published() -> None:
    empty = json_of("/changes")
    assert empty["results"] == []
    published(PartnerFactory.create())
    assert json_of("/changes", {"cursor": empty["next_cursor"]})["results"]


def test_each_change_says_what_happened_and_when() -> None:
    list(a_history())
    changes = json_of("/changes", "limit=100")["results"]
    assert {change["op"] for change in changes} == {"upsert", "withdraw", "verify"}
    for change in changes:
        assert list(change) == ["revision", "kind", "slug", "op", "published_at", "document", "verified"]
        assert (change["document"] is not None) == (change["op"] == "upsert")
        assert change["published_at"].endswith("Z")
    assert [change["verified"]["on"] for change in changes if change["op"] == "verify"] == ["2026-11", "2026-12"]


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "1.0",
        "1-",
        "-1-0",
        "1-0-0",
        "9999999999-0",
        "٣-0",
        encoded("1"),
        encoded("1.0.0"),
        encoded("-1.0"),
        encoded("1.0 "),
        encoded("1.0") + "=",
        encoded("9999999999.0"),
        encoded("٣.0"),
        "%00",
        "å",
    ],
)
def test_a_cursor_that_we_did_not_give_is_refused(cursor: str) -> None:
    published(PartnerFactory.create())
    assert problem_of(ask("/changes", {"cursor": cursor}), 400)["parameter"] == "cursor"


@pytest.mark.parametrize("cursor", ["2-0", encoded("2.0")])
def test_a_cursor_past_the_newest_revision_belongs_to_another_log(cursor: str) -> None:
    published(PartnerFactory.create())
    assert problem_of(ask("/changes", {"cursor": cursor}), 404)["parameter"] == "cursor"


def test_cursors_of_earlier_versions_still_hold() -> None:
    published(PartnerFactory.create())
    page = json_of("/changes", {"limit": 1})
    revision, position = page["next_cursor"].split("-")
    before = encoded(f"{revision}.{position}")
    assert json_of("/changes", {"cursor": before}) == json_of("/changes", {"cursor": page["next_cursor"]})
