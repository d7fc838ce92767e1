import datetime as dt
from typing import Any

import pytest

from samverkan.publishing.models import Publication
from samverkan.publishing.publish import withdraw
from tests.api.asking import LISTS, ask, json_of, slugs
from tests.factories import (
    OFFICE,
    ActivityFactory,
    AreaFactory,
    FederationFactory,
    FollowUpFactory,
    FunctionFactory,
    MunicipalityFactory,
    PartnerFactory,
    SourceFactory,
    TermFactory,
    published,
)

pytestmark = pytest.mark.django_db


def test_a_result_is_the_stored_document_with_its_revision_moment_and_confirmation() -> None:
    activity = ActivityFactory.create(described=True, confirmed=True, placed_in=[MunicipalityFactory.create()])
    revision = published(activity)
    stored = Publication.objects.get(kind="activity")
    [result] = json_of("/activities")["results"]
    beside = {
        "revision": revision.number,
        "published_at": revision.moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "verified": {"on": "2026-10", "by": "Kommunen", "inferred": False, "months": 12},
    }
    assert result == stored.document | beside


@pytest.mark.parametrize("path", [*LISTS, "/editions"])
def test_an_empty_catalogue_is_an_empty_list(path: str) -> None:
    assert json_of(path) == {"revision": 0, "page": 1, "limit": 20, "total": 0, "results": []}


def test_every_kind_has_a_list_and_single_entries() -> None:
    source = SourceFactory.create()
    municipality = MunicipalityFactory.create()
    federation = FederationFactory.create()
    followed = FollowUpFactory.create(activity__placed_in=[municipality])
    partner = PartnerFactory.create()
    published(source, municipality, federation, followed, partner, TermFactory.create())
    for path in set(LISTS) - {"/financing-streams"}:
        page = json_of(path)
        assert page["total"] == 1, path
        assert json_of(f"{path}/{page['results'][0]['slug']}") == page["results"][0]


def test_pages_follow_swedish_order_without_gap_or_repetition() -> None:
    names = ["Öst", "Ö", "Äng", "Åsen", "Zebra", "Väst", "Wäst", "Ek", "ek", "Ek"]
    published(*(PartnerFactory.create(name=name, slug=f"p-{9 - i}") for i, name in enumerate(names)))
    whole = json_of("/partners", "limit=100")
    assert whole["total"] == len(names)
    ordered = [entry["slug"] for entry in whole["results"]]
    # Ek three times, by slug; then Väst, Wäst, Zebra, Åsen, Äng, Ö, Öst.
    assert ordered == ["p-0", "p-1", "p-2", "p-4", "p-3", "p-5", "p-6", "p-7", "p-8", "p-9"]
    for limit in (1, 3, 5, 10):
        pages = [json_of("/partners", {"page": page, "limit": limit}) for page in range(1, len(names) // limit + 2)]
        assert [entry["slug"] for page in pages for entry in page["results"]] == ordered
        assert {page["total"] for page in pages} == {len(names)}


def test_a_page_past_the_end_is_empty_and_keeps_the_total() -> None:
    published(*PartnerFactory.create_batch(3))
    for page in (3, 999_999_999):
        answer = json_of("/partners", {"page": page, "limit": 2})
        assert answer == {"revision": 1, "page": page, "limit": 2, "total": 3, "results": []}


def test_different_filters_are_and_a_repeated_one_is_or() -> None:
    north, south = MunicipalityFactory.create(slug="norr"), MunicipalityFactory.create(slug="syd")
    train, map_out = FunctionFactory.create(slug="trana"), FunctionFactory.create(slug="kartlagga")
    published(
        ActivityFactory.create(slug="a", function=train, placed_in=[north]),
        ActivityFactory.create(slug="b", function=map_out, placed_in=[south]),
        ActivityFactory.create(slug="c", function=train, placed_in=[north, south]),
        ActivityFactory.create(slug="d", function=map_out),
    )
    assert set(slugs("/activities", "municipality=norr")) == {"a", "c"}
    assert set(slugs("/activities", "municipality=norr&municipality=syd")) == {"a", "b", "c"}
    assert set(slugs("/activities", "municipality=syd&function=trana")) == {"c"}
    assert json_of("/activities", "municipality=syd&limit=1")["total"] == 2


def test_a_filter_value_that_no_entry_carries_finds_nothing() -> None:
    published(ActivityFactory.create())
    assert slugs("/activities", "municipality=finns-inte") == []


def test_lists_can_be_filtered_by_owner() -> None:
    area, other = AreaFactory.create(slug="har"), AreaFactory.create(slug="dar")
    published(PartnerFactory.create(slug="var", owners=[area]), PartnerFactory.create(slug="deras", owners=[other]))
    assert slugs("/partners", "owner=area/dar") == ["deras"]
    assert slugs("/areas", "owner=area%2Fhar") == ["har"]


def test_modified_after_is_inclusive() -> None:
    first = published(PartnerFactory.create(slug="gammal"))
    second = published(PartnerFactory.create(slug="ny"))
    moments = [entry["published_at"] for entry in json_of("/partners", "limit=100")["results"]]
    assert slugs("/partners", {"modified_after": max(moments)}) == ["ny"]
    just_after = (second.moment + dt.timedelta(microseconds=1)).isoformat()
    assert slugs("/partners", {"modified_after": just_after}) == []
    assert set(slugs("/partners", {"modified_after": first.moment.isoformat()})) == {"gammal", "ny"}
    assert set(slugs("/partners", {"modified_after": "2020-01-01"})) == {"gammal", "ny"}


def test_what_is_withdrawn_is_in_no_list() -> None:
    partner = PartnerFactory.create(slug="borta")
    published(partner, PartnerFactory.create(slug="kvar"))
    withdraw([partner], OFFICE)
    page = json_of("/partners")
    assert [entry["slug"] for entry in page["results"]] == ["kvar"]
    assert page["total"] == 1


def test_a_draft_and_unpublished_words_are_in_no_answer() -> None:
    municipality = MunicipalityFactory.create()
    area = AreaFactory.create(slug="provomrade", municipalities=[municipality])
    activity = ActivityFactory.create(name="Publik", slug="publik", area=area, placed_in=[municipality])
    published(activity)
    activity.name = activity.summary = "Hemligt"
    activity.save()
    activity.placements.update(label="Hemligt")
    ActivityFactory.create(name="Hemligt", slug="hemligt", area=area, placed_in=[municipality])
    PartnerFactory.create(name="Hemligt", slug="hemligt")
    answers: list[Any] = [ask(path, "limit=100") for path in (*LISTS, "/changes")]
    answers += [ask(path) for path in ("/activities/publik", "/matrix/provomrade")]
    assert all(answer.status_code == 200 and b"emligt" not in answer.content for answer in answers)
    for path in ("/activities/hemligt", "/partners/hemligt"):
        answer = ask(path)
        assert answer.status_code == 404
        assert answer.headers.get("ETag") is None
        assert answer.json()["detail"] == ask("/activities/finns-inte").json()["detail"]  # type: ignore[attr-defined]
