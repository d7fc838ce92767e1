"""Many entries are published, loaded and withdrawn with about as many questions as few."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.models import Activity
from federations.models import Area, Partner
from samverkan.desk.reviewing import review
from samverkan.exchange.files import Item
from samverkan.exchange.importer import import_items
from samverkan.publishing.documents import build
from samverkan.publishing.kinds import Document
from samverkan.publishing.loading import load
from samverkan.publishing.models import Publication, Revision
from samverkan.publishing.publish import publish, verify, withdraw
from tests.factories import OFFICE, ActivityFactory, MunicipalityFactory, PartnerFactory, published

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 100


@pytest.fixture
def pattern() -> Document:
    """What a described activity says, all that it refers to published."""
    town = MunicipalityFactory.create()
    activity = ActivityFactory.create(described=True, placed_in=[town], for_whom={"age_min": 18}, way_in={})
    activity.partners.create(label="Part", partner=PartnerFactory.create())
    published(activity)
    return build(activity)


def copies(pattern: Document, amount: int, **changes: Any) -> list[Document]:
    return [
        pattern | {"slug": f"kopia-{amount}-{index}", "name": f"Kopia {index}"} | changes for index in range(amount)
    ]


def asked(what: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert what()
    return len(captured)


def test_publishing_asks_about_as_much_for_many_as_for_few(pattern: Document) -> None:
    few, many = load(copies(pattern, FEW)), load(copies(pattern, MANY))
    assert asked(lambda: publish(many, OFFICE)) < 2 * asked(lambda: publish(few, OFFICE))
    few, many = (load(copies(pattern, amount, summary="Nytt.")) for amount in (FEW, MANY))
    assert asked(lambda: publish(many, OFFICE)) < 2 * asked(lambda: publish(few, OFFICE))
    changed = {"loaded_fingerprint": "", "working_fingerprint": ""}
    Activity.objects.update(**changed)
    publish(many, OFFICE)
    assert not Activity.objects.filter(slug__in=[entry.slug for entry in many], **changed).exists()


def test_confirming_renaming_and_withdrawing_ask_about_as_much_for_many_as_for_few(pattern: Document) -> None:
    batches = [load(copies(pattern, amount)) for amount in (FEW, MANY)]
    for batch in batches:
        publish(batch, OFFICE)
        for entry in batch:
            entry.verified_on = "2026-11-30"
    few, many = batches
    assert asked(lambda: verify(many, OFFICE)) < 2 * asked(lambda: verify(few, OFFICE))
    assert asked(lambda: withdraw(many, OFFICE)) < 2 * asked(lambda: withdraw(few, OFFICE))
    publish(few, OFFICE)
    with_few = asked(lambda: renamed("Efter få"))
    publish(many, OFFICE)
    assert asked(lambda: renamed("Efter många")) < 2 * with_few
    assert Publication.objects.filter(revision=Revision.current_number()).count() > MANY


def renamed(name: str) -> Revision | None:
    area = Area.objects.get()
    area.name = name
    area.save()
    return publish([area], OFFICE)


@pytest.mark.parametrize("changes", [{}, {"summary": "Nytt."}])
def test_an_import_asks_no_more_of_each_entry_than_to_write_it(pattern: Document, changes: dict[str, Any]) -> None:
    def imported(amount: int, **changes: Any) -> Any:
        items = [Item("fil", document, None) for document in copies(pattern, amount, **changes)]
        return import_items(items, OFFICE, and_publish=True)

    if changes:
        imported(FEW)
        imported(MANY)
    few, many = asked(lambda: imported(FEW, **changes)), asked(lambda: imported(MANY, **changes))
    assert (many - few) / (MANY - FEW) < 20


def test_questions_about_a_thousand_entries_are_answered_at_once(django_user_model: type[User]) -> None:
    user = django_user_model.objects.create(username="samordnare")
    partner = PartnerFactory.create()
    review.ask(partner, user)
    review.close([partner, *(Partner(slug=f"ny-{index}") for index in range(1000))], user)
    assert review.waiting(partner) is None
