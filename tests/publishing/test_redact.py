"""Words that slipped into texts are gone from every version at once, and the log still holds."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Contact, ContactUse
from samverkan.publishing import removals
from samverkan.publishing.documents import Refused, build, fingerprint
from samverkan.publishing.edition import freeze
from samverkan.publishing.models import Event, Facet, Proposal, Publication, Removal, Review, Revision, Token
from samverkan.publishing.phrases import normal
from samverkan.publishing.publish import Author, withdraw
from samverkan.publishing.redact import find, redact
from tests.api.asking import json_of
from tests.factories import OFFICE, ActivityFactory, PartnerFactory, published, works_for

pytestmark = pytest.mark.django_db
NAME = "Ymer Ymersson"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def remnants(word: str = "ymer") -> list[str]:
    """Where a word still stands, in any column of any table but the index of sessions and accounts."""
    return [
        f"{model.__name__}.{column}"
        for model in apps.get_models()
        for row in model._default_manager.values()
        for column, value in row.items()
        if word in str(value).casefold() or word in json.dumps(value, default=str).casefold()
    ]


@pytest.fixture
def stodet() -> Activity:
    """Published twice with the name, and once without it."""
    one = ActivityFactory.create(
        slug="stodet", name="Stödet", for_whom={}, way_in={}, verified_on="2026", verified_by=NAME
    )
    one.method = f"Ring {NAME}\n om det gäller."
    one.save()
    one.criteria.create(text=f"Har talat med {NAME.upper()}", situations=["pain"])
    published(one)
    one.refresh_from_db()
    one.method = f"Fråga efter Ymer  Ymerssons kollega, inte {NAME}."
    one.save()
    published(one)
    one.refresh_from_db()
    one.method = "Ring kansliet."
    one.save()
    published(one)
    return Activity.objects.get(pk=one.pk)


def remove(*words: str, by: Author = OFFICE) -> None:
    redact(words, by, find(words).times)


def test_they_are_gone_from_every_table(stodet: Activity, client: Client) -> None:
    LogEntry.objects.create(
        user=works_for("editor", stodet.area),
        object_repr=NAME,
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"object": f"Åke {NAME}"}}]),
    )
    Review.objects.create(kind="activity", slug="stodet", fingerprint="x", note=NAME, comment=f"Hälsa {NAME}")
    Proposal.objects.create(kind="activity", slug="stodet", revision=1, reason="wrong", text=NAME, sender="x")
    freeze(
        "Våren", timezone.localdate(), f"Tack, {NAME}!", Author(f"Kontoret hos {NAME}"), seen=Revision.current_number()
    )
    remove(NAME)
    assert remnants() == []


def test_every_version_keeps_everything_else(stodet: Activity) -> None:
    before = [row.document for row in Publication.objects.filter(slug="stodet").order_by("revision")]
    remove(NAME)
    after = [row.document for row in Publication.objects.filter(slug="stodet").order_by("revision")]
    assert [document["method"] for document in after] == [
        "Ring [borttaget]\n om det gäller.",
        "Fråga efter [borttaget] kollega, inte [borttaget].",
        "Ring kansliet.",
    ]
    changed = {name for old, new in zip(before, after, strict=True) for name in old if old[name] != new[name]}
    assert changed == {"method", "target_group"}
    assert after[2]["target_group"]["criteria"][0]["situations"] == ["pain"]


def test_partners_are_told_without_content_and_given_what_is_left(stodet: Activity) -> None:
    remove(NAME)
    assert Revision.objects.get(number=4).note == "Ord som inte fick stå i katalogen är borttagna."
    changes = json_of("/changes", "limit=100")["results"]
    last = changes[-1]
    assert (last["op"], last["slug"], last["revision"]) == ("redact", "stodet", 4)
    assert last["document"]["method"] == "Ring kansliet."
    assert "ymer" not in json.dumps(changes, ensure_ascii=False).casefold()


def test_a_withdrawn_entry_s_old_versions_are_cleaned_too(stodet: Activity) -> None:
    withdraw([stodet], OFFICE)
    remove(NAME)
    [event] = Event.objects.filter(op="redact")
    assert (event.kind, event.slug) == ("activity", "stodet")
    assert json_of("/changes", "limit=100")["results"][-1]["document"] is None


@pytest.mark.parametrize(
    "address", ["/verksamheter/stodet/", "/verksamheter/stodet/?vid=r1", "/andringar/", "/andringar.atom"]
)
def test_no_page_shows_them_at_any_moment(client: Client, stodet: Activity, address: str) -> None:
    assert client.get("/verksamheter/stodet/?vid=r1").content.decode().count(NAME)
    remove(NAME)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "ymer" not in answer.content.decode().casefold()


def test_a_name_inside_other_entries_goes_with_the_entry_s_own(stodet: Activity) -> None:
    partner = PartnerFactory.create(slug="kontoret", name=f"Kontoret {NAME}")
    stodet.partners.create(label="Kontoret", partner=partner)
    published(stodet, partner)
    remove(NAME)
    latest = Publication.objects.filter(slug="stodet").latest("revision")
    assert latest.document["partners"][0]["partner"]["name"] == "Kontoret [borttaget]"
    assert Publication.objects.get(slug="kontoret").name == "Kontoret [borttaget]"
    assert {event.slug for event in Event.objects.filter(op="redact")} == {"stodet", "kontoret"}


def test_a_number_leaves_an_unknown_where_its_form_is_bound(stodet: Activity) -> None:
    contact = Contact.objects.create(office="Kansliet, 033-355141", phone="033-35 51 41")
    ContactUse.objects.create(activity=stodet, contact=contact, position=0)
    published(stodet)
    remove("033-355141")
    contact.refresh_from_db()
    assert (contact.office, contact.phone) == ("Kansliet, [borttaget]", "")
    [shown] = Publication.objects.filter(slug="stodet").latest("revision").document["contacts"]
    assert (shown["office"], shown["phone"]) == ("Kansliet, [borttaget]", None)
    assert shown == build(stodet)["contacts"][0]


def test_drafts_stay_beside_what_is_published_what_they_were(stodet: Activity) -> None:
    other = ActivityFactory.create(slug="annat", method=f"Hos {NAME}")
    published(other)
    stodet.refresh_from_db()
    stodet.purpose = "Ett utkast."
    stodet.working_fingerprint = fingerprint(build(stodet))
    stodet.save()
    remove(NAME)
    for slug, is_draft in (("stodet", True), ("annat", False)):
        row = Activity.objects.get(slug=slug)
        assert row.working_fingerprint == fingerprint(build(row))
        assert (row.working_fingerprint != row.loaded_fingerprint) is is_draft
        assert row.loaded_fingerprint == fingerprint(Publication.objects.filter(slug=slug).latest("revision").document)


def test_a_draft_that_was_approved_stays_so_and_no_other_becomes_it(stodet: Activity) -> None:
    other = ActivityFactory.create(slug="annat", method=f"Hos {NAME}")
    published(other)
    for entry, approved in ((stodet, fingerprint(build(stodet))), (other, "ett äldre utkast")):
        Activity.objects.filter(pk=entry.pk).update(due_fingerprint=approved)
        Review.objects.create(kind="activity", slug=entry.slug, fingerprint=approved)
    remove(NAME)
    for entry, is_approved in ((stodet, True), (other, False)):
        row, question = Activity.objects.get(pk=entry.pk), Review.objects.get(slug=entry.slug)
        assert row.due_fingerprint == question.fingerprint
        assert (row.due_fingerprint == fingerprint(build(row))) is is_approved


def test_an_open_form_is_stale_afterwards_where_they_stood_and_nowhere_else(stodet: Activity) -> None:
    other = ActivityFactory.create(method="Ring kansliet.")
    before = dict(Activity.objects.values_list("slug", "edit_version"))
    remove(NAME)
    after = dict(Activity.objects.values_list("slug", "edit_version"))
    assert after["stodet"] > before["stodet"]
    assert after[other.slug] == before[other.slug]


def test_what_only_a_draft_says_makes_no_revision() -> None:
    ActivityFactory.create(slug="utkast", method=NAME)
    remove(NAME)
    assert (Revision.current_number(), remnants()) == (0, [])
    assert Removal.objects.count() == 1


def test_the_index_is_that_of_the_new_texts(stodet: Activity) -> None:
    from samverkan.publishing.index import reindex
    from samverkan.publishing.search.analyser import words_in

    remove(NAME)
    kept = sorted(Facet.objects.values_list("publication", "name", "value"))
    words = sorted(Token.objects.values_list("publication", "word", "weight"))
    assert not {word for word in words_in(NAME) if Token.objects.filter(word__contains=word)}
    reindex()
    assert sorted(Facet.objects.values_list("publication", "name", "value")) == kept
    assert sorted(Token.objects.values_list("publication", "word", "weight")) == words


def test_the_log_is_locked_again_afterwards(stodet: Activity) -> None:
    remove(NAME)
    for model in (Publication, Event, Revision):
        with pytest.raises(DatabaseError), transaction.atomic():
            model._default_manager.all().delete()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {model._meta.db_table} SET {model._meta.pk.column} = {model._meta.pk.column}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Ingen Alls"], "ingenstans"),
        (["ab"], "3 till 200 tecken"),
        (["x" * 201], "3 till 200 tecken"),
        ([" ", ""], "3 till 200 tecken"),
        (["stödet"], "heter bara så"),
        (["stodet"], "adressnamn"),
    ],
)
def test_it_is_refused_with_a_reason_and_nothing_is_changed(stodet: Activity, words: list[str], told: str) -> None:
    before = sorted(Publication.objects.values_list("pk", "body"))
    with pytest.raises(Refused, match=told):
        redact(words, OFFICE, find(words).times)
    assert sorted(Publication.objects.values_list("pk", "body")) == before
    assert (Revision.current_number(), Removal.objects.count()) == (3, 0)


def test_it_is_refused_where_the_remover_has_not_seen_every_place(stodet: Activity) -> None:
    with pytest.raises(Refused, match="Se efter igen"):
        redact([NAME], OFFICE, find([NAME]).times - 1)


def test_a_code_is_never_touched(stodet: Activity) -> None:
    stodet.purpose = "Mot pain"
    stodet.save()
    published(stodet)
    remove("pain")
    assert Publication.objects.latest("revision").document["purpose"] == "Mot [borttaget]"
    assert stodet.criteria.get().situations == ["pain"]


def test_copies_beside_the_database_are_thrown_away(
    stodet: Activity, in_a_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    for folder in ("utgavor", "inlasning"):
        (in_a_folder / folder).mkdir()
        (in_a_folder / folder / "kopia.pdf").write_text(NAME)
    with django_capture_on_commit_callbacks(execute=True):
        remove(NAME)
    assert not list(in_a_folder.rglob("kopia.pdf"))


def test_a_line_without_content_remains_here_and_in_the_ledger(stodet: Activity, in_a_folder: Path) -> None:
    remove(NAME)
    [line] = (in_a_folder / "borttaget.ndjson").read_text().splitlines()
    assert "ymer" not in line.casefold()
    assert (Removal.objects.get().op, Removal.objects.get().length) == ("redact", len(NAME))


@pytest.mark.parametrize("words", [NAME, "070-123 45 67", "ymer@exempel.se"])
def test_a_restored_backup_is_told_again(stodet: Activity, words: str) -> None:
    stodet.background = f"Nås på {words}, vardagar."
    stodet.save()
    published(stodet)
    form = normal(words)  # In the backup the words still stand, while the ledger knows that they were removed.
    removals.note("redact", form, "Kontoret", len(form))
    Removal.objects.all().delete()
    call_command("replay_removals")
    assert find([words]).places == ()
    revision = Revision.current_number()
    call_command("replay_removals")
    assert (Revision.current_number(), Removal.objects.count()) == (revision, 1)


def test_the_command_reads_the_words_from_standard_input(stodet: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NAME}\n"))
    call_command("redact", stdout=out)
    assert NAME not in out.getvalue()
    number = find([NAME]).times
    assert f"--places {number}" in out.getvalue()
    assert remnants()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NAME}\n"))
    call_command("redact", places=number, stdout=out)
    assert remnants() == []
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NAME}\n"))
    with pytest.raises(CommandError, match="ingenstans"):
        call_command("redact", places=number, stdout=out)
