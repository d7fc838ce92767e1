"""Which revision a reader means by a moment."""

import datetime as dt

import pytest

from samverkan.publishing import moment
from samverkan.publishing.models import Publication, Revision
from samverkan.publishing.moment import BadMoment, UnknownRevision, resolve

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def revisions() -> None:
    """Three revisions: before and after midnight in Stockholm in winter, and one late on a summer's evening."""
    for number, text in enumerate(
        ["2026-01-15T22:59:59.999999+00:00", "2026-01-15T23:00:00+00:00", "2026-07-01T21:59:59.999999+00:00"], start=1
    ):
        Revision.objects.create(number=number, moment=dt.datetime.fromisoformat(text), office="Kontoret")


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("r1", 1),
        ("r3", 3),
        # A date is the end of that day in Stockholm, …
        ("2026-01-14", 0),
        ("2026-01-15", 1),
        ("2026-01-16", 2),
        # … in summer too.
        ("2026-06-30", 2),
        ("2026-07-01", 3),
        ("9999-12-31", 3),
        ("0001-01-01T00:00:00+14:00", 0),
        ("9999-12-31T23:59:59-14:00", 3),
        ("2026-01-15T22:59:60Z", 0),  # A leap second is the second before it.
        ("0001-01-01", 0),
        ("1850-01-01", 0),
        # A date-time has its zone, which a form or a mail program may have written with a space.
        ("2026-01-15T22:59:59Z", 0),
        ("2026-01-15T23:00:00Z", 2),
        ("2026-01-15T23:59:59.999999+01:00", 1),
        ("2026-01-16T00:00:00+01:00", 2),
        ("2026-01-16T00:00:00 01:00", 2),
        ("2026-01-16 00:00:00+01:00", 2),
        ("2026-07-01T23:59:59.999999+02:00", 3),
        ("2026-07-01T23:59:59+02:00", 2),
    ],
)
def test_a_moment_is_the_last_revision_until_then(asked: str, number: int) -> None:
    found = resolve(asked)
    assert (found.number, found.current, found.asked, found.is_past) == (number, 3, asked, True)


def test_nothing_asked_means_now() -> None:
    found = resolve()
    assert (found.number, found.current, found.is_past) == (3, 3, False)


def test_before_the_first_revision_the_catalogue_was_empty() -> None:
    assert not Publication.objects.at(resolve("2026-01-14").number).exists()


def test_a_request_that_has_read_the_newest_number_sees_nothing_newer() -> None:
    assert resolve(current=2) == moment.Moment(2, 2)
    assert resolve("2026-12-31", current=2).number == 2
    with pytest.raises(UnknownRevision):
        resolve("r3", current=2)


@pytest.mark.parametrize("asked", ["r0", "r4", "r999999999"])
def test_an_unknown_revision_is_told_with_the_newest_one(asked: str) -> None:
    with pytest.raises(UnknownRevision, match=rf"^Revision {asked[1:]} finns inte\. Den senaste är 3\.$"):
        resolve(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "r",
        "r-1",
        "r1.5",
        "R1",
        "1",
        "r1000000000",
        "r٣",
        "igår",
        "2026",
        "2026-1-15",
        "20260115",
        "2026-W03-4",
        "2026-13-01",
        "2026-02-30",
        "2026-01-15T12:00:00",
        "2026-01-15T25:00:00Z",
        "2026-01-15T12:00:00+99:00",
        "\x00",
        " ",
        "r1\n",
    ],
)
def test_what_is_no_moment_is_told_with_examples(asked: str) -> None:
    with pytest.raises(BadMoment, match=r"datum \(2026-11-22\).*tidszon.*revision \(r12\)"):
        resolve(asked)


@pytest.mark.parametrize(("asked", "day"), [("2010-01-01", dt.date(2010, 1, 1)), ("", None)])
def test_a_day_is_a_date(asked: str, day: dt.date | None) -> None:
    assert moment.day(asked) == day


@pytest.mark.parametrize("asked", ["2010", "20100101", "2010-W01-1", "2010-02-30", "i dag", "r1"])
def test_what_is_no_day_is_told_with_an_example(asked: str) -> None:
    with pytest.raises(BadMoment, match="till exempel 2010-01-01"):
        moment.day(asked)
