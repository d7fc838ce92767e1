"""A publisher sees what an edition will hold and freezes it; nobody changes it afterwards."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from federations.models import Federation
from samverkan.publishing.models import Edition, Editor, Revision
from tests.admin.roles import REFUSED, SEEN
from tests.editions import frozen
from tests.factories import published, works_for

pytestmark = pytest.mark.django_db
ADD = "/admin/publishing/edition/add/"
LIST = "/admin/publishing/edition/"


@pytest.fixture
def publisher(client: Client, mine: Federation, my_activity: Activity) -> Client:
    user = works_for("publisher", mine)
    Editor.objects.create(user=user, office="Borås samordningsförbund")
    client.force_login(user)
    return client


def form(client: Client, **changes: Any) -> dict[str, Any]:
    seen = client.get(ADD).context["seen"]
    return {"title": "Hösten", "dated": "2026-11-22", "foreword": "Ett *förord*.", "seen": seen, **changes}


def told(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(
    ("role", "may"), [("editor", False), ("publisher", True), ("manager", True), ("superuser", True), ("nobody", False)]
)
def test_publishers_of_any_scope_freeze_and_nobody_else(
    client: Client, mine: Federation, my_activity: Activity, role: str, may: bool
) -> None:
    user = works_for(role, mine) if role in {"editor", "publisher", "manager"} else works_for("editor")
    user.is_superuser = role == "superuser"
    user.save()
    client.force_login(user)
    assert client.get(ADD).status_code == (SEEN if may else REFUSED)
    data = {"title": "Hösten", "dated": "2026-11-22", "foreword": "", "seen": 1}
    assert client.post(ADD, data).status_code == (302 if may else REFUSED)
    assert Edition.objects.exists() == may
    assert client.get(LIST).status_code == (REFUSED if role == "nobody" else SEEN)
    assert ("Frys en utgåva" in client.get(LIST).content.decode()) == may


def test_the_page_shows_what_the_edition_will_hold_and_what_changed_since_the_last(
    publisher: Client, my_activity: Activity
) -> None:
    page = publisher.get(ADD)
    assert page.context["form"]["dated"].value() == timezone.localdate()
    text = page.content.decode()
    assert "Det här blir utgåva 1." in text
    assert "<li>Verksamheter: 1</li>" in text
    frozen("Våren")
    my_activity.summary = "Ny text"
    my_activity.save()
    published(my_activity)
    text = publisher.get(ADD).content.decode()
    assert "Ändrat sedan utgåva 1, Våren" in text
    assert "Ändrad: Min verksamhet <small>Verksamhet: Kort sagt</small>" in text
    assert Edition.objects.count() == 1


def test_freezing_makes_the_edition_in_the_office_s_name_and_logs_who_did_it(publisher: Client) -> None:
    page = publisher.post(ADD, form(publisher), follow=True)
    assert "Utgåva 1 är fryst" in told(page)
    edition = Edition.objects.get()
    assert (edition.title, edition.dated, edition.foreword) == ("Hösten", dt.date(2026, 11, 22), "Ett *förord*.")
    assert (edition.revision.office, edition.revision.author.username) == ("Borås samordningsförbund", "samordnare")  # type: ignore[union-attr]
    assert LogEntry.objects.get().get_change_message() == "Frös utgåva 1."


def test_the_foreword_can_be_seen_before_anything_is_frozen(publisher: Client) -> None:
    page = publisher.post(ADD, form(publisher, _preview=""))
    assert "<em>förord</em>" in page.content.decode()
    assert page.context["form"]["title"].value() == "Hösten"
    assert not Edition.objects.exists()


def test_what_was_published_since_the_page_was_opened_is_shown_first(publisher: Client, my_activity: Activity) -> None:
    data = form(publisher)
    my_activity.summary = "Ny text"
    my_activity.save()
    published(my_activity)
    page = publisher.post(ADD, data)
    assert "Något har publicerats sedan du öppnade sidan" in told(page)
    assert page.context["form"]["foreword"].value() == "Ett *förord*."
    assert not Edition.objects.exists()
    publisher.post(ADD, {**data, "seen": page.context["seen"]})
    assert Edition.objects.get().revision_id == 3


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": "  "}, "Ge utgåvan en titel."),
        ({"title": "x" * 201}, "200"),
        ({"dated": "i höst"}, "datum"),
        ({"seen": ""}, ""),
    ],
)
def test_bad_input_is_told_and_nothing_is_frozen(publisher: Client, changes: dict[str, str], says: str) -> None:
    page = publisher.post(ADD, form(publisher, **changes))
    assert page.status_code == SEEN
    assert says.lower() in page.content.decode().lower()
    assert (Edition.objects.count(), Revision.objects.count()) == (0, 1)


def test_the_same_is_not_frozen_twice(publisher: Client) -> None:
    frozen()
    assert "Inget har publicerats sedan utgåva 1" in told(publisher.post(ADD, form(publisher)))
    assert Edition.objects.count() == 1


def test_a_frozen_edition_can_only_be_read(publisher: Client) -> None:
    edition = frozen()
    page = publisher.get(f"{LIST}{edition.pk}/change/")
    assert page.status_code == SEEN
    assert 'href="/utgavor/1/"' in page.content.decode()
    assert "_save" not in page.content.decode()
    assert publisher.post(f"{LIST}{edition.pk}/change/", {"title": "Ny"}).status_code == REFUSED
    assert publisher.post(f"{LIST}{edition.pk}/delete/", {"post": "yes"}).status_code == REFUSED
    assert Edition.objects.get().title == "Hösten"


def test_script_in_a_foreword_is_shown_as_text(publisher: Client) -> None:
    page = publisher.post(ADD, form(publisher, title="<script>1", foreword="<script>alert(1)</script>", _preview=""))
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert" in page.content.decode()
