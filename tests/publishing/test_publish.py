"""What publishing makes, takes along and refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User

from federations.models import Area
from samverkan.publishing import index
from samverkan.publishing.documents import Refused, dump
from samverkan.publishing.models import Editor, Event, Facet, Publication, Revision
from samverkan.publishing.publish import Author
from tests.factories import (
    ActivityFactory,
    AreaFactory,
    FunctionFactory,
    MunicipalityFactory,
    PartnerFactory,
    published,
)
from tests.publishing.log import OFFICE, body_of, everything, held, ops, publish, withdraw

pytestmark = pytest.mark.django_db


def test_what_is_published_is_found_at_its_revision_and_later() -> None:
    activity = ActivityFactory.create(name="Gammalt namn", placed_in=[MunicipalityFactory.create(name="Ås")])
    first = published(activity)
    activity.name = "Nytt namn"
    activity.save()
    second = published(activity)
    names = [
        Publication.objects.at(number).get(kind="activity").document["name"] for number in (first.number, second.number)
    ]
    assert names == ["Gammalt namn", "Nytt namn"]


def test_a_draft_is_not_public_until_it_is_published() -> None:
    area = AreaFactory.create(name="Gammalt")
    before = held(published(area).number)
    area.name = "Utkast"
    area.save()
    assert held(Revision.current_number()) == before


def test_publishing_what_is_already_published_makes_nothing() -> None:
    area = AreaFactory.create()
    published(area)
    before = everything()
    assert publish([area], OFFICE) is None
    assert everything() == before


def test_publishing_says_who_when_and_why() -> None:
    user = User.objects.create(username="kim", first_name="Kim")
    Editor.objects.create(user=user, office="Borås stad")
    revision = publish([AreaFactory.create()], Author.of(user), "Nytt område")
    assert revision
    assert (revision.office, revision.author, revision.note) == ("Borås stad", user, "Nytt område")
    assert revision.publications.get().published_at == revision.moment


def test_a_user_without_an_office_publishes_in_the_name_of_the_editors() -> None:
    assert Author.of(User.objects.create(username="kim")).office == "Samverkanskatalogens redaktion"


def test_a_new_confirmation_alone_is_an_event_without_a_document() -> None:
    area = AreaFactory.create(slug="omrade")
    first = published(area)
    area.verified = {"on": "2026-11", "by": "Borås stad", "inferred": False, "months": 12}
    area.save()
    second = publish([area], OFFICE)
    assert ops(second) == [("verify", "omrade")]
    assert Publication.objects.count() == 1
    before, after = held(first.number)["area", "omrade"], held(first.number + 1)["area", "omrade"]
    assert before[0] == after[0]
    assert (before[1], after[1]) == (None, {"on": "2026-11", "by": "Borås stad", "inferred": False, "months": 12})
    assert publish([area], OFFICE) is None


def test_a_confirmation_can_be_taken_back() -> None:
    area = AreaFactory.create(slug="omrade", verified_on="2026-11")
    published(area)
    area.verified = None
    area.save()
    assert ops(publish([area], OFFICE)) == [("verify", "omrade")]
    assert held(2)["area", "omrade"][1] is None


def test_a_changed_document_carries_its_confirmation_in_the_same_event() -> None:
    area = AreaFactory.create(slug="omrade")
    published(area)
    area.name, area.verified_on = "Nytt namn", "2026-11"
    area.save()
    assert ops(publish([area], OFFICE)) == [("upsert", "omrade")]
    assert held(2)["area", "omrade"][1] == {"on": "2026-11", "by": None, "inferred": False, "months": 12}


def test_a_rename_takes_along_the_last_publication_of_all_that_carry_the_name_and_never_their_drafts() -> None:
    town = MunicipalityFactory.create(slug="ort", name="Gamla orten")
    activity = ActivityFactory.create(slug="a", summary="Publicerat.", verified_on="2020", placed_in=[town])
    unpublished = ActivityFactory.create(slug="b", function=activity.function, placed_in=[town])
    published(activity)
    activity.summary = "Bara ett utkast."
    activity.save()
    town.name = "Nya orten"
    town.save()

    revision = publish([town], OFFICE)

    assert ops(revision) == [("upsert", "ort"), ("upsert", "a")]
    document = body_of(activity)
    assert document["placements"][0]["municipality"]["name"] == "Nya orten"
    assert document["summary"] == "Publicerat."
    assert held(2)["activity", "a"][1] == {"on": "2020", "by": None, "inferred": False, "months": 12}
    assert not Publication.objects.filter(slug=unpublished.slug).exists()


def test_a_rename_leaves_the_withdrawn_alone_and_republishes_nothing_twice() -> None:
    town = MunicipalityFactory.create(slug="ort", name="Gamla orten")
    gone, changed = (ActivityFactory.create(slug=slug, placed_in=[town]) for slug in ("borta", "ny"))
    published(gone, changed)
    withdraw([gone], OFFICE)
    town.name, changed.name = "Nya orten", "Nytt namn"
    town.save()
    changed.save()
    assert ops(publish([town, changed], OFFICE)) == [("upsert", "ort"), ("upsert", "ny")]
    assert body_of(changed)["placements"][0]["municipality"]["name"] == "Nya orten"


def test_several_renamed_together_take_along_all_that_carry_any_of_the_names() -> None:
    towns = [MunicipalityFactory.create(slug=slug, name=slug.title()) for slug in ("boda", "alby")]
    both = ActivityFactory.create(slug="bada", placed_in=towns)
    published(both, ActivityFactory.create(slug="ena", placed_in=towns[1:]))
    for town in towns:
        town.name = f"Nya {town.name}"
        town.save()
    assert ops(publish(towns, OFFICE)) == [("upsert", slug) for slug in ("boda", "alby", "bada", "ena")]
    assert [one["municipality"]["name"] for one in body_of(both)["placements"]] == ["Nya Boda", "Nya Alby"]


def test_a_change_that_keeps_the_name_takes_nothing_along() -> None:
    town = MunicipalityFactory.create(slug="ort")
    published(ActivityFactory.create(placed_in=[town]))
    town.aliases = ["Orten"]
    town.save()
    assert ops(publish([town], OFFICE)) == [("upsert", "ort")]


def test_a_document_carries_published_names_and_no_draft_of_them() -> None:
    area = AreaFactory.create(name="Publicerat namn")
    published(area)
    area.name = "Utkast"
    area.save()
    activity = ActivityFactory.create(area=area)
    publish([activity, activity.function], OFFICE)
    assert body_of(activity)["area"]["name"] == "Publicerat namn"


def test_a_reference_to_something_unpublished_is_refused_and_nothing_changes() -> None:
    published(AreaFactory.create())
    function = FunctionFactory.create(slug="funktion", name="Funktionen")
    activity = ActivityFactory.create(slug="a", function=function)
    before = everything()
    with pytest.raises(Refused) as refused:
        publish([activity], OFFICE)
    assert [str(fault) for fault in refused.value.faults] == [
        "activity/a: hänvisar till ”Funktionen” (function/funktion), som inte är publicerad. Publicera den också."
    ]
    assert everything() == before


def test_a_reference_to_something_withdrawn_is_refused() -> None:
    activity = ActivityFactory.create()
    published(activity)
    withdraw([activity, activity.function], OFFICE)
    with pytest.raises(Refused, match="inte är publicerad"):
        publish([activity], OFFICE)


def test_what_refers_to_each_other_can_be_published_in_the_same_revision() -> None:
    activity = ActivityFactory.create(slug="a", function=FunctionFactory.create(slug="f"))
    area = activity.area
    assert sorted(ops(publish([activity, activity.function, area], OFFICE))) == [
        ("upsert", "a"),
        ("upsert", "f"),
        ("upsert", area.slug),
    ]


def test_a_fault_in_one_entry_of_a_batch_leaves_nothing_and_every_fault_is_told() -> None:
    good, nameless = AreaFactory.create(slug="bra"), PartnerFactory.create(slug="namnlos", name="")
    backwards = ActivityFactory.create(slug="baklanges", period_start="2010", period_end="2009")
    before = everything()
    with pytest.raises(Refused) as refused:
        publish([good, nameless, backwards, backwards.function], OFFICE)
    assert {fault.path for fault in refused.value.faults} == {"partner/namnlos.name", "activity/baklanges.period"}
    assert everything() == before


def test_a_failure_while_indexing_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    area = AreaFactory.create()
    before = everything()

    def fail(publication: Publication) -> list[Facet]:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(index, "facets_of", fail)
    with pytest.raises(RuntimeError):
        publish([area], OFFICE)
    assert everything() == before


def test_nothing_to_publish_makes_no_revision() -> None:
    assert publish([], OFFICE) is None
    assert Revision.current_number() == 0


def test_the_stored_text_is_the_documents_one_text_form() -> None:
    area = AreaFactory.create(name="Åäö ”hörn”")
    published(area)
    publication = Publication.objects.get()
    assert publication.body == dump(publication.document)
    assert "Åäö ”hörn”" in publication.body


def test_the_index_finds_an_entry_by_what_its_current_document_says() -> None:
    here, there = MunicipalityFactory.create(slug="har"), MunicipalityFactory.create(slug="dar")
    activity = ActivityFactory.create(placed_in=[here])
    first = published(activity, there).number
    activity.placements.all().delete()
    activity.placements.create(municipality=there, label="Där")
    second = published(activity).number

    def found(number: int, value: str) -> int:
        return Publication.objects.at(number).of_kind("activity").with_facet("municipality", value).count()

    assert [found(first, "har"), found(first, "dar")] == [1, 0]
    assert [found(second, "har"), found(second, "dar")] == [0, 1]
    assert Publication.objects.at(second).of_kind("activity").with_facet("municipality", "har", "dar").count() == 1


def test_a_sort_key_longer_than_its_column_is_cut() -> None:
    area = AreaFactory.create(name="þ" * 200)
    published(area)
    assert len(Publication.objects.get().sort_key) == 400


def test_events_are_read_on_from_any_place_in_the_log() -> None:
    published(AreaFactory.create(slug="ett"), AreaFactory.create(slug="tva"))
    published(AreaFactory.create(slug="tre"))
    places = [(event.revision_id, event.position) for event in Event.objects.since(0)]
    assert places == [(1, 0), (1, 1), (2, 0)]

    def after(place: tuple[int, int]) -> Iterator[tuple[int, int]]:
        return ((event.revision_id, event.position) for event in Event.objects.since(*place))

    rest: Any = [list(after(place)) for place in places]
    assert rest == [[(1, 1), (2, 0)], [(2, 0)], []]


def test_what_is_published_is_what_stands_when_the_lock_is_held() -> None:
    area = AreaFactory.create(description="Först")
    held = Area.objects.get(pk=area.pk)
    Area.objects.filter(pk=area.pk).update(description="Sedan", verified_on="2026-11")
    publish([held], OFFICE)
    current = Publication.objects.at(1).with_verified(1).get(slug=area.slug)
    assert current.document["description"] == "Sedan"
    assert current.verified
    assert current.verified["on"] == "2026-11"
