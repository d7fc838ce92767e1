"""An edition is a moment of the catalogue with a number: frozen once, by rule, and the same ever after."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from federations.models import Partner
from samverkan.exchange import files
from samverkan.exchange.management.commands.prepare import first_revisions
from samverkan.pages.comparison import compare, confirmed_between
from samverkan.publishing.documents import Refused
from samverkan.publishing.edition import freeze
from samverkan.publishing.edtf import Edtf
from samverkan.publishing.models import Edition, Publication, Revision
from tests.editions import DAY, frozen, redacted
from tests.factories import AreaFactory, PartnerFactory, published
from tests.fixture_files import SOURCE_CATALOGUE
from tests.publishing.log import OFFICE, held, publish, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Partner:
    partner = PartnerFactory.create(slug="parten", name="Förr")
    published(partner)
    return partner


def change(partner: Partner, name: str) -> None:
    partner.name = name
    partner.save()
    published(partner)


def refused(title: str = "Hösten", **options: Any) -> list[str]:
    before = (Revision.objects.count(), Edition.objects.count())
    with pytest.raises(Refused) as caught:
        freeze(title, DAY, "", OFFICE, **options)
    assert (Revision.objects.count(), Edition.objects.count()) == before
    return [fault.message for fault in caught.value.faults]


def test_freezing_appends_a_revision_without_events_that_holds_what_the_one_before_held(partner: Partner) -> None:
    edition = freeze("  Hösten ", DAY, " Ett förord.\n", OFFICE)
    assert (edition.number, edition.title, edition.dated, edition.foreword) == (1, "Hösten", DAY, "Ett förord.")
    assert (edition.revision.number, edition.revision.office) == (2, OFFICE.office)
    assert edition.revision.note == "Utgåva 1: Hösten"
    assert Revision.current_number() == 2
    assert not edition.revision.events.exists()
    assert held(2) == held(1) != {}


def test_what_is_published_later_changes_no_edition(partner: Partner) -> None:
    first = frozen()
    shown = held(first.revision_id)
    change(partner, "Nu")
    second = frozen()
    withdraw([partner], OFFICE)
    assert held(first.revision_id) == shown
    assert (second.number, second.revision_id) == (2, 4)
    assert [document for document, _verified in held(second.revision_id).values() if document and "Nu" in document]


def test_an_edition_s_moment_is_later_than_all_before_even_when_the_clock_goes_back(
    partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = timezone.now() - dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: past)
    edition = frozen()
    assert edition.revision.moment > Revision.objects.get(number=1).moment


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_title_that_is_missing_or_too_long_is_refused(partner: Partner, title: str) -> None:
    [message] = refused(title)
    assert "itel" in message


def test_an_empty_catalogue_cannot_be_frozen() -> None:
    assert ["Katalogen är tom" in message for message in refused()] == [True]


def test_nor_one_from_which_everything_is_withdrawn() -> None:
    area = AreaFactory.create()
    publish([area], OFFICE)
    withdraw([area], OFFICE)
    assert "Katalogen är tom" in refused()[0]


def test_the_same_cannot_be_frozen_twice(partner: Partner) -> None:
    frozen()
    assert refused() == ["Inget har publicerats sedan utgåva 1. Den visar redan katalogen som den är nu."]
    redacted()  # Which alters the edition too.
    assert len(refused()) == 1


def test_a_confirmation_is_reason_enough_for_a_new_edition(partner: Partner) -> None:
    first = frozen()
    partner.verified_on = "2026-11"
    partner.save()
    published(partner)
    second = frozen()
    assert compare(first.revision_id, second.revision_id)[0].differs is False
    assert confirmed_between(first.revision_id, second.revision_id) == 1
    assert confirmed_between(second.revision_id, second.revision_id) == 0


def test_what_was_seen_must_still_stand(partner: Partner) -> None:
    change(partner, "Nu")
    assert refused(seen=1) == ["Något har publicerats sedan du öppnade sidan. Se efter igen."]
    assert freeze("Hösten", DAY, "", OFFICE, seen=2).revision_id == 3


def test_an_edition_that_cannot_be_written_leaves_no_revision(
    partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**values: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Edition.objects, "create", fails)
    with pytest.raises(ZeroDivisionError):
        frozen()
    assert Revision.current_number() == 1


# Comparing


def names(rows: Any) -> list[str]:
    return [row.name for row in rows]


def test_comparing_tells_what_was_added_removed_and_changed_of_each_kind(partner: Partner) -> None:
    gone, back = PartnerFactory.create(name="Borta"), PartnerFactory.create(name="Åter")
    published(gone, back)
    first = Revision.current_number()
    withdraw([gone], OFFICE)
    change(back, "Tillfälligt")
    change(back, "Åter")
    change(partner, "Nu")
    published(PartnerFactory.create(name="Ny"))
    partners = next(row for row in compare(first, Revision.current_number()) if row.kind.name == "partner")
    assert (names(partners.added), names(partners.removed)) == (["Ny"], ["Borta"])
    [changed] = partners.changed
    assert (changed.before.name, changed.after.name) == ("Förr", "Nu")
    assert changed.sections == ["Namn"]
    assert [(row.before, row.after) for row in changed.changes] == [("Förr", "Nu")]
    assert (partners.before, partners.after, partners.plural) == (3, 3, "samverkansparter")


def test_kinds_come_as_readers_ask_and_empty_ones_not_at_all(partner: Partner) -> None:
    assert [row.kind.name for row in compare(0, 1)] == ["partner", "area"]
    assert compare(0, 0) == []


def test_comparing_asks_the_database_three_times_however_much_differs(
    partner: Partner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(*PartnerFactory.create_batch(30))
    with django_assert_num_queries(3):
        assert len([changed.sections for row in compare(0, 2) for changed in row.changed]) == 0


# The first edition


def prepare() -> str:
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def test_an_empty_installation_gets_the_source_catalogue_as_edition_1() -> None:
    assert "Edition 1: Samverkan i Sjuhärad" in prepare()
    edition = Edition.objects.get()
    assert (edition.number, edition.revision_id, edition.dated) == (1, 2, timezone.localdate())
    assert Publication.objects.at(edition.revision_id).count() == Publication.objects.at(1).count() > 60
    assert "Utgåva" not in prepare()
    assert Revision.current_number() == len(first_revisions()) + 1  # The edition is a revision too.


def test_an_installation_with_a_catalogue_of_its_own_gets_no_edition(partner: Partner) -> None:
    prepare()
    assert not Edition.objects.exists()


def test_the_first_foreword_says_what_the_source_s_own_document_says_and_how_old_it_is() -> None:
    prepare()
    edition = Edition.objects.get()
    source = Publication.objects.get(kind="source", slug="samverkan-i-sjuharad").document
    assert edition.title == f"{source['name']}: {source['subtitle']}"
    assert source["publisher"] in edition.foreword
    assert source["dated"] is None
    assert "Källan har inget datum." in edition.foreword
    assert f"räknar vi den till {Edtf.parse(source['dated_inferred']).words}" in edition.foreword
    assert source["living_document"] is True
    assert "kallar sig ett levande dokument" in edition.foreword
    assert source["inclusion"].rstrip(".").lower() in edition.foreword.lower()
    assert "\n" not in edition.foreword.replace("\n\n", "")


def test_nothing_in_the_source_catalogue_is_confirmed_later_than_the_first_foreword_says() -> None:
    verified = {item.verified["on"] for item in files.read(SOURCE_CATALOGUE) if item.verified}
    assert verified == {"2007-23"}
