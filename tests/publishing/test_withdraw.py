"""What withdrawing leaves, refuses and allows again."""

import pytest

from samverkan.publishing.documents import Refused
from samverkan.publishing.models import Publication, Revision
from tests.factories import ActivityFactory, AreaFactory, FunctionFactory, published
from tests.publishing.log import OFFICE, everything, held, key_of, ops, publish, withdraw

pytestmark = pytest.mark.django_db


def test_a_withdrawn_entry_is_absent_but_stays_in_the_past_and_leaves_a_tombstone() -> None:
    activity = ActivityFactory.create(slug="a", name="Lotsen")
    first = published(activity)
    second = withdraw([activity], OFFICE, "Avslutad")
    assert ops(second) == [("withdraw", "a")]
    assert key_of(activity) in held(first.number)
    assert key_of(activity) not in held(first.number + 1)
    tombstone = Publication.objects.latest_at(Revision.current_number()).get(kind="activity")
    assert (tombstone.withdrawn, tombstone.name, tombstone.body) == (True, "Lotsen", None)
    assert not tombstone.facets.exists()
    with pytest.raises(ValueError, match="withdrawn"):
        tombstone.document  # noqa: B018 - reading it is the act


def test_a_tombstone_bears_the_published_name_and_no_draft_of_it() -> None:
    activity = ActivityFactory.create(name="Publicerat namn")
    published(activity)
    activity.name = "Utkast"
    activity.save()
    withdraw([activity], OFFICE)
    assert Publication.objects.latest_at(2).get(kind="activity").name == "Publicerat namn"


def test_withdrawing_is_refused_while_others_refer() -> None:
    function = FunctionFactory.create(slug="f")
    activity = ActivityFactory.create(name="Lotsen", function=function)
    published(activity)
    before = everything()
    with pytest.raises(Refused) as refused:
        withdraw([function], OFFICE)
    assert [str(fault) for fault in refused.value.faults] == [
        "function/f: ”Lotsen” hänvisar hit. Ändra och publicera den först, eller återkalla båda."
    ]
    assert everything() == before


def test_of_several_withdrawn_together_each_that_others_refer_to_is_told() -> None:
    first, second = FunctionFactory.create(slug="f"), FunctionFactory.create(slug="g")
    published(
        ActivityFactory.create(name="Lotsen", function=first), ActivityFactory.create(name="Ada", function=second)
    )
    with pytest.raises(Refused) as refused:
        withdraw([second, first], OFFICE)
    told = [(fault.path, fault.message.split("”")[1]) for fault in refused.value.faults]
    assert sorted(told) == [("function/f", "Lotsen"), ("function/g", "Ada")]


def test_what_refers_to_each_other_can_be_withdrawn_together() -> None:
    activity = ActivityFactory.create(slug="a", function=FunctionFactory.create(slug="f"))
    published(activity)
    assert sorted(ops(withdraw([activity.function, activity], OFFICE))) == [("withdraw", "a"), ("withdraw", "f")]


def test_a_draft_or_a_withdrawn_entry_that_refers_is_no_hindrance() -> None:
    function = FunctionFactory.create()
    gone = ActivityFactory.create(function=function)
    ActivityFactory.create(function=function)
    published(gone)
    withdraw([gone], OFFICE)
    assert withdraw([function], OFFICE)


def test_withdrawing_what_is_not_published_makes_nothing() -> None:
    area = AreaFactory.create()
    assert withdraw([area], OFFICE) is None
    published(area)
    assert withdraw([area], OFFICE)
    assert withdraw([area], OFFICE) is None


def test_publishing_again_revives_a_withdrawn_entry_as_it_was() -> None:
    area = AreaFactory.create(verified_on="2020")
    published(area)
    withdraw([area], OFFICE)
    assert ops(publish([area], OFFICE)) == [("upsert", area.slug)]
    assert held(3) == held(1)
    assert held(2) == {}
