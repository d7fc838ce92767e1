"""The whole catalogue in one answer: packed once a revision, in little memory, the same in both forms."""

import csv
import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from activities.models import Activity
from samverkan.api import dump
from samverkan.printing import kept_files
from samverkan.publishing.publish import withdraw
from tests.api.asking import ask, json_of, problem_of
from tests.factories import OFFICE, ActivityFactory, PartnerFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def two() -> list[Activity]:
    made = [ActivityFactory.create(slug=slug, name=slug.title(), described=True) for slug in ("ett", "tva")]
    published(*made)
    return made


def body(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def lines(answer: HttpResponse) -> list[dict[str, Any]]:
    return [json.loads(line) for line in body(answer).decode().splitlines()]


def test_every_entry_stands_on_a_line_as_lists_give_it(two: list[Activity]) -> None:
    answer = ask("/dump")
    assert (answer.status_code, answer["Content-Type"], answer["Revision"]) == (200, "application/x-ndjson", "1")
    head, *entries = lines(answer)
    assert (head["revision"], head["entries"]) == (1, len(entries))
    activities = [entry for entry in entries if entry["kind"] == "activity"]
    assert activities == json_of("/activities")["results"]
    assert sorted((entry["kind"], entry["slug"]) for entry in entries) == [
        (entry["kind"], entry["slug"]) for entry in entries
    ]


def test_changes_go_on_where_the_dump_ends(two: list[Activity]) -> None:
    cursor = lines(ask("/dump"))[0]["next_cursor"]
    assert json_of("/changes", {"cursor": cursor})["results"] == []
    published(PartnerFactory.create(slug="ny"))
    assert [change["slug"] for change in json_of("/changes", {"cursor": cursor})["results"]] == ["ny"]


def test_a_table_has_the_same_documents_and_no_formula(two: list[Activity]) -> None:
    published(PartnerFactory.create(slug="farlig", name="=1+1"))
    answer = ask("/dump", Accept="text/csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"))))
    [dangerous] = [row for row in rows if row["slug"] == "farlig"]
    assert dangerous["name"] == "'=1+1"
    documents = [json.loads(row["document"]) for row in rows]
    beside = {"revision", "published_at", "verified"}
    expected = [{k: v for k, v in entry.items() if k not in beside} for entry in lines(ask("/dump"))[1:]]
    assert documents == expected


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.8", "*"])
def test_who_unpacks_gets_it_packed(two: list[Activity], accepted: str) -> None:
    plain, packed = ask("/dump"), ask("/dump", Accept_Encoding=accepted)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(packed)) == body(plain)
    assert packed["ETag"] != plain["ETag"]
    assert {"Accept", "Accept-Encoding"} <= {name.strip() for name in packed["Vary"].split(",")}


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "gzip; q=0.0, br"])
def test_who_does_not_unpack_gets_it_plain(two: list[Activity], accepted: str) -> None:
    answer = ask("/dump", **({"Accept_Encoding": accepted} if accepted else {}))
    assert "Content-Encoding" not in answer
    assert body(answer).startswith(b'{"revision":1,')


def test_it_is_packed_once_a_revision(two: list[Activity], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    rows = dump._rows

    def counted(number: int) -> Any:
        made.append(number)
        return rows(number)

    monkeypatch.setattr(dump, "_rows", counted)
    for _ in range(3):
        body(ask("/dump"))
    withdraw([two[0]], OFFICE)
    body(ask("/dump"))
    assert made == [1, 2]


def test_few_old_files_are_left(two: list[Activity], in_a_folder: Path) -> None:
    for number in range(kept_files.KEPT + 3):
        published(PartnerFactory.create(slug=f"part-{number}-x"))
        body(ask("/dump"))
    assert len(list((in_a_folder / "utgavor").glob("katalogen-*"))) == kept_files.KEPT


def test_a_disk_that_cannot_be_written_costs_time_never_the_answer(
    two: list[Activity], in_a_folder: Path, settings: Any
) -> None:
    expected = body(ask("/dump"))
    (in_a_folder / "fil").write_text("")
    settings.DATA_DIR = in_a_folder / "fil"
    assert body(ask("/dump", Accept_Encoding="gzip")) == expected


def test_it_answers_for_a_moment(two: list[Activity]) -> None:
    withdraw([two[0]], OFFICE)
    now, before = lines(ask("/dump")), lines(ask("/dump", "at=r1"))
    assert [entry["slug"] for entry in now if entry.get("kind") == "activity"] == ["tva"]
    assert [entry["slug"] for entry in before if entry.get("kind") == "activity"] == ["ett", "tva"]
    assert before[0]["revision"] == 1


def test_conditions_and_head_are_answered(two: list[Activity]) -> None:
    whole = ask("/dump")
    assert body(whole)
    tag = whole["ETag"]
    assert ask("/dump", If_None_Match=tag).status_code == 304
    head = ask("/dump", method="HEAD")
    assert (head.status_code, head["ETag"], body(head)) == (200, tag, b"")


@pytest.mark.parametrize("query", ["page=1", "at=", "at=r99", "format=csv"])
def test_what_cannot_be_understood_is_refused(two: list[Activity], query: str) -> None:
    problem_of(ask("/dump", query), 404 if query == "at=r99" else 400)


def test_another_format_is_refused(two: list[Activity]) -> None:
    problem_of(ask("/dump", Accept="application/xml"), 406)


def test_queries_and_memory_do_not_grow_with_the_catalogue(two: list[Activity]) -> None:
    def cost() -> tuple[int, int]:
        tracemalloc.start()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = ask("/dump")
            for _piece in answer.streaming_content:  # type: ignore[attr-defined]
                pass
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return len(queries), peak

    cost()
    published(PartnerFactory.create())
    few = cost()
    published(*(PartnerFactory.create(slug=f"part-{n}-y", name="x" * 150) for n in range(300)))
    many = cost()
    assert many[0] == few[0]
    assert many[1] < few[1] * 3
