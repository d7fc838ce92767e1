"""`at`: what the catalogue said then."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.api.asking import LISTS, ask, json_of, problem_of, slugs
from tests.factories import AreaFactory, MunicipalityFactory, PartnerFactory, published

pytestmark = pytest.mark.django_db


def two_revisions() -> tuple[dt.datetime, dt.datetime]:
    partner = PartnerFactory.create(slug="parten", name="Förr")
    first = published(partner)
    partner.name = "Nu"
    partner.save()
    return first.moment, published(partner).moment


def test_a_revision_shows_what_it_said() -> None:
    two_revisions()
    assert json_of("/partners/parten", "at=r1")["name"] == "Förr"
    assert json_of("/partners/parten", "at=r2")["name"] == "Nu"
    assert json_of("/partners", "at=r1")["revision"] == 1
    assert json_of("/partners")["revision"] == 2


def test_a_point_in_time_shows_the_revision_that_held() -> None:
    first, second = two_revisions()
    for moment, name in ((first, "Förr"), (second - dt.timedelta(microseconds=1), "Förr"), (second, "Nu")):
        assert json_of("/partners/parten", {"at": moment.isoformat()})["name"] == name


def test_the_zone_of_a_point_in_time_counts() -> None:
    first, _second = two_revisions()
    in_tokyo = first.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert json_of("/partners/parten", {"at": in_tokyo.isoformat()})["name"] == "Förr"
    assert json_of("/partners/parten", f"at={in_tokyo.isoformat()}")["name"] == "Förr"  # A plus that nobody encoded.


def test_a_date_means_the_end_of_that_day() -> None:
    first, _second = two_revisions()
    today = timezone.localtime(first).date()
    assert json_of("/partners/parten", {"at": today.isoformat()})["name"] == "Nu"
    yesterday = (today - dt.timedelta(days=1)).isoformat()
    assert json_of("/partners", {"at": yesterday}) == {"revision": 0, "page": 1, "limit": 20, "total": 0, "results": []}
    problem_of(ask("/partners/parten", {"at": yesterday}), 404)


def test_the_future_says_what_is_said_now() -> None:
    two_revisions()
    assert json_of("/partners", "at=2099-01-01")["revision"] == 2


@pytest.mark.parametrize("path", [*LISTS, "/editions", "/partners/parten", "/matrix/omrade"])
@pytest.mark.parametrize("unknown", ["r0", "r3", "r999999999"])
def test_an_unknown_revision_is_not_found(path: str, unknown: str) -> None:
    two_revisions()
    assert problem_of(ask(path, {"at": unknown}), 404)["parameter"] == "at"


def test_an_entry_is_unknown_before_its_first_revision() -> None:
    two_revisions()
    published(PartnerFactory.create(slug="ny"))
    problem_of(ask("/partners/ny", "at=r2"), 404)
    assert slugs("/partners", "at=r2") == ["parten"]


def test_the_matrix_shows_its_moment() -> None:
    area = AreaFactory.create(slug="omrade", name="Förr", municipalities=[MunicipalityFactory.create()])
    published(area)
    area.name = "Nu"
    area.save()
    published(area)
    assert (json_of("/matrix/omrade", "at=r1")["name"], json_of("/matrix/omrade")["name"]) == ("Förr", "Nu")
