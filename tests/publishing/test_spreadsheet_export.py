"""Entries as spreadsheets: every field, nothing lost, nothing that a spreadsheet program would run."""

import csv
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from activities.models import Activity
from samverkan.exchange.spreadsheets import writing
from samverkan.exchange.spreadsheets.cells import words_of
from samverkan.exchange.spreadsheets.columns import LONGEST_TITLE, Column, has_own_sheet, sheets_of
from samverkan.printing.tables import as_csv, guarded, plain, unguarded
from samverkan.publishing import kinds
from samverkan.publishing.documents import build
from samverkan.publishing.kinds import Document
from samverkan.publishing.loading import load
from tests import kept
from tests.conftest import PART
from tests.factories import ActivityFactory, MunicipalityFactory
from tests.fixture_files import SOURCE_CATALOGUE
from tests.publishing.sheets import checked, exported, exported_csv, rows_of
from tests.publishing.strategies import documents, known_entries
from tests.publishing.test_round_trip import KINDS, undone

pytestmark = pytest.mark.django_db
few = settings(
    max_examples=12 // PART,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]


def columns() -> list[Column]:
    return [column for kind in kinds.every() for sheet in sheets_of(kind) for column in sheet.columns]


def leaves(value: object, path: str = "") -> list[str]:
    """Every value of a document, rows of lists by their list."""
    if isinstance(value, dict) and value.keys() != {"kind", "slug", "name"}:
        return [leaf for name, item in value.items() for leaf in leaves(item, f"{path}.{name}".lstrip("."))]
    return [path]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_schema_has_a_column(kind: str) -> None:
    known_entries()
    main = sheets_of(kinds.get(kind))[0]
    [entry, *_others] = kinds.get(kind).model._default_manager.all()
    assert set(leaves(build(entry))) - {"kind", "schema_version"} == {column.name for column in main.columns}


def test_a_new_field_needs_nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = kinds.get("area").schema
    wheels = {"title": "Rullstol", "type": ["boolean", "null"]}
    wider = {**schema, "properties": {**schema["properties"], "wheelchair_access": wheels}}
    monkeypatch.setattr(kinds.Kind, "schema", wider)
    main = sheets_of(kinds.get("area"))[0]
    assert ("wheelchair_access", "Rullstol") in zip(main.names, main.titles, strict=True)


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_and_columns_have_names_of_their_own_that_spreadsheets_allow(kind: str) -> None:
    sheets = sheets_of(kinds.get(kind))
    titles = [sheet.title for sheet in sheets]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= LONGEST_TITLE for title in titles)
    for sheet in sheets:
        assert len(set(sheet.names)) == len(sheet.names) == len(sheet.titles)


def test_codes_stand_as_words_that_no_two_of_them_share() -> None:
    nodes = [column.node.get("items", column.node) for column in columns() if not has_own_sheet(column.node)]
    for node in (node for node in nodes if "enum" in node):
        words = [word.casefold() for word in words_of(node).values()]
        assert len(set(words)) == len(words)


@pytest.mark.rehearsal
def test_the_whole_catalogue_goes_out_and_in_in_every_form_and_says_nothing_new(tmp_path: Path) -> None:
    kept.published(SOURCE_CATALOGUE)
    for kind in kinds.every():
        found = checked(kind.name, exported(kind.name, tmp_path / "bok.xlsx"))
        assert (found.read, found.changes) == (kind.model._default_manager.count(), [])
        for index, sheet in enumerate(sheets_of(kind)):
            for swedish in (False, True):
                path = exported_csv(kind.name, tmp_path / "blad.csv", sheet=index, swedish=swedish)
                assert checked(kind.name, path).changes == [], (sheet.title, swedish)


@pytest.mark.parametrize("kind", KINDS)
def test_no_valid_document_is_changed_by_going_out_and_in(kind: str, tmp_path: Path) -> None:
    some = documents(kinds.get(kind), known_entries())

    @few
    @given(document=some)
    def survives(document: Document) -> None:
        with undone():
            load([document])
            assert checked(kind, exported(kind, tmp_path / "bok.xlsx")).changes == []
            assert checked(kind, exported_csv(kind, tmp_path / "blad.csv")).changes == []
            assert checked(kind, exported_csv(kind, tmp_path / "blad.csv", swedish=True)).changes == []

    survives()


