"""Moving house: the whole log goes out as lines and makes the same catalogue in an empty installation."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Contact
from samverkan.desk.confirming.confirm import confirm
from samverkan.exchange.moving_house import pack, unpack
from samverkan.publishing import kinds
from samverkan.publishing.append_only import lifted
from samverkan.publishing.documents import Refused, build, fingerprint
from samverkan.publishing.models import (
    Current,
    Edition,
    Event,
    Extract,
    Facet,
    Publication,
    Revision,
    Span,
    Token,
    Word,
)
from samverkan.publishing.publish import publish, withdraw
from samverkan.removal.redact import find, redact
from tests import kept
from tests.factories import OFFICE, ActivityFactory, published
from tests.fixture_files import SOURCE_CATALOGUE

pytestmark = pytest.mark.django_db(transaction=True)
LOG = (Revision, Publication, Event, Current, Facet, Span, Token, Extract, Word, Edition)


def lived_in() -> None:
    """A catalogue with a past: changed, confirmed, withdrawn, revived, renamed, frozen."""
    kept = ActivityFactory.create(slug="kvar", name="Kvar", for_whom={}, way_in={}, verified_on="2007-23")
    gone = ActivityFactory.create(slug="borta", name="Borta", function=kept.function, for_whom={}, way_in={})
    published(kept, gone)
    Activity.objects.filter(slug="kvar").update(summary='Åäö \u2028 "citat"\n\nny rad')
    kept.refresh_from_db()
    publish([kept], OFFICE, "Ändrad")
    confirm([kept], OFFICE)
    withdraw([gone], OFFICE, "Upphört")
    kept.function.name = "Nytt namn"
    kept.function.save()
    revision = publish([kept.function], OFFICE)
    assert revision
    Edition.objects.create(number=1, revision=revision, title="Första", dated=timezone.localdate(), foreword="Förord")


def emptied() -> None:
    with lifted():
        for model in LOG[::-1]:
            model._default_manager.all()._raw_delete("default")
    for kind in reversed(kinds.every()):
        for _ in range(2):  # Entries of one kind may refer to each other.
            for entry in kind.model._default_manager.all():
                entry.delete()
        if kind.name == "activity":
            Contact.objects.all().delete()


def state() -> dict[str, Any]:
    """All that the log holds, but for the accounts behind it and the databases' own keys."""
    return {
        "revisions": list(Revision.objects.values_list("number", "moment", "office", "note")),
        "events": list(
            Event.objects.values_list(
                "revision", "position", "kind", "slug", "op", "verified_on", "verified_by", "verified_months"
            )
        ),
        "publications": list(
            Publication.objects.order_by("revision", "kind", "slug").values_list(
                "revision", "kind", "slug", "name", "sort_key", "body", "published_at"
            )
        ),
        "current": sorted(Current.objects.values_list("kind", "slug", "since", "until")),
        "facets": sorted(Facet.objects.values_list("publication__revision", "publication__slug", "name", "value")),
        "editions": list(Edition.objects.values_list("number", "revision", "title", "dated", "foreword")),
    }


def test_everything_comes_out_again_identical() -> None:
    lived_in()
    lines, before = list(pack()), state()
    changes = Client().get("/api/v1/changes?limit=100").json()
    emptied()
    assert unpack(lines) == before["revisions"][-1][0]
    assert state() == before
    assert list(pack()) == lines
    assert Client().get("/api/v1/changes?limit=100").json() == changes


def test_the_working_tables_say_what_the_catalogue_says_and_the_withdrawn_can_return() -> None:
    lived_in()
    lines = list(pack())
    emptied()
    unpack(lines)
    for row in Publication.objects.at(Revision.current_number()).with_verified(Revision.current_number()):
        entry = kinds.get(row.kind).model._default_manager.get(slug=row.slug)
        assert fingerprint(build(entry)) == fingerprint(row.document) == entry.loaded_fingerprint
        assert entry.verified == row.verified
    gone = Activity.objects.get(slug="borta")
    assert publish([gone], OFFICE)


def test_the_source_catalogue_moves_by_the_commands(tmp_path: Path) -> None:
    kept.published(SOURCE_CATALOGUE)
    before = state()
    for name in ("historik.ndjson", "historik.ndjson.gz"):
        call_command("export_history", tmp_path / name)
    emptied()
    call_command("import_history", tmp_path / "historik.ndjson.gz")
    assert state() == before
    call_command("export_history", tmp_path / "igen.ndjson")
    assert (tmp_path / "igen.ndjson").read_bytes() == (tmp_path / "historik.ndjson").read_bytes()
    assert not list(tmp_path.glob("*ofärdig"))


def spoil(lines: list[str], how: str) -> list[str]:
    if how == "cut":
        return lines[:-1]
    if how == "shortened":
        return [*lines[:2], lines[-1]]
    if how == "swapped":
        return [lines[0], lines[2], lines[1], *lines[3:]]
    if how == "changed":
        return [line.replace("Kvar", "Bort") for line in lines]
    if how == "another format":
        return ['{"format":"annat"}', *lines[1:]]
    if how == "no JSON":
        return [lines[0], "{", *lines[1:]]
    if how == "nested":
        return [lines[0], "[" * 100_000, *lines[1:]]
    if how == "more after the end":
        return [*lines, lines[1]]
    row = json.loads(lines[1])
    if how == "invalid document":
        row["events"][0]["publication"]["body"] = row["events"][0]["publication"]["body"].replace(
            '"name":"', '"namn":"'
        )
    if how == "another's document":
        row["events"][0]["slug"] = "annan"
    if how == "missing field":
        del row["office"]
    return [lines[0], json.dumps(row), *lines[2:]]


@pytest.mark.parametrize(
    "how",
    [
        "cut", "shortened", "swapped", "changed", "another format", "no JSON", "nested", "more after the end",
        "invalid document", "another's document", "missing field",
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_is_refused_and_leaves_nothing(how: str) -> None:
    lived_in()
    lines = spoil(list(pack()), how)
    emptied()
    with pytest.raises(Refused):
        unpack(lines)
    assert not any(model._default_manager.exists() for model in LOG)
    assert not any(kind.model._default_manager.exists() for kind in kinds.every())


def test_an_installation_that_holds_anything_is_left_alone() -> None:
    lived_in()
    lines, before = list(pack()), state()
    with pytest.raises(Refused, match="inte tom"):
        unpack(lines)
    assert state() == before


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "trasig.gz").write_bytes(b"\x1f\x8btrasig")
    for name in ("trasig.gz", "saknas.ndjson"):
        with pytest.raises(CommandError, match="Nothing was read in"):
            call_command("import_history", tmp_path / name)


def test_no_account_moves_along() -> None:
    assert apps.get_model("auth", "User").objects.count() == 0
    lived_in()
    assert not [line for line in pack() if "author" in json.loads(line)]


def test_a_log_from_which_words_were_removed_moves_as_it_is(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    settings.LEDGER = tmp_path / "borttaget.ndjson"
    lived_in()
    redact(["citat"], OFFICE, find(["citat"]).times)
    before = state()
    lines = list(pack())
    assert "citat" not in "".join(lines)
    emptied()
    unpack(lines)
    assert state() == before
    assert Event.objects.filter(op="redact").count() == 1
