"""Contribution shares over time: a period's shares sum to 100, periods never overlap, and a day picks its own."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from financing.models import FinancingStream
from financing.shares import by_period, complaints, on_day
from samverkan.publishing import kinds
from samverkan.publishing.documents import build
from tests.api.asking import json_of
from tests.factories import FinancingStreamFactory, published


def share(percent: int | None, since: str | None = None, until: str | None = None, payer: str = "Staten") -> Any:
    return {"payer_kind": "state", "payer": payer, "percent": percent, "since": since, "until": until}


def pair(first: int | None, second: int | None, since: str | None = None, until: str | None = None) -> list[Any]:
    return [share(first, since, until), share(second, since, until, "Regionen")]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        pair(50, 50),
        pair(50, 50, None, "2009") + pair(75, 25, "2010", None),
        pair(50, 50, "2004", "2009-06") + pair(75, 25, "2009", None),  # It may have been changed in June.
        pair(60, None),  # What nobody has stated is no 0.
        pair(None, None),
    ],
)
def test_whole_periods_one_after_the_other_are_not_complained_of(rows: list[Any]) -> None:
    assert list(complaints(rows)) == []


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (pair(50, 25), ["andelarna blir tillsammans 75 procent. De ska bli 100."]),
        (pair(0, 0), ["andelarna blir tillsammans 0 procent. De ska bli 100."]),
        (
            pair(50, 50, None, "2009") + pair(75, 26, "2010", "2011"),
            ["andelarna för perioden 2010 till 2011 blir tillsammans 101 procent. De ska bli 100."],
        ),
        ([*pair(60, 41), share(None)], ["andelarna blir tillsammans 101 procent. De kan vara högst 100."]),
        (
            pair(50, 50, "2004", None) + pair(75, 25, "2010", None),
            [
                "andelarna gäller samtidigt i två perioder (från 2004; från 2010) och blir tillsammans 200 procent."
                " Avsluta den ena perioden innan den andra börjar."
            ],
        ),
        (
            pair(50, 50, "2004", "2009") + pair(75, 25, "2004", "2010"),
            [
                "andelarna gäller samtidigt i två perioder (2004 till 2009; 2004 till 2010) och blir tillsammans"
                " 200 procent. Avsluta den ena perioden innan den andra börjar."
            ],
        ),
        (
            pair(50, 50) + pair(75, 25, "2010", "2011"),
            [
                "andelarna gäller samtidigt i två perioder (utan angiven period; 2010 till 2011) och blir tillsammans"
                " 200 procent. Avsluta den ena perioden innan den andra börjar."
            ],
        ),
    ],
)
def test_wrong_sums_and_overlapping_periods_are_told_with_sum_and_period(rows: list[Any], told: list[str]) -> None:
    assert list(complaints(rows)) == told


def test_a_day_picks_the_shares_of_its_period_and_nothing_is_known_outside_all() -> None:
    rows = pair(50, 50, "2004", "2009") + pair(75, 25, "2010", "2011")
    stream: Any = {"contribution_shares": rows}
    picked = on_day(stream, dt.date(2010, 1, 1))["contribution_shares"]
    assert [row["percent"] for row in picked or ()] == [75, 25]
    for day in (dt.date(2003, 12, 31), dt.date(2012, 1, 1)):
        assert on_day(stream, day)["contribution_shares"] is None
    assert on_day(stream | {"contribution_shares": []}, dt.date(2010, 1, 1))["contribution_shares"] == []


def test_a_plot_leaves_what_nobody_stated_open() -> None:
    [period] = by_period(pair(60, None))
    assert period.plot.rows == [["Staten", "60"], ["Regionen", "uppgift saknas"], ["Uppgift saknas om resten", "40"]]


def test_what_was_published_before_shares_had_periods_is_read_with_open_ones() -> None:
    old = {"kind": "financing_stream", "schema_version": 1, "contribution_shares": [{"percent": 100}]}
    new: Any = {"percent": 100, "since": None, "until": None}
    assert kinds.upcast(old) == old | {"schema_version": 2, "contribution_shares": [new]}
    assert kinds.upcast(old | {"contribution_shares": None})["contribution_shares"] is None


@pytest.fixture
def stream(db: None) -> FinancingStream:
    """A stream whose shares changed with 2010."""
    stream = FinancingStreamFactory.create(slug="formen", name="Formen")
    for position, row in enumerate(pair(50, 50, None, "2009") + pair(75, 25, "2010")):
        stream.contribution_shares.create(
            **row | {"since": row["since"] or "", "until": row["until"] or ""}, position=position
        )
    published(stream)
    return stream


def test_page_and_sheet_show_every_period_or_that_of_a_day(
    stream: FinancingStream, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        page = client.get("/finansiering/formen/").content.decode()
    assert "Under perioden till 2009: Staten står för 50 procent och Regionen står för 50 procent." in page
    assert "Under perioden från 2010: Staten står för 75 procent" in page
    assert page.count("<svg") == 2
    then = client.get("/finansiering/formen/?datum=2009-12-31").content.decode()
    assert "50 procent" in then
    assert "75 procent" not in then
    sheet = client.get("/finansiering/formen/andelar.csv").content.decode("cp1252").splitlines()
    assert sheet[1:] == [
        ";2009;staten;Staten;50",
        ";2009;staten;Regionen;50",
        "2010;;staten;Staten;75",
        "2010;;staten;Regionen;25",
    ]
    assert len(client.get("/finansiering/formen/andelar.csv?datum=2010-01-01").content.splitlines()) == 3


def test_partners_get_the_shares_of_a_day(stream: FinancingStream) -> None:
    assert len(json_of("/financing-streams/formen")["contribution_shares"]) == 4
    found = json_of("/financing-streams/formen", "on=2010-01-01")["contribution_shares"]
    assert [(row["percent"], row["since"]) for row in found] == [(75, "2010"), (25, "2010")]
    assert build(stream)["schema_version"] == 2