@pytest.mark.parametrize("kind", KINDS)
def test_a_valid_document_can_be_made_anew_of_its_sheets_alone(kind: str, tmp_path: Path) -> None:
    some = documents(kinds.get(kind), known_entries(), slug="ny-post")

    @few
    @given(document=some)
    def survives(document: Document) -> None:
        with undone():
            load([document])
            path = exported(kind, tmp_path / "bok.xlsx")
            kinds.get(kind).model._default_manager.filter(slug="ny-post").delete()
            [change] = checked(kind, path).changes
            assert as_sheets_can_say(change.item.document) == as_sheets_can_say(document)

    survives()


def as_sheets_can_say(value: object) -> object:
    """What a cell can carry of a document: not the two characters that XML lacks, nor space around a list's items."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [as_sheets_can_say(item) for item in value]
    return {name: as_sheets_can_say(item) for name, item in value.items()} if isinstance(value, dict) else value


def test_unknown_is_an_empty_cell_and_none_a_dash() -> None:
    activity = ActivityFactory.create(aliases=[], stated_none=["placements"])
    [(_sheet, row)] = list(rows_of("activity"))
    said = dict(zip(sheets_of(kinds.get("activity"))[0].names, row, strict=True))
    assert (said["aliases"], said["entry_route.steps"]) == ("–", None)
    assert (said["placements"], said["contacts"]) == ("–", None)
    assert said["slug"] == activity.slug


def test_rows_of_lists_stand_on_sheets_of_their_own_by_slug_and_number() -> None:
    towns = [MunicipalityFactory.create(slug="a"), MunicipalityFactory.create(slug="b")]
    ActivityFactory.create(slug="lotsen", name="Lotsen", placed_in=towns)
    rows = [row for sheet, row in rows_of("activity") if sheet == 1]
    assert rows == [["lotsen", 1, "a", "Lotsen"], ["lotsen", 2, "b", "Lotsen"]]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_runs_as_a_formula(text: str, tmp_path: Path) -> None:
    ActivityFactory.create(name=text, summary=text, aliases=[text], operator=text)
    path = exported("activity", tmp_path / "bok.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row if cell.value is not None]
    assert plain(text) in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    with ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("swedish", [False, True])
@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_csv_runs_as_a_formula(text: str, swedish: bool, tmp_path: Path) -> None:
    ActivityFactory.create(name=f"{text};{text},{text}", summary=text)
    content = exported_csv("activity", tmp_path / "blad.csv", swedish=swedish).read_bytes()
    said = content.decode("cp1252" if swedish else "utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(said), delimiter=";" if swedish else ",") for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))] == []


@pytest.mark.parametrize("text", [*FORMULAS, "'=1", "''@x", "'", "'a", "", "a=1", "–", "\n-x"])
def test_the_guard_of_a_cell_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_swedish_excel_gets_its_own_encoding_and_is_told_what_it_lacks(tmp_path: Path) -> None:
    ActivityFactory.create(name="Räksmörgås ☃ – “så”")
    head = writing.tables(sheets_of(kinds.get("activity")))[0]
    file, lost = as_csv(head, [row for sheet, row in rows_of("activity") if sheet == 0], swedish=True)
    with file:
        said = file.read().decode("cp1252")
    assert "Räksmörgås ? – “så”" in said
    assert ";" in said.splitlines()[0]
    assert lost.characters == {"☃"}


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_calculate_comes_back_unchanged_from_swedish_excel(text: str, tmp_path: Path) -> None:
    ActivityFactory.create(name="Namn", summary=f"{text} så")
    assert checked("activity", exported_csv("activity", tmp_path / "blad.csv", swedish=True)).changes == []


def test_other_programs_get_utf_8_with_a_mark_and_commas(tmp_path: Path) -> None:
    ActivityFactory.create(name="Räksmörgås ☃")
    content = exported_csv("activity", tmp_path / "blad.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfslug,name,")
    assert "Räksmörgås ☃" in content.decode()


def test_what_no_cell_can_carry_does_no_harm_to_what_is_around_it(tmp_path: Path) -> None:
    ActivityFactory.create(name="Styr\x0btecken", summary="a\r\nb\ufffe", purpose="x" * 40_000)
    before = list(Activity.objects.values())
    assert checked("activity", exported("activity", tmp_path / "bok.xlsx")).changes == []
    assert list(Activity.objects.values()) == before
