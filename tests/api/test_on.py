"""`on`: what held on a day, by what the entries say of their periods."""

import pytest

from federations.models import Federation
from financing.models import FinancingStream
from samverkan.publishing.index import reindex
from samverkan.publishing.models import Entry, Span
from tests.api.asking import json_of, slugs
from tests.factories import (
    ActivityFactory,
    AreaFactory,
    FederationFactory,
    FinancingStreamFactory,
    MunicipalityFactory,
    published,
)

pytestmark = pytest.mark.django_db


def activity(start: str = "", end: str = "", slug: str = "a") -> Entry:
    return ActivityFactory.create(slug=slug, period_start=start, period_end=end)


@pytest.mark.parametrize(
    ("start", "end", "day", "held"),
    [
        ("", "", "2026-11-22", True),  # Nothing is stated, so nothing is excluded.
        ("2007", "", "2006-12-31", False),
        ("2007", "", "2007-01-01", True),  # "2007" may mean its first day.
        ("2007-10-05", "", "2007-10-04", False),
        ("2007-10-05", "", "2007-10-05", True),
        ("", "2007-23", "2007-11-30", True),  # Autumn ends with November.
        ("", "2007-23", "2007-12-01", False),
        ("195X", "2007", "1959-06-01", True),
        ("2005", "2007", "2008-01-01", False),
        ("2005", "2007", "2006-05-05", True),
    ],
)
def test_only_a_period_that_certainly_excludes_the_day_leaves_an_activity_out(
    start: str, end: str, day: str, held: bool
) -> None:
    published(activity(start, end))
    assert slugs("/activities", {"on": day}) == (["a"] if held else [])
    assert slugs("/activities") == ["a"]


def test_a_federation_holds_from_its_foundation() -> None:
    entry: Federation = FederationFactory.create(slug="f", founded="2005-03")
    published(entry)
    assert slugs("/federations", "on=2005-02-28") == []
    assert slugs("/federations", "on=2005-03-01") == ["f"]


def test_a_financing_stream_holds_while_it_is_in_force() -> None:
    entry: FinancingStream = FinancingStreamFactory.create(slug="s", valid_from="2004", valid_until="2006")
    published(entry)
    found = [
        slugs("/financing-streams", {"on": day}) for day in ("2003-12-31", "2004-01-01", "2006-12-31", "2007-01-01")
    ]
    assert found == [[], ["s"], ["s"], []]


def test_the_matrix_shows_what_held() -> None:
    municipality = MunicipalityFactory.create()
    area = AreaFactory.create(slug="omrade", municipalities=[municipality])
    published(ActivityFactory.create(area=area, placed_in=[municipality], period_end="2007"))
    assert json_of("/matrix/omrade", "on=2007-12-31")["placements"] == 1
    assert json_of("/matrix/omrade", "on=2008-01-01")["placements"] == 0


def test_the_period_of_an_older_version_counts_at_its_own_moment_only() -> None:
    entry = activity("2007")
    published(entry)
    entry.period_start = "2009"  # type: ignore[attr-defined]
    entry.save()
    published(entry)
    assert slugs("/activities", "on=2008-01-01") == []
    assert slugs("/activities", "on=2008-01-01&at=r1") == ["a"]


def test_what_was_published_before_there_was_an_index_is_indexed_after_migrating() -> None:
    published(FederationFactory.create(slug="a", founded="2012"), FederationFactory.create(slug="b"))
    Span.objects.all().delete()
    assert slugs("/federations", "on=2010-01-01") == ["a", "b"]
    reindex()
    assert slugs("/federations", "on=2010-01-01") == ["b"]


@pytest.mark.parametrize(
    ("day", "name", "members"), [("2013-12-31", "Gamla", ["vik"]), ("2014-01-01", "Nya", ["vik", "dal"])]
)
def test_a_federation_has_the_name_and_the_members_of_the_day(day: str, name: str, members: list[str]) -> None:
    entry: Federation = FederationFactory.create(slug="f", name="Nya", founded="2005")
    entry.names.create(name="Gamla", since="2005", until="2013-12")
    entry.names.create(name="Nya", since="2014-01", position=1)
    entry.members.create(municipality=MunicipalityFactory.create(slug="vik"), since="2005")
    entry.members.create(municipality=MunicipalityFactory.create(slug="dal"), since="2014-01", position=1)
    published(entry)
    [listed] = json_of("/federations", {"on": day})["results"]
    for found in (listed, json_of("/federations/f", {"on": day})):
        assert found["name"] == name
        assert [row["municipality"]["slug"] for row in found["members"]] == members
        assert [row["name"] for row in found["names"]] == ["Gamla", "Nya"]
    assert json_of("/federations/f")["name"] == "Nya"
