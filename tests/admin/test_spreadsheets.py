"""Changed spreadsheets: what the user may edit goes in, by way of a preview, as drafts."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client

from activities.models import Activity
from federations.models import Federation, Scope
from samverkan.exchange.spreadsheets.reading import MOST_BYTES
from samverkan.exchange.spreadsheets.uploaded import Kept
from samverkan.jobs.models import Job, Material
from samverkan.jobs.working import take
from samverkan.publishing.models import Publication
from tests.admin.roles import HIDDEN, REFUSED, address
from tests.admin.sheets import as_file, downloaded, fresh, page, row, upload
from tests.factories import ActivityFactory, PartnerFactory, published, works_for
from tests.publishing.log import everything

pytestmark = pytest.mark.django_db


def test_a_changed_sheet_is_shown_then_loaded_as_a_draft_and_never_published(
    editor: Client, my_activity: Activity
) -> None:
    rows = downloaded(editor)
    where = upload(editor, as_file([{**rows[0], "summary": "Ny text"}]))
    shown = editor.get(where)
    assert "no-store" in shown["Cache-Control"]
    assert "Ny text" in shown.content.decode()
    assert fresh(my_activity).summary == ""
    assert "1 post är inläst som utkast" in editor.post(where, {"load": "1"}, follow=True).content.decode()
    assert fresh(my_activity).summary == "Ny text"
    assert fresh(my_activity).working_fingerprint != fresh(my_activity).loaded_fingerprint
    assert Publication.objects.filter(slug="min").count() == 1
    assert not Material.objects.exists()
    history = editor.get(address(my_activity, "history")).content.decode()
    assert "Inläst från ett kalkylblad." in history


def test_an_unchanged_sheet_says_so_and_offers_nothing_to_load(editor: Client) -> None:
    where = upload(editor, as_file(downloaded(editor)))
    assert "Inga ändringar." in editor.get(where).content.decode()
    assert 'name="load"' not in editor.get(where).content.decode()


def test_loading_twice_loads_once(editor: Client, my_activity: Activity) -> None:
    where = upload(editor, row(summary="Ny text"))
    editor.post(where, {"load": "1"})
    version = fresh(my_activity).edit_version
    assert "är inläst" in editor.post(where, {"load": "1"}, follow=True).content.decode()
    assert fresh(my_activity).edit_version == version


def test_what_changed_after_the_preview_is_not_overwritten(editor: Client, my_activity: Activity) -> None:
    where = upload(editor, row(summary="Ny text"))
    Activity.objects.update(purpose="Någons arbete")
    before = everything()
    told = editor.post(where, {"load": "1"}, follow=True).content.decode()
    assert "Inget är inläst" in told
    assert "har ändrats sedan" in told
    assert everything() == before


def test_rights_lost_after_the_preview_are_lost(editor: Client, my_activity: Activity, others: Federation) -> None:
    where = upload(editor, row(summary="Ny text"))
    my_activity.owners.set([Scope.of(others)])
    told = editor.post(where, {"load": "1"}, follow=True).content.decode()
    assert "finns inte bland dina poster" in told
    assert fresh(my_activity).summary == ""


def test_cancelling_removes_the_file(editor: Client, my_activity: Activity) -> None:
    where = upload(editor, row(summary="Ny text"))
    assert Material.objects.count() == 2  # The file, and the one entry that it would change.
    assert editor.post(where, {"cancel": "1"}).status_code == 302
    assert not Job.objects.exists()
    assert editor.get(where).status_code == HIDDEN
    assert fresh(my_activity).summary == ""


def test_an_upload_is_its_makers_alone(editor: Client, mine: Federation, my_activity: Activity) -> None:
    where = upload(editor, row(summary="Ny text"))
    assert editor.get(where.replace("/activity/", "/federation/")).status_code == HIDDEN
    editor.force_login(works_for("manager", mine, username="annan"))
    assert editor.get(where).status_code == HIDDEN
    assert editor.post(where, {"load": "1"}).status_code == HIDDEN
    assert fresh(my_activity).summary == ""


def test_after_a_day_an_upload_is_gone(editor: Client) -> None:
    where = upload(editor, row(summary="Ny text"))
    Job.objects.update(asked_at=F("asked_at") - dt.timedelta(hours=25))
    assert editor.get(where).status_code == HIDDEN
    upload(editor, row(summary="Annan text"))
    assert Job.objects.count() == 1
    assert {material.job for material in Material.objects.all()} == {Job.objects.get()}


@pytest.mark.parametrize("token", ["x", "a" * 64, "00000000-0000-4000-8000-000000000000", "..%2F..%2Fetc%2Fpasswd"])
def test_a_made_up_name_leads_nowhere(editor: Client, token: str) -> None:
    assert editor.get(f"{page()}{token}/").status_code in (HIDDEN, 302)


@pytest.mark.parametrize("slug", ["annans", "nagon-annans"])
def test_anothers_entry_is_as_if_it_did_not_exist(
    client: Client, mine: Federation, my_activity: Activity, foreign_activity: Activity, slug: str
) -> None:
    ActivityFactory.create(slug="nagon-annans", owners=[my_activity.area], for_whom={}, way_in={})
    client.force_login(works_for("manager", mine))
    before = everything()
    told = client.get(upload(client, row(slug, summary="Kapad"))).content.decode()
    assert f"”{slug}” finns inte bland dina poster." in told
    assert "Kapad" not in told
    assert everything() == before


@pytest.mark.parametrize(
    ("owners", "complaint"),
    [
        ("federation/annans", "ska vara ett av federation/mitt, inte ”federation/annans”."),
        ("federation/mitt\nfederation/annans", "ska vara ett av federation/mitt, inte ”federation/annans”."),
        ("area/omrade", "ska vara ett av federation/mitt, inte ”area/omrade”."),
        ("", "får inte vara tomt."),
    ],
)
def test_one_can_neither_take_nor_give_away_for_others(
    editor: Client, my_activity: Activity, others: Federation, owners: str, complaint: str
) -> None:
    told = editor.get(upload(editor, row(owners=owners))).content.decode()
    assert complaint in told
    assert [str(owner) for owner in my_activity.owners.all()] == ["Mitt förbund"]


def test_other_owners_stay(editor: Client, my_activity: Activity, others: Federation) -> None:
    my_activity.owners.add(Scope.of(others))
    published(my_activity)
    told = editor.get(upload(editor, row(owners="Mitt förbund"))).content.decode()
    assert "federation/annans svarar också för posten." in told
    where = upload(editor, row(owners="Annans förbund"))
    editor.post(where, {"load": "1"})
    assert [str(owner) for owner in my_activity.owners.all()] == ["Annans förbund"]


def test_a_new_entry_is_its_makers_own(editor: Client, my_activity: Activity, others: Federation) -> None:
    cells = {"name": "Ny", "area": my_activity.area.slug, "function": my_activity.function.slug}
    told = editor.get(upload(editor, row("ny", **cells, owners="federation/annans"))).content.decode()
    assert "ska vara ett av federation/mitt" in told
    editor.post(upload(editor, row("ny", **cells)), {"load": "1"})
    assert [str(owner) for owner in Activity.objects.get(slug="ny").owners.all()] == ["Mitt förbund"]


def test_a_reference_to_anothers_unpublished_entry_is_no_choice(editor: Client, foreign_activity: Activity) -> None:
    told = editor.get(upload(editor, row(part_of="annans"))).content.decode()
    assert "”annans” finns inte" in told or "ska vara ett av min, inte ”annans”" in told


@pytest.mark.parametrize(("role", "status"), [("editor", REFUSED), ("publisher", REFUSED), ("manager", 302)])
def test_shared_registers_are_loaded_by_managers_alone(
    client: Client, mine: Federation, role: str, status: int
) -> None:
    partner = PartnerFactory.create(slug="part", owners=[mine])
    published(partner)
    client.force_login(works_for(role, mine))
    offered = client.get(page("federations_partner")).content.decode()
    assert ('type="file"' in offered) == (role == "manager")
    assert client.post(page("federations_partner"), {"file": row("part", name="Ny")}).status_code == status


def test_the_name_of_a_file_is_text(editor: Client) -> None:
    told = editor.get(upload(editor, as_file([{"slug": "min"}], "<script>alert(1)</script>.csv"))).content.decode()
    assert "<script>alert" not in told


def test_what_a_hostile_cell_says_is_text(editor: Client) -> None:
    evil = "<script>alert(1)</script>"
    for cells in ({"serves_individuals": evil}, {evil: "x"}, {"summary": evil}):
        told = editor.get(upload(editor, row(**cells))).content.decode()
        assert evil not in told
        assert "&lt;script&gt;" in told


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 3 * MOST_BYTES])
def test_a_file_that_is_too_large_is_not_kept(editor: Client, size: int) -> None:
    told = editor.post(page(), {"file": SimpleUploadedFile("stor.csv", b"x" * size)}, follow=True)
    assert "Filen är större än 10 MB." in told.content.decode()
    assert not Job.objects.exists()


def test_no_file_at_all_is_told(editor: Client) -> None:
    assert "Välj en fil först." in editor.post(page(), follow=True).content.decode()


def test_every_fault_is_on_one_page_and_the_file_is_gone(editor: Client) -> None:
    told = editor.get(upload(editor, row(serves_individuals="kanske", function="dansa", påhitt="x"))).content.decode()
    for complaint in ("ska vara ja, nej eller tomt", "inte ”dansa”", "”påhitt” är okänd", "Inget har ändrats."):
        assert complaint in told
    assert not Material.objects.exists()


def test_long_work_tells_how_far_it_has_come_and_a_broken_one_that_it_broke(editor: Client) -> None:
    kept = Kept.new(works_for("editor"), "activity", row(summary="Ny text"))
    where = page("activities_activity", "spreadsheet_job", str(kept.job.identifier))
    assert "Arbetar." in editor.get(where).content.decode()
    job = take()
    assert job
    job.tell("check", 3000, 20_000)
    job.beat()
    running = editor.get(where)
    assert running["Refresh"] == "2"
    assert "Kontrollerar: 3000 av 20000 poster." in running.content.decode().replace("\xa0", "")
    editor.post(where, {"cancel": "1"})
    job.fail()
    broken = editor.get(where)
    assert "Arbetet avbröts och inget har ändrats." in broken.content.decode()
    assert "Refresh" not in broken
