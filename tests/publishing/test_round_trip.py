"""build(load(d)) == d for every valid document: nothing is lost between documents and working rows."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from samverkan.exchange.files import read
from samverkan.publishing import kinds
from samverkan.publishing.documents import Refused, build, dump, fingerprint
from samverkan.publishing.kinds import Document
from samverkan.publishing.loading import load
from samverkan.publishing.models import Entry, Publication
from tests import kept
from tests.conftest import PART
from tests.factories import ActivityFactory, MunicipalityFactory, PartnerFactory
from tests.fixture_files import SOURCE_CATALOGUE
from tests.publishing.strategies import documents, known_entries

KINDS = [
    *("source", "fact", "municipality", "area", "partner", "federation", "term", "financing_stream", "agreement"),
    *("budget", "function", "activity", "follow_up"),
]
pytestmark = pytest.mark.django_db
steady = settings(
    max_examples=32 // PART,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@contextmanager
def undone() -> Iterator[None]:
    """As if it had never been: each example meets the same tables."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def stored(document: Document) -> Entry:
    """The entry that a document was loaded into, fresh from the database."""
    return kinds.get(document["kind"]).model._default_manager.get(slug=document["slug"])


def test_every_kind_takes_part() -> None:
    assert [kind.name for kind in kinds.every()] == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_valid_document_survives_the_working_rows_whatever_stood_there_before(kind: str) -> None:
    known = known_entries()
    some = documents(kinds.get(kind), known)

    @steady
    @given(before=some, document=some)
    def survives(before: Document, document: Document) -> None:
        with undone():
            load([before])
            load([document])
            entry = stored(document)
            assert dump(build(entry)) == dump(document)
            assert entry.loaded_fingerprint == fingerprint(document)

    survives()


@pytest.mark.parametrize("kind", KINDS)
def test_every_valid_document_survives_a_file(kind: str, tmp_path: Path) -> None:
    some = documents(kinds.get(kind), known_entries())

    @steady
    @given(document=some)
    def survives(document: Document) -> None:
        (tmp_path / "post.json").write_text(dump(document), encoding="utf-8")
        [item] = read(tmp_path)
        assert dump(item.document) == dump(document)

    survives()


def test_the_whole_source_catalogue_survives() -> None:
    kept.published(SOURCE_CATALOGUE)
    published = [json.loads(publication.body or "") for publication in Publication.objects.order_by("id")]
    assert len(published) > 60
    load(published)
    assert [dump(build(stored(document))) for document in published] == [dump(document) for document in published]


def test_loading_keeps_what_the_document_does_not_hold() -> None:
    activity = ActivityFactory.create(
        verified_on="2026-10", verified_by="Kommunen", verified_inferred=True, for_whom={"age_min": 18}, way_in={}
    )
    document = build(activity) | {"name": "Nytt namn"}
    load([document])
    fresh = stored(document)
    assert (fresh.pk, fresh.name) == (activity.pk, "Nytt namn")
    assert fresh.verified == {"on": "2026-10", "by": "Kommunen", "inferred": True, "months": 12}
    assert type(activity).objects.get().target_group.pk == activity.target_group.pk


def test_entries_of_one_kind_may_refer_to_each_other_in_any_order() -> None:
    part, whole = ActivityFactory.create(slug="a-del"), ActivityFactory.create(slug="b-helhet")
    both = [build(part), build(whole)]
    both[0]["part_of"] = both[1]["successor"] = {"kind": "activity", "slug": "b-helhet", "name": whole.name}
    both[1]["successor"] = {"kind": "activity", "slug": "a-del", "name": part.name}
    part.delete()
    whole.delete()
    load(both)
    assert [build(stored(document)) for document in both] == both


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"area": {"kind": "area", "slug": "ingen", "name": "Ingen"}}, "område ”ingen” finns inte"),
        ({"placements": "twice"}, "redan placerad i den kommunen"),
    ],
)
def test_what_cannot_be_loaded_is_refused_and_changes_nothing(change: dict[str, Any], complaint: str) -> None:
    good, bad = ActivityFactory.create(), ActivityFactory.create()
    town = MunicipalityFactory.create()
    place = {"municipality": {"kind": "municipality", "slug": town.slug, "name": town.name}, "label": "Här"}
    change = {"placements": [place, place]} if change == {"placements": "twice"} else change
    with pytest.raises(Refused, match=complaint):
        load([build(good) | {"name": "Nytt"}, build(bad) | change])
    assert stored(build(good)).name == good.name


def test_two_entries_with_one_unique_code_are_refused_in_words() -> None:
    town, other = MunicipalityFactory.create(), MunicipalityFactory.create()
    with pytest.raises(Refused, match="En annan kommun har redan den koden"):
        load([build(other) | {"code": town.code}])


@pytest.mark.parametrize("value", [None, []])
def test_unknown_and_stated_none_stay_apart(value: list[Any] | None) -> None:
    document = build(PartnerFactory.create()) | {"names": value, "aliases": value}
    load([document])
    assert build(stored(document)) == document
