"""Contacts are shared: one change reaches every draft, the document's form stays, and nothing piles up."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.contacts.sharing import erase_person
from activities.models import Activity, Contact, ContactPerson, ContactUse
from federations.models import Federation, Scope
from samverkan.publishing.documents import build
from samverkan.publishing.loading import load
from samverkan.publishing.models import Publication
from samverkan.removal.models import Removal
from tests.admin.forms import unchanged
from tests.factories import OFFICE, ActivityFactory, FederationFactory, published, works_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine() -> Federation:
    return FederationFactory.create()


def gives(activity: Activity, contact: Contact) -> None:
    ContactUse.objects.create(activity=activity, contact=contact, position=activity.contacts.count())


@pytest.fixture
def contact(mine: Federation) -> Contact:
    contact = Contact.objects.create(office="Kansliet", phone="033-35 51 41")
    contact.owners.set([Scope.of(mine)])
    return contact


@pytest.fixture
def two(mine: Federation, contact: Contact) -> list[Activity]:
    """Two published activities that give the same contact."""
    made = [
        ActivityFactory.create(slug=slug, name=slug.title(), owners=[mine], for_whom={}, way_in={})
        for slug in ("ett", "tva")
    ]
    for activity in made:
        gives(activity, contact)
    published(*made)
    return [Activity.objects.get(pk=activity.pk) for activity in made]


def address(contact: Contact) -> str:
    return reverse("admin:activities_contact_change", args=[contact.pk])


def test_a_document_gives_the_shared_contact_as_its_own(two: list[Activity]) -> None:
    assert [build(activity)["contacts"][0]["phone"] for activity in two] == ["033-35 51 41"] * 2


def test_loading_what_is_there_shares_what_is_there(two: list[Activity], contact: Contact) -> None:
    load([build(activity) for activity in two])
    assert [use.contact for use in ContactUse.objects.all()] == [contact, contact]
    assert Contact.objects.count() == 1


def test_loading_another_contact_leaves_the_shared_one_alone_and_drops_what_nobody_uses(two: list[Activity]) -> None:
    document = build(two[0])
    document["contacts"][0]["phone"] = "033-11 22 33"
    load([document])
    assert {use.contact.phone for use in ContactUse.objects.all()} == {"033-11 22 33", "033-35 51 41"}
    other = build(two[1]) | {"contacts": []}
    load([other])
    assert Contact.objects.get().phone == "033-11 22 33"


def test_scopes_do_not_share_each_others_contacts(two: list[Activity], contact: Contact) -> None:
    foreign = ActivityFactory.create(owners=[FederationFactory.create()], for_whom={}, way_in={})
    load([build(foreign) | {"contacts": build(two[0])["contacts"]}])
    assert ContactUse.objects.get(activity=foreign).contact != contact


def test_one_change_makes_every_activity_that_uses_it_an_unpublished_draft(
    client: Client, mine: Federation, two: list[Activity], contact: Contact
) -> None:
    client.force_login(works_for("editor", mine))
    page = client.get(address(contact)).content.decode()
    assert ">Ett</a>" in page
    assert ">Tva</a>" in page
    data = unchanged(client, address(contact)) | {"phone": "033-11 22 33"}
    page = client.post(address(contact), data, follow=True).content.decode()
    assert "2 verksamheter har nu opublicerade ändringar: Ett, Tva" in page
    listed = client.get(reverse("admin:activities_activity_changelist")).content.decode()
    assert listed.count("Opublicerade ändringar") == 2
    assert "033-11 22 33" not in "".join(str(body) for body in Publication.objects.values_list("body", flat=True))


def test_a_form_open_on_such_an_activity_is_stale(
    client: Client, mine: Federation, two: list[Activity], contact: Contact
) -> None:
    client.force_login(works_for("editor", mine))
    change = reverse("admin:activities_activity_change", args=[two[0].pk])
    open_form = unchanged(client, change)
    client.post(address(contact), unchanged(client, address(contact)) | {"phone": "033-11 22 33"})
    assert "har ändrats sedan" in client.post(change, open_form).content.decode()


def test_of_two_who_change_a_contact_the_later_is_refused(client: Client, mine: Federation, contact: Contact) -> None:
    client.force_login(works_for("editor", mine))
    stale = unchanged(client, address(contact)) | {"office": "Den senares"}
    client.post(address(contact), unchanged(client, address(contact)) | {"office": "Den förres"})
    assert "har ändrats sedan" in client.post(address(contact), stale).content.decode()
    contact.refresh_from_db()
    assert contact.office == "Den förres"


def test_another_scopes_contact_does_not_exist(client: Client, contact: Contact, two: list[Activity]) -> None:
    stranger = FederationFactory.create()
    own = ActivityFactory.create(owners=[stranger], for_whom={}, way_in={})
    client.force_login(works_for("manager", stranger))
    assert client.get(address(contact)).status_code == 404
    assert client.post(address(contact), {"office": "x"}).status_code == 404
    assert "Kansliet" not in client.get(reverse("admin:activities_contact_changelist")).content.decode()
    asked = {"app_label": "activities", "model_name": "contactuse", "field_name": "contact", "term": ""}
    assert client.get(reverse("admin:autocomplete"), asked).json()["results"] == []
    change = reverse("admin:activities_activity_change", args=[own.pk])
    forged = {"contacts-TOTAL_FORMS": 1, "contacts-0-contact": contact.pk, "contacts-0-activity": own.pk}
    assert client.post(change, unchanged(client, change) | forged).status_code == 200
    assert not own.contacts.exists()


def test_what_is_used_cannot_be_deleted(
    client: Client, mine: Federation, two: list[Activity], contact: Contact
) -> None:
    client.force_login(works_for("manager", mine))
    delete = reverse("admin:activities_contact_delete", args=[contact.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


# Named persons


def named(contact: Contact, **changes: Any) -> ContactPerson:
    today = timezone.localdate()
    given = {"name": "Ymer Ymersson", "lawful_ground": "consent", "review_on": today, "until": today}
    return ContactPerson.objects.create(contact=contact, **{**given, **changes})


def test_a_person_is_named_on_the_current_page_alone_and_that_page_is_not_kept(
    client: Client, two: list[Activity], contact: Contact
) -> None:
    kept = client.get("/verksamheter/ett/")
    named(contact)
    page = client.get("/verksamheter/ett/", headers={"If-None-Match": kept["ETag"]})
    assert "Ymer Ymersson" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert "ETag" not in page
    elsewhere = ["?vid=r1", "?datum=2026-01-01", "historik/", "forslag/"]
    others = [f"/verksamheter/ett/{tail}" for tail in elsewhere]
    others += ["/verksamheter/", "/", "/andringar/", "/andringar.atom", "/api/v1/activities/ett", "/api/v1/changes"]
    assert [where for where in others if "Ymer" in client.get(where).content.decode()] == []


@pytest.mark.parametrize("which", ["until", "review_on"])
def test_nobody_is_named_after_the_last_day_or_before_a_late_review(
    client: Client, two: list[Activity], contact: Contact, which: str
) -> None:
    named(contact, **{which: timezone.localdate() - dt.timedelta(days=1)})
    page = client.get("/verksamheter/ett/")
    assert "Ymer" not in page.content.decode()
    assert page["ETag"]


def test_a_drafts_contact_names_nobody_before_it_is_published(
    client: Client, mine: Federation, two: list[Activity]
) -> None:
    new = Contact.objects.create(office="Nytt kontor")
    new.owners.set([Scope.of(mine)])
    gives(two[0], new)
    named(new)
    assert "Ymer" not in client.get("/verksamheter/ett/").content.decode()
    published(two[0])
    assert "Ymer" in client.get("/verksamheter/ett/").content.decode()


def test_a_person_to_look_over_waits_on_the_first_page(client: Client, mine: Federation, contact: Contact) -> None:
    late = named(contact, review_on=timezone.localdate() - dt.timedelta(days=1))
    client.force_login(works_for("editor", mine))
    page = client.get("/admin/").content.decode()
    assert "Se över en namngiven person hos Kansliet" in page
    assert late.name not in page
    ContactPerson.objects.update(review_on=timezone.localdate())
    assert "Se över" not in client.get("/admin/").content.decode()


def test_the_page_asks_one_question_about_persons(
    client: Client, two: list[Activity], contact: Contact, django_assert_max_num_queries: Any
) -> None:
    named(contact)
    with django_assert_max_num_queries(5):
        client.get("/verksamheter/ett/")


# Erased


@pytest.fixture
def in_a_folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.LEDGER = tmp_path / "borttaget.ndjson"
    return tmp_path


def remnants(name: str) -> list[str]:
    """Where a name still stands, in any column of any table."""
    found = []
    for model in apps.get_models():
        for row in model._default_manager.values():
            found += [f"{model.__name__}.{column}" for column, value in row.items() if name in str(value)]
    return found


def test_a_person_taken_away_is_gone_everywhere_and_a_line_without_content_remains(
    client: Client, mine: Federation, two: list[Activity], contact: Contact, in_a_folder: Path
) -> None:
    person = named(contact)
    client.force_login(works_for("editor", mine))
    data = unchanged(client, address(contact)) | {"persons-0-name": "Ymer Ymersson den andre"}
    client.post(address(contact), data)
    assert remnants("Ymersson")
    client.post(address(contact), unchanged(client, address(contact)) | {"persons-0-DELETE": "on"})
    assert remnants("Ymersson") == []
    assert remnants(str(person.identifier)) == []
    assert "Ymer" not in client.get("/verksamheter/ett/").content.decode()
    [line] = (in_a_folder / "borttaget.ndjson").read_text().splitlines()
    assert "Ymer" not in line
    assert str(person.identifier) not in line
    assert Removal.objects.get().op == "erase"


def test_a_contact_that_is_deleted_takes_its_persons_along(
    client: Client, mine: Federation, contact: Contact, in_a_folder: Path
) -> None:
    named(contact)
    client.force_login(works_for("editor", mine))
    client.post(reverse("admin:activities_contact_delete", args=[contact.pk]), {"post": "yes"})
    assert not Contact.objects.exists()
    assert remnants("Ymersson") == []
    assert Removal.objects.get().op == "erase"


@pytest.mark.parametrize("way", ["change", "delete"])
def test_where_the_ledger_cannot_be_written_the_person_stays_and_one_is_told(
    client: Client, mine: Federation, contact: Contact, in_a_folder: Path, way: str
) -> None:
    person = named(contact)
    (in_a_folder / "borttaget.ndjson").mkdir()
    client.force_login(works_for("editor", mine))
    where = reverse(f"admin:activities_contact_{way}", args=[contact.pk])
    data = unchanged(client, where) | {"persons-0-DELETE": "on"} if way == "change" else {"post": "yes"}
    told = client.post(where, data, follow=True).content.decode()
    assert "Inget är borttaget." in told
    assert list(ContactPerson.objects.all()) == [person]
    assert not Removal.objects.exists()


def test_a_restored_backup_is_told_again(contact: Contact, in_a_folder: Path) -> None:
    person, other = named(contact), named(contact, name="Embla")
    backup = {field.attname: getattr(person, field.attname) for field in person._meta.fields}
    erase_person(person, OFFICE)
    ContactPerson.objects.create(**backup)
    Removal.objects.all().delete()
    call_command("replay_removals")
    call_command("replay_removals")
    assert list(ContactPerson.objects.all()) == [other]
    assert Removal.objects.count() == 1


@pytest.mark.parametrize("fault", ["another key", "unknown sort", "no JSON", "no line", "half a line"])
def test_what_cannot_be_repeated_is_told_line_by_line(
    contact: Contact, in_a_folder: Path, settings: Any, fault: str
) -> None:
    erase_person(named(contact), OFFICE)
    Removal.objects.all().delete()
    ledger = in_a_folder / "borttaget.ndjson"
    if fault == "another key":
        settings.SECRET_KEY = "en annan nyckel"
    elif fault == "unknown sort":
        ledger.write_text(ledger.read_text().replace('"erase"', '"annat"'))
    else:
        ledger.write_text({"no JSON": "{", "no line": "[]", "half a line": '{"op": "erase"}'}[fault] + "\n")
    with pytest.raises(CommandError, match="line 1"):
        call_command("replay_removals")
    assert not Removal.objects.exists()
