"""Lists as spreadsheets: what the user may see, as the list shows it, and nothing else."""

import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from activities.models import Activity, Contact
from federations.models import Federation, Scope
from samverkan.proposals.models import Proposal
from samverkan.publishing.edition import freeze
from tests.admin.roles import HIDDEN, REFUSED, SEEN
from tests.admin.sheets import content, downloaded, page
from tests.factories import OFFICE, ActivityFactory, published, works_for

pytestmark = pytest.mark.django_db


def test_the_list_links_to_its_spreadsheet_and_keeps_what_it_shows(editor: Client) -> None:
    listed = editor.get(f"{page(name='changelist')}?q=min").content.decode()
    assert f'href="{page()}?q=min"' in listed
    offered = editor.get(f"{page()}?q=min").content.decode()
    for form in ("xlsx", "csv", "csv-svenska"):
        assert f"{page('activities_activity', 'sheet_file', form)}?q=min" in offered


def test_the_file_holds_what_the_list_shows_in_its_order(editor: Client, mine: Federation) -> None:
    for slug in ("b", "a", "c"):
        ActivityFactory.create(slug=slug, name=f"Ny {slug}", owners=[mine], for_whom={}, way_in={})
    assert [row["slug"] for row in downloaded(editor)] == ["min", "a", "b", "c"]
    assert [row["slug"] for row in downloaded(editor, "?q=ny&o=-1")] == ["c", "b", "a"]
    assert [row["slug"] for row in downloaded(editor, "?q=ingen")] == []


def test_the_state_and_the_confirmation_are_told_beside(editor: Client, my_activity: Activity) -> None:
    Activity.objects.update(verified_on="2026-10", verified_by="Kontoret", working_fingerprint="x")
    [told] = downloaded(editor)
    assert (told["(state)"], told["(verified)"]) == ("Opublicerade ändringar", "2026-10 Kontoret")


@pytest.mark.parametrize("query", ["", "?q=annans", "?owners__id__exact=2", "?id__in=1,2,3,4,5,6,7,8,9", "?all="])
@pytest.mark.parametrize("role", ["editor", "publisher", "manager"])
def test_no_request_gives_another_scopes_rows(
    client: Client, mine: Federation, my_activity: Activity, foreign_activity: Activity, role: str, query: str
) -> None:
    client.force_login(works_for(role, mine))
    for form in ("xlsx", "csv", "csv-svenska"):
        response = client.get(page("activities_activity", "sheet_file", form) + query)
        assert response.status_code in (SEEN, 302, 400)
        said = content(response) if response.streaming else response.content
        if form == "xlsx" and response.status_code == SEEN:
            said = str(list(openpyxl.load_workbook(BytesIO(said)).worksheets[0].values)).encode()
        assert b"annans" not in said.lower()


@pytest.mark.parametrize("name", ["spreadsheet", "sheet_file"])
def test_who_works_for_nobody_gets_nothing(client: Client, my_activity: Activity, name: str) -> None:
    where = page("activities_activity", name, *["xlsx"] * (name == "sheet_file"))
    assert client.get(where).status_code == 302  # To the login.
    client.force_login(works_for("editor", username="utan"))
    assert client.get(where).status_code == REFUSED


@pytest.mark.parametrize("form", ["pdf", "csv?blad=99", "csv?blad=x", "csv?blad=-1", "csv?blad=²"])
def test_a_form_or_sheet_that_is_not_there_is_not_found(editor: Client, form: str) -> None:
    name, _mark, query = form.partition("?")
    assert editor.get(f"{page('activities_activity', 'sheet_file', name)}?{query}").status_code == HIDDEN


def test_a_sheet_of_its_own_is_chosen_by_its_number(editor: Client) -> None:
    said = content(editor.get(f"{page('activities_activity', 'sheet_file', 'csv')}?blad=1")).decode("utf-8-sig")
    assert said.splitlines()[0] == "slug,placements.nr,municipality,label"


def test_private_files_are_kept_by_nobody_on_the_way(editor: Client) -> None:
    response = editor.get(page("activities_activity", "sheet_file", "xlsx"))
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith('attachment; filename="verksamheter-')
    content(response)


def test_what_swedish_excel_lacks_is_told_before_it_is_replaced(editor: Client, my_activity: Activity) -> None:
    Activity.objects.update(name="Snö ☃")
    where = page("activities_activity", "sheet_file", "csv-svenska")
    told = editor.get(f"{where}?q=sn").content.decode()
    assert "☃" in told
    assert 'href="?q=sn&amp;anda=1"' in told
    assert "Snö ?" in content(editor.get(f"{where}?q=sn&anda=1")).decode("cp1252")


def test_contacts_and_proposals_have_their_lists_without_readers_addresses(
    editor: Client, mine: Federation, others: Federation
) -> None:
    for office, owner in (("Mitt kontor", mine), ("Annans kontor", others)):
        contact = Contact.objects.create(office=office, phone="033-35 70 00")
        contact.owners.add(Scope.of(owner))
    Proposal.objects.create(
        kind="activity", slug="min", revision=1, reason="wrong", text="=Fel!", email="lasare@exempel.se"
    )
    contacts = content(editor.get(page("activities_contact", "sheet_file", "csv"))).decode()
    assert "Mitt kontor" in contacts
    assert "033-35 70 00" in contacts
    assert "Annans" not in contacts
    proposals = content(editor.get(page("publishing_proposal", "sheet_file", "csv"))).decode()
    assert "Min verksamhet,fel uppgift,'=Fel!" in proposals
    assert "lasare" not in proposals


def test_users_scopes_and_editions_are_lists_like_others(client: Client, mine: Federation, others: Federation) -> None:
    manager = works_for("manager", mine, username="chef")
    works_for("editor", others, username="annans")
    published(mine)
    freeze("Hösten", dt.date(2026, 11, 26), "", OFFICE)
    client.force_login(manager)
    users = content(client.get(page("auth_user", "sheet_file", "csv"))).decode()
    assert "chef" in users
    assert "annans" not in users
    assert "Mitt förbund,nej" in content(client.get(page("federations_scope", "sheet_file", "csv"))).decode()
    assert "Hösten" in content(client.get(page("publishing_edition", "sheet_file", "csv"))).decode()
    for name in ("auth_user", "federations_scope", "publishing_edition"):
        assert page(name) in client.get(page(name, "changelist")).content.decode()
