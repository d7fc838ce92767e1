"""What a removal leaves of drafts: what was approved stays so, an open form where the words stood is stale."""

import pytest

from activities.models import Activity
from samverkan.desk.models import Review
from samverkan.publishing.documents import build, fingerprint
from samverkan.publishing.models import Publication, Revision
from samverkan.removal.models import Removal
from tests.factories import ActivityFactory, published
from tests.publishing.redacting import NAME, remnants, remove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_a_folder")]


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
        published_now = Publication.objects.filter(slug=slug).latest("revision").document
        assert row.loaded_fingerprint == fingerprint(published_now)


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


def test_a_draft_from_which_they_were_gone_already_stays_beside_what_is_published() -> None:
    one = ActivityFactory.create(slug="stodet", for_whom={}, way_in={}, method=f"Ring {NAME}.")
    published(one)
    Activity.objects.update(method="Ring [borttaget].")
    remove(NAME)
    row, body = Activity.objects.get(), Publication.objects.get(slug="stodet").document
    assert row.working_fingerprint == row.loaded_fingerprint == fingerprint(body) == fingerprint(build(row))


def test_what_only_a_draft_says_makes_no_revision() -> None:
    ActivityFactory.create(slug="utkast", method=NAME)
    remove(NAME)
    assert (Revision.current_number(), remnants()) == (0, [])
    assert Removal.objects.count() == 1
