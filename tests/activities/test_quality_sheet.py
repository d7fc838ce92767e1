"""The report as CSV and as a command."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from activities.models import AcceptedFinding, Activity
from activities.quality import Catalogue, find
from activities.quality.report import report
from activities.quality.sheet import as_csv
from samverkan.printing.tables import BOM, guarded
from tests.factories import ActivityFactory, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    return ActivityFactory.create(slug="lotsen", name="Lotsen", period_end="2007")


def run(**options: object) -> str:
    out = StringIO()
    call_command("quality", stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_runs_as_a_formula(first: str) -> None:
    assert guarded(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("cell", ["", "Lotsen", "1 = 1", "0320-77 94 61", " =1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_hostile_name_reaches_the_sheet_as_text(activity: Activity) -> None:
    Activity.objects.update(name='=HYPERLINK("http://evil.example";"Lotsen")')
    cells = [cell for row in rows() for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def rows() -> list[list[str]]:
    return list(csv.reader(StringIO(as_csv(report(Catalogue.working())).removeprefix(BOM)), delimiter=";"))


def test_excel_in_swedish_opens_the_sheet(activity: Activity) -> None:
    text = as_csv(report(Catalogue.working()))
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[0].split(";")[0] == f"{BOM}Post"
    assert "\r\n" in text
    assert len({len(row) for row in rows()}) == 1


def test_the_sheet_tells_every_finding_and_which_are_accepted(activity: Activity) -> None:
    findings = find(Catalogue.working())
    accept(findings[0].rule.code, "Det vet vi.")
    found = rows()[1:]
    assert len([row for row in found if row[5]]) == len(findings)
    assert [row[5] for row in found if row[10] == "Det vet vi."] == [str(findings[0].rule.title)]


def accept(rule: str, reason: str) -> None:
    [finding] = [finding for finding in find(Catalogue.working()) if finding.rule.code == rule]
    AcceptedFinding.objects.create(
        rule=rule, kind=finding.kind, slug=finding.slug, fingerprint=finding.fingerprint, reason=reason
    )


def test_the_command_tells_what_is_wrong_and_what_to_do(activity: Activity) -> None:
    told = run()
    assert "Lotsen (activity/lotsen, " in told
    assert "allvarligt: Tiden har gått ut [past-its-end]" in told
    assert "– Lotsen: Period: ”2007”" in told
    assert "To do: " in told


def test_what_is_accepted_is_counted_and_not_told(activity: Activity) -> None:
    accept("past-its-end", "Den lever kvar i vardagen.")
    told = run()
    assert "past-its-end" not in told
    assert "1 accepted" in told


def test_what_is_accepted_returns_when_the_facts_change(activity: Activity) -> None:
    accept("past-its-end", "Den lever kvar i vardagen.")
    Activity.objects.update(period_end="2006")
    assert "past-its-end" in run()


def test_the_command_speaks_of_one_entry_or_of_a_past_moment(activity: Activity) -> None:
    published(activity)
    ActivityFactory.create(slug="nyare")
    assert "nyare" not in run(entry="lotsen")
    assert "nyare" not in run(at="r1")
    assert "lotsen" in run(at="r1")


def test_the_command_writes_the_sheet_to_a_file(activity: Activity, tmp_path: Path) -> None:
    file = tmp_path / "kvalitet.csv"
    assert str(file) in run(csv=file)
    assert file.read_bytes().decode() == as_csv(report(Catalogue.working()))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"at": "r99"}, "Revision 99 finns inte"),
        ({"at": "igår"}, "Ange tidpunkten"),
        ({"entry": "okänd"}, "No entry is called okänd."),
        ({"csv": Path("/proc/nowhere/x.csv")}, "cannot be written"),
    ],
)
def test_what_the_command_cannot_do_it_says(activity: Activity, options: dict[str, object], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(**options)
