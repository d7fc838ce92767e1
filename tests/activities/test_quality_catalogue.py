"""The rules read drafts and any moment of the log alike, in as many queries however many entries there are."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import Activity, Contact
from activities.quality import Catalogue, find
from samverkan.exchange.management.commands.prepare import first_revisions
from samverkan.publishing import kinds
from samverkan.publishing.documents import build
from samverkan.publishing.every_entry import build_every
from samverkan.publishing.models import Revision
from samverkan.publishing.publish import withdraw
from tests import kept
from tests.factories import (
    OFFICE,
    ActivityFactory,
    FederationFactory,
    FinancingStreamFactory,
    FollowUpFactory,
    MunicipalityFactory,
    PartnerFactory,
    published,
)
from tests.fixture_files import FIXTURES

pytestmark = pytest.mark.django_db


def test_drafts_are_read_together_as_one_by_one_and_found_wanting_as_when_published() -> None:
    kept.published(*(FIXTURES / step["folder"] for step in first_revisions()))
    published(FollowUpFactory.create(activity=Activity.objects.get(slug="lotsen")))  # The sources hold no results.
    for kind in kinds.every():
        one_by_one = [build(entry) for entry in kind.model._default_manager.order_by("slug")]
        assert build_every(kind) == one_by_one
        assert one_by_one, f"there is no {kind.name}"
    drafts = {finding.identity for finding in find(Catalogue.working())}
    assert {finding.identity for finding in find(Catalogue.at(Revision.current_number()))} == drafts
    assert len(drafts) > 100


def test_queries_do_not_grow_with_the_catalogue() -> None:
    def more(number: int) -> None:
        place, partner, stream = MunicipalityFactory.create(), PartnerFactory.create(), FinancingStreamFactory.create()
        federation = FederationFactory.create()
        federation.members.create(municipality=place)
        federation.priorities.create(text="Unga")
        stream.contribution_shares.create(payer_kind="state", payer="Staten", partner=partner, percent=100)
        for activity in (ActivityFactory.create(placed_in=[place], for_whom={}, way_in={}) for _ in range(number)):
            activity.financing.create(label="Pengar", stream=stream, federation=federation)
            activity.contacts.create(contact=Contact.objects.create(office="Kansliet", municipality=place))
            activity.partners.create(label="Part", partner=partner)
            activity.referrers.create(role="doctor", text="Läkare")
            activity.residence.create(municipality=place)
            activity.criteria.create(text="Sjuk", position=0)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as working:
            find(Catalogue.working())
        with CaptureQueriesContext(connection) as then:
            find(Catalogue.at(1))
        return len(working), len(then)

    more(2)
    published(*Activity.objects.all())
    few = asked()
    more(20)
    published(*Activity.objects.all())
    assert asked() == few
    assert few[1] == 2


def test_a_past_moment_is_read_as_it_was_and_judged_by_its_day() -> None:
    activity = ActivityFactory.create(slug="lotsen", period_end="2026-12")
    published(activity)
    Activity.objects.filter(pk=activity.pk).update(period_end="2020")
    published(activity)
    revisions = Revision.objects.order_by("number")
    first, second = (Catalogue.at(revision.number) for revision in revisions)
    assert first.activity("lotsen")["period"]["end"] == "2026-12"
    assert second.activity("lotsen")["period"]["end"] == "2020"
    assert first.on == timezone.localdate(revisions[0].moment)
    assert second.on == timezone.localdate()


def test_the_day_of_an_old_revision_is_its_own_and_not_today(monkeypatch: pytest.MonkeyPatch) -> None:
    activity = ActivityFactory.create(slug="lotsen")
    published(activity)
    Activity.objects.filter(pk=activity.pk).update(summary="Nytt")
    published(activity)
    later = timezone.now() + dt.timedelta(days=400)
    monkeypatch.setattr(timezone, "now", lambda: later)
    then, now = Catalogue.at(1).on, Catalogue.at(2).on
    assert now == timezone.localdate(later)
    assert (now - then).days >= 399
    assert Catalogue.at(0).documents == {}


def test_nobody_is_asked_to_mend_what_is_withdrawn() -> None:
    activity = ActivityFactory.create(slug="lotsen")
    published(activity)
    assert ("activity", "lotsen") in Catalogue.working().documents
    withdraw([activity], OFFICE)
    assert ("activity", "lotsen") not in Catalogue.working().documents


def test_a_draft_that_was_never_published_is_read_too() -> None:
    ActivityFactory.create(slug="nytt-utkast")
    assert "nytt-utkast" in {finding.slug for finding in find(Catalogue.working())}
