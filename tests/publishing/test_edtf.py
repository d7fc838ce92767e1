"""Imprecise dates: what was said, the days that it can mean, and how one says it."""

import datetime as dt

import pytest

from samverkan.publishing.edtf import Edtf
from samverkan.publishing.models import Publication, Revision
from tests.factories import ActivityFactory, published


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("2007", "2007-01-01", "2007-12-31", "2007"),
        ("2007-10", "2007-10-01", "2007-10-31", "oktober 2007"),
        ("2007-02", "2007-02-01", "2007-02-28", "februari 2007"),
        ("2008-02", "2008-02-01", "2008-02-29", "februari 2008"),
        ("2007-10-05", "2007-10-05", "2007-10-05", "5 oktober 2007"),
        ("2008-02-29", "2008-02-29", "2008-02-29", "29 februari 2008"),
        ("2007-21", "2007-03-01", "2007-05-31", "våren 2007"),
        ("2007-22", "2007-06-01", "2007-08-31", "sommaren 2007"),
        ("2007-23", "2007-09-01", "2007-11-30", "hösten 2007"),
        ("2007-24", "2007-12-01", "2008-02-29", "vintern 2007/08"),
        ("1999-24", "1999-12-01", "2000-02-29", "vintern 1999/00"),
        ("195X", "1950-01-01", "1959-12-31", "1950-talet"),
        ("200X", "2000-01-01", "2009-12-31", "2000-talet"),
        ("0010", "0010-01-01", "0010-12-31", "10"),
        ("9999", "9999-01-01", "9999-12-31", "9999"),
    ],
)
def test_what_a_text_means(text: str, earliest: str, latest: str, words: str) -> None:
    found = Edtf.parse(text)
    assert (found.text, str(found.earliest), str(found.latest), str(found)) == (text, earliest, latest, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "07",
        "20007",
        "0000",
        "0009",
        "000X",
        "19XX",
        "195x",
        "195X-01",
        "2007-1",
        "2007-00",
        "2007-13",
        "2007-20",
        "2007-25",
        "2007-23-01",
        "2007-10-00",
        "2007-10-32",
        "2007-02-29",
        "2007-04-31",
        "9999-24",
        "2007-10-05T12:00",
        "2007/2008",
        "2007?",
        "2007~",
        "..2007",
        "hösten 2007",
        " 2007",
        "2007\n",
        "２００７",
        "-2007",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Edtf.parse(text)


def test_a_refusal_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="”i fjol” är ingen tidsuppgift på formen 2007, 2007-10, 2007-10-05, 2007-23"):
        Edtf.parse("i fjol")


@pytest.mark.parametrize(
    ("text", "months", "day"),
    [
        ("2007-10-05", 24, "2009-10-05"),
        ("2007-10", 1, "2007-11-30"),
        ("2007-12", 2, "2008-02-29"),
        ("2007", 0, "2007-12-31"),
        ("9999-12", 1, "9999-12-31"),
        ("2007", 100_000, "9999-12-31"),
    ],
)
def test_so_many_months_later(text: str, months: int, day: str) -> None:
    assert str(Edtf.parse(text).months_later(months)) == day


@pytest.mark.django_db
def test_on_a_day_only_what_certainly_does_not_hold_then_is_left_out() -> None:
    published(
        ActivityFactory.create(slug="alltid"),
        ActivityFactory.create(slug="fran-hosten", period_start="2007-23"),
        ActivityFactory.create(slug="till-aret", period_end="2007"),
        ActivityFactory.create(slug="tva-ar", period_start="2007-10", period_months=24),
    )

    def held_on(day: str) -> set[str]:
        rows = Publication.objects.at(Revision.current_number()).of_kind("activity")
        return set(rows.held_on(dt.date.fromisoformat(day)).values_list("slug", flat=True))

    assert held_on("2007-08-31") == {"alltid", "till-aret"}
    assert held_on("2007-09-01") == {"alltid", "till-aret", "fran-hosten"}
    assert held_on("2007-10-01") == {"alltid", "till-aret", "fran-hosten", "tva-ar"}
    assert held_on("2008-01-01") == {"alltid", "fran-hosten", "tva-ar"}
    assert held_on("2009-10-31") == {"alltid", "fran-hosten", "tva-ar"}
    assert held_on("2009-11-01") == {"alltid", "fran-hosten"}
