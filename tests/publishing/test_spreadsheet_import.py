"""What a changed spreadsheet changes, what it makes anew, and what it may not overwrite."""

from pathlib import Path

import pytest

from activities.models import Activity
from samverkan.exchange.spreadsheets.checking import rehearse
from samverkan.publishing.documents import Refused, build
from samverkan.publishing.models import Revision
from samverkan.publishing.publish import withdraw
from tests.factories import (
    OFFICE,
    MunicipalityFactory,
    PartnerFactory,
    published,
)
from tests.publishing.log import everything
from tests.publishing.sheets import (
    MAIN,
    PLACES,
    Book,
    checked,
    draft,
    exported,
    load_all,
    only_change,
    places,
    refused,
    superuser,
)

pytestmark = pytest.mark.django_db


def test_a_changed_cell_changes_that_and_nothing_else(book: Book) -> None:
    before = draft()
    book.set(MAIN, 3, "summary", "Som det är.")
    assert only_change(checked("activity", book.save())) == before | {"summary": "Som det är."}


def test_what_is_loaded_is_an_unpublished_edit_of_the_draft(book: Book, lotsen: Activity) -> None:
    book.set(MAIN, 3, "summary", "Som det är.")
    load_all(checked("activity", book.save()))
    fresh = Activity.objects.get(slug="lotsen")
    lotsen.refresh_from_db()
    assert fresh.summary == "Som det är."
    assert fresh.working_fingerprint != fresh.loaded_fingerprint == lotsen.loaded_fingerprint
    assert Revision.current_number() == 1


# New entries


def test_a_row_with_a_new_slug_is_a_new_entry(book: Book, lotsen: Activity) -> None:
    known = {"area": lotsen.area.slug, "function": "trana", "owners": f"area/{lotsen.area.slug}"}
    row = book.add(MAIN, slug="ny", name="Ny", part_of="Nyare", **known)
    book.add(MAIN, slug="nyare", name="Nyare", **known)
    book.add(PLACES, slug="ny", municipality="vik", label="Ny här")
    found = checked("activity", book.save(), superuser())
    assert [change.before for change in found.changes] == [None, None]
    assert row == 4
    load_all(found)
    new = build(Activity.objects.get(slug="ny"))
    assert new["part_of"] == {"kind": "activity", "slug": "nyare", "name": "Nyare"}
    assert (places(new), new["summary"], new["aliases"]) == ([("vik", "Ny här")], None, None)
    fresh = Activity.objects.get(slug="ny")
    assert fresh.working_fingerprint != fresh.loaded_fingerprint
    assert fresh.verified is None


def test_a_new_entry_needs_what_cannot_be_unknown(book: Book) -> None:
    page = book.book[MAIN]
    page.delete_cols([cell.value for cell in page[1]].index("function") + 1)
    book.add(MAIN, slug="ny", name="Ny")
    told = refused("activity", book.save())
    assert "blad Verksamheter, rad 4: en ny post behöver kolumnen function." in told
    assert "blad Verksamheter, rad 4, kolumn (Område): får inte vara tomt." in told


def test_two_entries_cannot_have_one_unique_code(tmp_path: Path) -> None:
    first, second = MunicipalityFactory.create(code="1111"), MunicipalityFactory.create(code="2222")
    book = Book(exported("municipality", tmp_path / "bok.xlsx"))
    book.set("Kommuner", 3, "code", 2222)
    assert refused("municipality", book.save()) == [
        "blad Kommuner, rad 3, kolumn (Kommunkod (SCB)): En annan kommun har redan den koden."
    ]
    book.set("Kommuner", 4, "code", "1111")
    published(first, second)
    assert len(checked("municipality", book.save()).changes) == 2  # They changed places.


# What somebody else has done


