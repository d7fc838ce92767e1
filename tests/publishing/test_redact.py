"""Words that slipped into texts are gone from every version at once, and the log still holds."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Contact, ContactUse
from samverkan.desk.models import Review
from samverkan.jobs.models import Job, Material
from samverkan.jobs.working import ask
from samverkan.proposals.models import Proposal
from samverkan.publishing.documents import Refused, build
from samverkan.publishing.edition import freeze
from samverkan.publishing.models import Event, Extract, Facet, Publication, Revision, Token, Word
from samverkan.publishing.publish import Author, withdraw
from samverkan.removal import ledger
from samverkan.removal.models import Removal
from samverkan.removal.phrases import normal
from samverkan.removal.redact import find, redact
from tests.api.asking import json_of
from tests.factories import OFFICE, ActivityFactory, AgreementFactory, PartnerFactory, published, works_for
from tests.publishing.log import everything
from tests.publishing.redacting import NAME, remnants, remove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_a_folder")]


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


def test_the_index_is_that_of_the_new_texts(stodet: Activity) -> None:
    from samverkan.language.analyser import words_in
    from samverkan.publishing.index import reindex

    remove(NAME)
    kept = sorted(Facet.objects.values_list("publication", "name", "value"))
    words = sorted(Token.objects.values_list("publication", "word", "weight"))
    briefs = sorted(Extract.objects.values_list("publication", "parts", "brief"))
    assert briefs
    assert not any(NAME in text for _publication, *texts in briefs for text in texts)
    counted = sorted(Word.objects.exclude(entries=0).values_list("kind", "word", "weight", "entries"))
    for table in (Token, Word):
        assert not {word for word in words_in(NAME) if table.objects.filter(word__contains=word)}
    reindex()
    assert sorted(Word.objects.values_list("kind", "word", "weight", "entries")) == counted
    assert sorted(Facet.objects.values_list("publication", "name", "value")) == kept
    assert sorted(Token.objects.values_list("publication", "word", "weight")) == words
    assert sorted(Extract.objects.values_list("publication", "parts", "brief")) == briefs


def test_the_index_goes_with_the_texts_and_is_no_place_of_its_own(stodet: Activity) -> None:
    first, _last = NAME.split()
    assert Word.objects.filter(word=first.lower()).exists()
    assert not {place.model for place in find([first]).places} & {Token, Word}


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


def test_the_shortest_and_the_longest_words_can_be_removed() -> None:
    shortest, longest = "Ymä", "x" * 200
    ActivityFactory.create(method=f"{shortest} {longest}")
    remove(shortest, longest)
    assert Activity.objects.get().method == "[borttaget] [borttaget]"


def test_a_text_that_would_become_too_long_is_to_be_shortened_first() -> None:
    """What is published is held to its schema, also where the working tables have room."""
    published(ActivityFactory.create(slug="langt", method=f"Bo Ek {'x' * 9994}"))
    assert [fault.path for fault in find(["Bo Ek"]).faults] == ["activity/langt.method"]
    with pytest.raises(Refused):
        remove("Bo Ek")


def test_rows_that_would_become_alike_are_to_be_changed_first() -> None:
    agreement = AgreementFactory.create()
    for name in (NAME, NAME.upper()):
        agreement.payers.create(name=name)
    with pytest.raises(Refused, match="Två rader skulle bli lika"):
        remove(NAME)
    assert agreement.payers.filter(name=NAME).exists()


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
    (in_a_folder / "utgavor").mkdir()
    (in_a_folder / "utgavor" / "kopia.pdf").write_text(NAME)
    with django_capture_on_commit_callbacks(execute=True):
        remove(NAME)
    assert not list(in_a_folder.rglob("kopia.pdf"))


def test_uploaded_files_are_thrown_away_and_what_was_told_of_others_is_cleaned(stodet: Activity) -> None:
    ask("check_spreadsheet", {"name": "blad.csv"}, material=[NAME.encode()])
    refused = ask("check_spreadsheet", {"name": f"{NAME}.csv"})
    Job.objects.filter(pk=refused.pk).update(state=Job.State.REFUSED, faults=[["rad 3", f"”{NAME}” finns inte."]])
    remove(NAME)
    assert not Material.objects.exists()
    left = Job.objects.get()
    assert (left.argument["name"], left.faults) == ("[borttaget].csv", [["rad 3", "”[borttaget]” finns inte."]])


def test_a_line_without_content_remains_here_and_in_the_ledger(stodet: Activity, in_a_folder: Path) -> None:
    remove(NAME)
    [line] = (in_a_folder / "borttaget.ndjson").read_text().splitlines()
    assert "ymer" not in line.casefold()
    assert (Removal.objects.get().op, Removal.objects.get().length) == ("redact", len(NAME))


def test_where_the_ledger_cannot_be_written_nothing_is_removed(stodet: Activity, in_a_folder: Path) -> None:
    before = (everything(), remnants())
    (in_a_folder / "borttaget.ndjson").mkdir()
    with pytest.raises(Refused, match="Inget är borttaget"):
        remove(NAME)
    assert (everything(), remnants()) == before
    assert not Removal.objects.exists()


def test_a_line_that_was_cut_short_spoils_no_other(stodet: Activity, in_a_folder: Path) -> None:
    (in_a_folder / "borttaget.ndjson").write_text('{"op": "red')
    remove(NAME)
    half, whole = (in_a_folder / "borttaget.ndjson").read_text().splitlines()
    assert half == '{"op": "red'
    assert json.loads(whole)["identifier"] == str(Removal.objects.get().identifier)


def test_the_ledger_is_read_by_the_program_alone(stodet: Activity, in_a_folder: Path) -> None:
    remove(NAME)
    assert (in_a_folder / "borttaget.ndjson").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", [NAME, "070-123 45 67", "ymer@exempel.se"])
def test_a_restored_backup_is_told_again(stodet: Activity, words: str) -> None:
    stodet.background = f"Nås på {words}, vardagar."
    stodet.save()
    published(stodet)
    form = normal(words)  # In the backup the words still stand, while the ledger knows that they were removed.
    ledger.note("redact", "Kontoret", form)
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
