"""Importing makes drafts or one revision, all of it or nothing, and never overwrites what somebody has done since."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from federations.models import Area, Municipality
from samverkan.exchange.importer import import_catalogue
from samverkan.publishing.documents import Refused
from samverkan.publishing.models import Publication, Revision
from tests.fixture_files import SOURCE_CATALOGUE
from tests.publishing.log import OFFICE, everything, held, ops, publish, withdraw

pytestmark = pytest.mark.django_db
AREA = """
kind: area
schema_version: 1
slug: omrade
name: Området
description: Som det var.
municipalities: [municipality/ort]
owners: [area/omrade]
verified: {on: "2007", by: Kontoret, inferred: false}
"""
TOWN = "kind: municipality\nschema_version: 1\nslug: ort\nname: Orten\ncode: '1490'\nowners: [area/omrade]\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    (tmp_path / "area.yaml").write_text(AREA)
    (tmp_path / "town.yaml").write_text(TOWN)
    return tmp_path


def rewrite(catalogue: Path, old: str, new: str) -> None:
    for path in catalogue.iterdir():
        path.write_text(path.read_text().replace(old, new))


def assert_refused(catalogue: Path, *complaints: str, and_publish: bool = True) -> None:
    """The import is refused with just these faults, and has changed nothing."""
    before = everything()
    with pytest.raises(Refused) as refused:
        import_catalogue(catalogue, OFFICE, and_publish=and_publish)
    assert [str(fault) for fault in refused.value.faults] == list(complaints)
    assert everything() == before


def test_an_import_makes_drafts(catalogue: Path) -> None:
    report = import_catalogue(catalogue, OFFICE)
    assert (report.read, report.written, report.revision) == (2, 2, None)
    assert Area.objects.get().verified == {"on": "2007", "by": "Kontoret", "inferred": False, "months": 12}
    assert Revision.current_number() == 0


def test_an_import_can_publish_all_of_it_as_one_revision(catalogue: Path) -> None:
    report = import_catalogue(catalogue, OFFICE, and_publish=True, note="Från fil")
    assert sorted(ops(report.revision)) == [("upsert", "omrade"), ("upsert", "ort")]
    assert report.revision
    assert (report.revision.number, report.revision.note, report.revision.office) == (1, "Från fil", OFFICE.office)
    assert held(1)["area", "omrade"][1] == {"on": "2007", "by": "Kontoret", "inferred": False, "months": 12}


@pytest.mark.parametrize("and_publish", [False, True])
def test_an_import_of_the_same_files_makes_no_revision_and_rewrites_nothing(catalogue: Path, and_publish: bool) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=and_publish)
    before = everything()
    rows = list(Area.objects.get().municipalities.values())
    report = import_catalogue(catalogue, OFFICE, and_publish=and_publish)
    assert (report.read, report.written, report.revision) == (2, 0, None)
    assert everything() == before
    assert list(Area.objects.get().municipalities.values()) == rows


def test_the_whole_source_catalogue_is_imported_once() -> None:
    first = import_catalogue(SOURCE_CATALOGUE, OFFICE, and_publish=True)
    again = import_catalogue(SOURCE_CATALOGUE, OFFICE, and_publish=True)
    assert first.read == first.written == Publication.objects.count() > 60
    assert (again.read, again.written, again.revision) == (first.read, 0, None)


def test_only_what_a_file_changes_is_written_and_published(catalogue: Path) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=True)
    edited = Municipality.objects.get().modified_at
    rewrite(catalogue, "Som det var.", "Som det är.")
    report = import_catalogue(catalogue, OFFICE, and_publish=True)
    assert (report.written, ops(report.revision)) == (1, [("upsert", "omrade")])
    assert Municipality.objects.get().modified_at == edited


def test_a_new_confirmation_in_a_file_is_an_event_without_a_document(catalogue: Path) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=True)
    rewrite(catalogue, '"2007"', '"2008"')
    report = import_catalogue(catalogue, OFFICE, and_publish=True)
    assert (report.written, ops(report.revision)) == (1, [("verify", "omrade")])


def test_drafts_can_be_imported_again_and_again(catalogue: Path) -> None:
    import_catalogue(catalogue, OFFICE)
    rewrite(catalogue, "Orten", "Staden")
    assert import_catalogue(catalogue, OFFICE).written == 1
    assert Municipality.objects.get().name == "Staden"


@pytest.mark.parametrize("published_first", [False, True])
def test_what_was_edited_since_is_refused_by_name_and_not_overwritten(catalogue: Path, published_first: bool) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=published_first)
    Municipality.objects.update(official_name="Någons arbete")
    rewrite(catalogue, "Orten", "Staden")
    assert_refused(
        catalogue,
        "town.yaml: municipality/ort: har ändrats sedan den senast publicerades."
        " Publicera eller kasta ändringarna först.",
        and_publish=published_first,
    )


def test_rows_edited_since_are_refused_too(catalogue: Path) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=True)
    Area.objects.get().municipalities.all().delete()
    rewrite(catalogue, "Som det var.", "Som det är.")
    with pytest.raises(Refused, match="area/omrade: har ändrats"):
        import_catalogue(catalogue, OFFICE)


def test_what_was_edited_and_published_since_yields_to_the_file(catalogue: Path) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=True)
    town = Municipality.objects.get()
    town.official_name = "Publicerat sedan dess"
    town.save()
    publish([town], OFFICE)
    assert ops(import_catalogue(catalogue, OFFICE, and_publish=True).revision) == [("upsert", "ort")]
    assert Municipality.objects.get().official_name == ""


@pytest.mark.parametrize("and_publish", [False, True])
def test_a_withdrawn_entry_is_refused_by_name(catalogue: Path, and_publish: bool) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=True)
    withdraw([Area.objects.get(), Municipality.objects.get()], OFFICE)
    rewrite(catalogue, "Orten", "Staden")
    assert_refused(
        catalogue,
        "town.yaml: municipality/ort: är återkallad. Publicera den på nytt i administrationen först.",
        *["area.yaml: area/omrade: är återkallad. Publicera den på nytt i administrationen först."] * and_publish,
        and_publish=and_publish,
    )


def test_an_import_of_the_same_files_revives_nothing_that_was_withdrawn(catalogue: Path) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=True)
    withdraw([Area.objects.get(), Municipality.objects.get()], OFFICE)
    assert import_catalogue(catalogue, OFFICE).written == 0
    assert_refused(
        catalogue,
        "town.yaml: municipality/ort: är återkallad. Publicera den på nytt i administrationen först.",
        "area.yaml: area/omrade: är återkallad. Publicera den på nytt i administrationen först.",
    )


def test_a_code_that_another_entry_has_is_refused_by_name(catalogue: Path) -> None:
    import_catalogue(catalogue, OFFICE, and_publish=True)
    (catalogue / "twin.yaml").write_text(TOWN.replace("ort", "tvilling"))
    assert_refused(catalogue, "municipality/tvilling.code: En annan kommun har redan den koden.")


def test_what_cannot_be_published_is_not_imported_either(catalogue: Path) -> None:
    import_catalogue(catalogue, OFFICE)
    (catalogue / "area.yaml").unlink()
    with pytest.raises(Refused, match="som inte är publicerad"):
        import_catalogue(catalogue, OFFICE, and_publish=True)
    assert Revision.current_number() == 0


def test_the_command_tells_what_it_did(catalogue: Path) -> None:
    out = StringIO()
    for _ in range(2):
        call_command("import_catalogue", catalogue, publish=True, office="Borås stad", note="Från fil", stdout=out)
    assert out.getvalue().splitlines() == [
        "Entries read: 2, new or changed: 2.",
        "Published as revision 1.",
        "Entries read: 2, new or changed: 0.",
        "Nothing new to publish.",
    ]
    assert Revision.objects.get().office == "Borås stad"


def test_the_command_lists_every_fault(catalogue: Path) -> None:
    rewrite(catalogue, "slug: ort", "slug: Ort")
    rewrite(catalogue, "Som det var.", "7")
    with pytest.raises(CommandError) as error:
        call_command("import_catalogue", catalogue)
    assert str(error.value).splitlines()[0] == "Nothing was read in. Faults: 2"
    assert str(error.value).count("\n  ") == 2