def test_a_draft_changed_since_the_sheet_was_made_is_not_overwritten(book: Book) -> None:
    Activity.objects.update(purpose="Någons arbete")
    book.set(MAIN, 3, "summary", "Som det är.")
    [told] = refused("activity", book.save())
    assert told == (
        "blad Verksamheter, rad 3: activity/lotsen: har ändrats sedan kalkylbladet hämtades."
        " Hämta ett nytt och för in ändringarna där."
    )


def test_nor_is_a_draft_with_edits_by_a_sheet_that_does_not_tell_which_draft_it_was_made_from(book: Book) -> None:
    Activity.objects.update(purpose="Någons arbete")
    book.set(MAIN, 3, "summary", "Som det är.")
    book.set(MAIN, 3, "purpose", "Mitt arbete")
    book.set(MAIN, 3, "(version)", None)
    [told] = refused("activity", book.save())
    assert told.endswith("har ändrats sedan den senast publicerades. Publicera eller kasta ändringarna först.")


def test_unless_the_sheet_says_the_same(book: Book) -> None:
    Activity.objects.update(summary="Som det är.")
    book.set(MAIN, 3, "summary", "Som det är.")
    assert checked("activity", book.save()).changes == []


def test_a_sheet_made_of_a_draft_with_edits_may_go_on_from_there(lotsen: Activity, tmp_path: Path) -> None:
    Activity.objects.update(purpose="Mitt arbete hittills")
    book = Book(exported("activity", tmp_path / "bok.xlsx"))
    book.set(MAIN, 3, "summary", "Som det är.")
    load_all(checked("activity", book.save()))
    again = Book(exported("activity", tmp_path / "bok.xlsx"))
    again.set(MAIN, 3, "summary", "Som det blir.")
    load_all(checked("activity", again.save()))
    assert (draft()["purpose"], draft()["summary"]) == ("Mitt arbete hittills", "Som det blir.")


def test_the_stamp_of_a_row_is_not_made_up(book: Book) -> None:
    book.set(MAIN, 3, "summary", "Som det är.")
    book.set(MAIN, 3, "(version)", "v")
    [told] = refused("activity", book.save())
    assert told.endswith("(Version (ändra inte)): ska stå som den stod i det hämtade bladet, eller vara tom.")


def test_a_withdrawn_entry_is_refused(book: Book, lotsen: Activity) -> None:
    withdraw([lotsen], OFFICE)
    book.set(MAIN, 3, "summary", "Som det är.")
    [told] = refused("activity", book.save())
    assert told.endswith("activity/lotsen: är återkallad. Publicera den på nytt i administrationen först.")


def test_a_confirmation_stays_as_it_was(book: Book) -> None:
    Activity.objects.update(verified_on="2026-10", verified_by="Kontoret")
    book.set(MAIN, 3, "summary", "Som det är.")
    load_all(checked("activity", book.save()))
    assert Activity.objects.get().verified == {"on": "2026-10", "by": "Kontoret", "inferred": False, "months": 12}


def test_what_only_loading_would_refuse_is_told_by_a_rehearsal_that_leaves_nothing(book: Book) -> None:
    book.add("Kontakter", slug="lotsen", office="Kontoret", email="a..b@exempel.se")
    found = checked("activity", book.save())
    before = everything()
    with pytest.raises(Refused, match="blad Verksamheter, rad 3: email: "):
        rehearse(found.changes, superuser())
    assert everything() == before


def test_a_reference_is_an_entry_that_the_user_may_refer_to(tmp_path: Path, lotsen: Activity) -> None:
    twins = [PartnerFactory.create(slug="rehab-a", name="Rehab"), PartnerFactory.create(slug="rehab-b", name="Rehab")]
    published(*twins)
    book = Book(exported("activity", tmp_path / "bok.xlsx"))
    book.set(MAIN, 3, "limits.places_for", "Rehab")
    assert "”Rehab” kan vara flera. Skriv ett av rehab-a, rehab-b." in refused("activity", book.save())[0]
    book.set(MAIN, 3, "limits.places_for", "rehab-b")
    assert only_change(checked("activity", book.save()))["limits"]["places_for"]["slug"] == "rehab-b"
