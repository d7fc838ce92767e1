"""A long list is written by a job while its asker sees how far it has come, and holds what the asker may see."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from activities.models import Activity
from federations.models import Federation, Mandate
from samverkan.desk.entries import list_jobs
from samverkan.jobs.models import Job, Material
from samverkan.jobs.working import delivered
from tests.admin.sheets import content, page, rows_of_file
from tests.factories import ActivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def long(mine: Federation, my_activity: Activity, foreign_activity: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two entries are many."""
    monkeypatch.setattr(list_jobs, "AT_ONCE", 1)
    ActivityFactory.create(slug="till", name="Till – ”en”", owners=[mine], for_whom={}, way_in={})


def asked(client: Client, form: str, query: str = "") -> str:
    """The address where the file will be."""
    response = client.get(page("activities_activity", "sheet_file", form) + query)
    assert response.status_code == 302
    return str(response["Location"])


@pytest.mark.usefixtures("long")
def test_it_is_written_as_the_list_shows_it_and_fetched_when_it_is_ready(editor: Client) -> None:
    address = asked(editor, "xlsx", "?o=-1")
    waiting = editor.get(address)
    assert "Uppdatera nu" in waiting.content.decode()
    assert waiting["Refresh"]
    call_command("work", once=True)
    assert 'href="?fil=1"' in editor.get(address).content.decode()
    file = editor.get(f"{address}?fil=1")
    assert file["Content-Disposition"].startswith('attachment; filename="verksamheter-')
    assert [row["slug"] for row in rows_of_file(content(file))] == ["till", "min"]


@pytest.mark.usefixtures("long")
def test_nobody_else_sees_it_and_rights_are_those_of_when_it_is_written(editor: Client, admin_client: Client) -> None:
    address = asked(editor, "csv")
    assert admin_client.get(address).status_code == 404
    user = Job.objects.get().asked_by
    assert user
    Mandate.objects.filter(user=user).delete()
    call_command("work", once=True)
    job = Job.objects.get()
    assert b"min" not in b"".join(delivered(job))


@pytest.mark.usefixtures("long")
def test_what_excel_s_swedish_form_lacks_is_told_before_it_is_fetched(editor: Client) -> None:
    Activity.objects.filter(slug="till").update(name="Till Ž ā")
    address = asked(editor, "csv-svenska")
    call_command("work", once=True)
    told = editor.get(address).content.decode()
    assert "I filen är de frågetecken" in told
    assert "ā" in told


@pytest.mark.usefixtures("long")
def test_a_form_that_is_not_there_is_not_asked_for(editor: Client) -> None:
    for form in ("pdf", "csv?blad=99"):
        name, _, query = form.partition("?")
        assert (
            editor.get(page("activities_activity", "sheet_file", name), {"blad": query[5:] or "0"}).status_code == 404
        )
    assert not Job.objects.exists()


@pytest.mark.usefixtures("long")
def test_nothing_is_kept_of_what_was_written_while_words_were_removed(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(editor, "csv")
    write = list_jobs._telling

    def meanwhile(job: Job, rows: Any, of: int) -> Any:
        Job.objects.filter(pk=job.pk).delete()  # As a removal does with whatever is being written.
        return write(job, rows, of)

    monkeypatch.setattr(list_jobs, "_telling", meanwhile)
    call_command("work", once=True)
    assert not Job.objects.exists()
    assert not Material.objects.exists()
