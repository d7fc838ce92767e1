"""What ends within six months waits on the first page of those who answer for it."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from federations.models import Federation
from tests.admin.roles import address
from tests.factories import AgreementFactory, BudgetFactory, FinancingStreamFactory, published, works_for

pytestmark = pytest.mark.django_db


def in_days(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def todo(client: Client, mine: Federation) -> str:
    client.force_login(works_for("editor", mine))
    return client.get("/admin/att-gora/").content.decode()


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, True), (183, True), (184, False)])
def test_a_period_that_ends_within_six_months_is_told(
    client: Client, mine: Federation, my_activity: Activity, days: int, told: bool
) -> None:
    Activity.objects.update(period_end=in_days(days))
    published(my_activity)
    page = todo(client, mine)
    assert ("Min verksamhet pågår till" in page) == told
    assert (address(my_activity) in page) == told or not told


def test_so_is_money_that_ends_by_each_activity_that_it_pays_for(
    client: Client, mine: Federation, others: Federation, my_activity: Activity
) -> None:
    stream = FinancingStreamFactory.create(name="Miljarden", valid_until=in_days(30), owners=[others])
    my_activity.financing.create(label="Miljarden", stream=stream)
    my_activity.financing.create(label="Miljarden igen", stream=stream)
    published(my_activity)
    page = todo(client, mine)
    assert page.count("Min verksamhet betalas genom Miljarden, som gäller till") == 1
    assert "Miljarden gäller till" not in page, "the stream itself is another scope's business"


@pytest.mark.parametrize(("concluded", "told"), [(True, 1), (None, 1), (False, 0)])
def test_so_is_an_agreement_by_each_activity_that_it_covers_once_it_is_made(
    client: Client, mine: Federation, others: Federation, my_activity: Activity, concluded: bool | None, told: int
) -> None:
    theirs = AgreementFactory.create(name="Avtalet", period_end=in_days(30), concluded=concluded, owners=[others])
    my_activity.agreements.create(agreement=theirs)
    published(my_activity)
    page = todo(client, mine)
    assert page.count("Min verksamhet omfattas av Avtalet, som gäller till") == told
    assert "Avtalet gäller till" not in page, "the agreement itself is another scope's business"


def test_one_s_own_agreements_and_budgets_are_told_with_whether_they_can_go_on(
    client: Client, mine: Federation, others: Federation, my_activity: Activity
) -> None:
    agreement = AgreementFactory.create(
        name="Avtalet",
        period_end=in_days(30),
        period_extendable=True,
        notice_clause="Sex månader före slutet, 100 % skriftligt.",
        renewal="Ett år i taget.",
        owners=[mine],
    )
    budgets = [
        BudgetFactory.create(name="Projektet", period_end=in_days(30), owners=[mine]),
        BudgetFactory.create(name="Tills vidare", owners=[mine]),
        BudgetFactory.create(name="Främmande pengar", period_end=in_days(30), owners=[others]),
    ]
    endless = AgreementFactory.create(name="Utan slut", owners=[mine])
    my_activity.agreements.create(agreement=endless)
    published(my_activity, agreement, *budgets)
    page = todo(client, mine)
    assert re.search("Avtalet gäller till [^<]* och kan förlängas. Uppsägning: Sex månader", page)
    assert "före slutet, 100 % skriftligt. Förlängning: Ett år i taget<" in page
    assert "Projektet gäller till" in page
    assert not [name for name in ("Tills vidare", "Främmande pengar", "Utan slut") if f"{name} gäller till" in page]
    assert "omfattas av Utan slut" not in page


@pytest.mark.parametrize(
    ("years", "period_end", "told"),
    [([2026], "", 1), ([2026, 2027], "", 0), ([2027], "2026-12", 1), ([2027], "2027-12", 0)],
)
def test_grants_are_told_by_the_activity_that_gets_them(
    client: Client,
    mine: Federation,
    my_activity: Activity,
    years: list[int],
    period_end: str,
    told: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args: dt.date(2026, 11, 1))
    budget = BudgetFactory.create(name="Potten", period_end=period_end)
    for year in years:
        budget.grants.create(label="Vi", activity_slug=my_activity.slug, year=year)
    budget.grants.create(label="Andra", activity_slug="annan", year=2026)
    published(budget)
    page = todo(client, mine)
    assert page.count("Min verksamhet får bidrag ur Potten till december 2026") + page.count("Potten till 2026") == told


def test_a_start_with_a_length_ends_here_as_on_the_public_page(
    client: Client, mine: Federation, my_activity: Activity
) -> None:
    Activity.objects.update(period_start=in_days(-335), period_months=12)
    published(my_activity)
    assert "Min verksamhet pågår till" in todo(client, mine)
    assert "Min verksamhet" in client.get(f"/upphor/?datum={in_days(60)}").content.decode()


def test_what_only_a_draft_says_does_not_end(client: Client, mine: Federation, my_activity: Activity) -> None:
    Activity.objects.update(period_end=in_days(30))
    assert "Min verksamhet pågår till" not in todo(client, mine)


def test_an_end_that_nobody_has_stated_is_no_end(client: Client, mine: Federation, my_activity: Activity) -> None:
    assert "Upphör inom ett halvår" not in todo(client, mine)
