"""Budgets: grants are held to the budget's own rules, and what is told of them by page, file and API."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from financing.budget_rules import grant_complaints, in_words, year_complaints
from financing.budget_words import Money
from financing.models import Budget
from samverkan.publishing.documents import Refused, build, validate
from samverkan.publishing.kinds import Document
from samverkan.publishing.loading import load
from samverkan.publishing.publish import publish
from tests.admin.forms import unchanged
from tests.api.asking import json_of, slugs
from tests.factories import OFFICE, ActivityFactory, BudgetFactory, MunicipalityFactory, published, works_for

RULES: Any = {
    "ceiling_kr_per_year": 1_900_000,
    "post_percent_max": 50,
    "years_max": 3,
    "never_above_actual_cost": True,
    "full_post_kr_per_year": 600_000,
    "full_posts": 3,
    "full_posts_years": 3,
    "condition": None,
}
LAWLESS: Any = dict.fromkeys(RULES)


def grant(who: str, year: int = 2017, **said: Any) -> Any:
    names = ("municipality", "months", "post_percent", "actual_cost_kr", "granted_kr")
    return {**dict.fromkeys(names), "label": who, "year": year, **said}


def said(*grants: Any, rules: Any = RULES) -> str:
    return "\n".join(grant_complaints(rules, grants)).replace("\u00a0", " ")


def test_a_grant_that_the_rules_allow_to_the_last_krona_and_month_is_not_complained_of() -> None:
    months = {2016: 5, 2017: None, 2018: 12, 2019: 7}
    whole = [grant("Vik", year, months=count, post_percent=50) for year, count in months.items()]
    assert said(*whole) == ""
    assert said(grant("Vik", granted_kr=300_000, actual_cost_kr=300_000), grant("Dal", granted_kr=300_000)) == ""
    assert said(*(grant(f"K{n}", granted_kr=380_000, post_percent=50) for n in range(5))) == ""


@pytest.mark.parametrize(
    ("grants", "told"),
    [
        (
            [grant(f"K{n}", granted_kr=380_001, post_percent=50) for n in range(5)],
            "för 2017 beviljas tillsammans 1 900 005 kr. Regeln: ”Högst 1 900 000 kr per år, för alla tillsammans.”",
        ),
        (
            [grant("Vik", post_percent=30), grant("Vik: mer", municipality={"slug": "vik", "name": "Vik"})],
            "",
        ),
        (
            [grant("Vik", post_percent=51)],
            "Vik beviljas 51 procent av en tjänst 2017. Regeln: ”Varje mottagare får pengar till högst 50 procent",
        ),
        (
            [grant(label, post_percent=26, municipality={"slug": "vik", "name": "Vik"}) for label in ("A", "B")],
            "Vik beviljas 52 procent av en tjänst 2017.",
        ),
        (
            [grant("Vik", granted_kr=300_001)],
            "Vik beviljas 300 001 kr för 2017, men så mycket av en tjänst kostar högst 300 000 kr.",
        ),
        ([grant("Vik", granted_kr=150_001, months=6)], "kostar högst 150 000 kr."),
        (
            [grant("Vik", granted_kr=280_001, actual_cost_kr=280_000)],
            "Vik beviljas 280 001 kr för 2017, men tjänsten kostar 280 000 kr. Regeln: ”Ingen mottagare får mer än",
        ),
        (
            [grant("Vik", year, months=12) for year in (2016, 2017, 2018)] + [grant("vik", 2019)],
            "Vik beviljas pengar i minst 37 månader, gränsen är 36 månader. Regeln: ”Varje mottagare får",
        ),
        ([grant("Vik", year) for year in range(2016, 2021)], "minst 38 månader"),
        ([grant("Vik"), grant("VIK")], "VIK står flera gånger för 2017. Lägg ihop raderna."),
    ],
)
def test_a_grant_above_the_rules_is_complained_of_with_the_sum_and_the_rule(grants: list[Document], told: str) -> None:
    assert told in said(*grants)
    assert bool(said(*grants)) is bool(told)


def test_another_budget_has_other_rules_or_none() -> None:
    many = [grant("Vik", year, post_percent=100, granted_kr=5_000_000, actual_cost_kr=1) for year in range(2010, 2020)]
    assert said(*many, rules=LAWLESS) == ""
    assert in_words(LAWLESS) == {}
    assert "högst 60 procent" in said(grant("Vik", post_percent=61), rules=RULES | {"post_percent_max": 60})


def test_a_year_above_the_ceiling_or_named_twice_is_complained_of() -> None:
    years: list[Any] = [
        {"year": 2017, "amount_kr": 1_900_001},
        {"year": 2018, "amount_kr": None},
        {"year": 2018, "amount_kr": 0},
    ]
    found = "\n".join(year_complaints(RULES, years)).replace("\u00a0", " ")
    assert "budgeten för 2017 är 1 900 001 kr. Regeln: ”Högst 1 900 000 kr per år" in found
    assert "samma år förekommer flera gånger." in found
    assert list(year_complaints(RULES, years[1:2])) == []


def test_sums_leave_out_what_is_unknown_and_say_so() -> None:
    years = [{"year": 2017, "amount_kr": 5, "spent_kr": None}, {"year": 2018, "amount_kr": None, "spent_kr": 0}]
    grants = [grant("Vik", granted_kr=4), grant("Dal"), grant("Vik", 2018, granted_kr=3)]
    stated: Any = {"years": years, "grants": grants, "rules": LAWLESS, "stated_total_kr": 6}
    money = Money(stated)
    assert (money.total, money.silent, money.unexplained, money.full_rate) == (5, [2018], 1, None)
    assert money.rows == [
        ["2017", "5", "uppgift saknas", "uppgift saknas", "uppgift saknas"],
        ["2018", "uppgift saknas", "3", "0", "uppgift saknas"],
    ]
    silent = Money(stated | {"years": None, "grants": None, "stated_total_kr": None})
    assert (silent.total, silent.plot) == (None, None)


@pytest.fixture
def budget(db: None) -> Budget:
    """A budget of a federation, with the rules of Höglandet and a grant that they allow."""
    rules = {f"rules_{name}": value for name, value in RULES.items() if value is not None}
    budget = BudgetFactory.create(slug="uppdrag", name="Uppdrag", federation__slug="hogt", **rules)
    budget.years.create(year=2017, amount_kr=1_000_000)
    vik = MunicipalityFactory.create(slug="vik", name="Vik")
    budget.grants.create(
        label="Lotsen", year=2017, post_percent=50, granted_kr=200_000, municipality=vik, activity_slug="lotsen"
    )
    return budget


def test_no_way_in_lets_a_forbidden_grant_or_bad_money_pass(budget: Budget) -> None:
    """Import and API hold documents to the same checks as publishing does."""
    document = build(budget)
    assert validate(document) == []
    row = document["grants"][0]
    assert [fault.path for fault in validate(document | {"grants": [row | {"post_percent": 60}]})] == ["grants"]
    for bad in ({"granted_kr": -1}, {"post_percent": 101}, {"granted_kr": 1.5}, {"months": 13}):
        assert validate(document | {"grants": [row | bad]}), bad
    assert validate(document | {"years": [{"year": 2017, "amount_kr": -1, "spent_kr": None}]})
    reversed_period = {"start": "2019", "end": "2016"}
    assert [fault.path for fault in validate(document | {"period": reversed_period})] == ["period"]
    load([document | {"grants": [row | {"post_percent": 60}]}])
    with pytest.raises(Refused, match="60 procent av en tjänst"):
        publish([Budget.objects.get()], OFFICE)


def test_the_coordinator_is_told_at_once_and_nothing_is_saved(budget: Budget, client: Client) -> None:
    client.force_login(works_for("publisher", budget.owners.get().entry))
    address = reverse("admin:financing_budget_change", args=[budget.pk])
    assert client.post(address, unchanged(client, address)).status_code == 302
    refused = client.post(address, unchanged(client, address) | {"grants-0-post_percent": "60"})
    assert "Vik beviljas 60 procent av en tjänst 2017. Regeln: ”Varje mottagare" in refused.content.decode()
    assert budget.grants.get().post_percent == 50
    narrower = client.post(address, unchanged(client, address) | {"rules_ceiling_kr_per_year": "100000"})
    told = narrower.content.decode().replace("\u00a0", " ")
    assert "För 2017 beviljas tillsammans 200 000 kr. Regeln: ”Högst 100 000 kr per år" in told
    assert "Budgeten för 2017 är 1 000 000 kr." in told


def test_a_budget_is_nobody_elses_business(budget: Budget, client: Client) -> None:
    client.force_login(works_for("publisher", MunicipalityFactory.create()))
    assert client.get(reverse("admin:financing_budget_change", args=[budget.pk])).status_code == 404


def test_page_federation_and_activity_tell_of_the_money(
    budget: Budget, client: Client, django_assert_max_num_queries: Any
) -> None:
    published(budget, ActivityFactory.create(slug="lotsen", name="Lotsen"))
    for address in ("/budgetar/uppdrag/", "/forbund/hogt/", "/verksamheter/lotsen/", "/budgetar/"):
        with django_assert_max_num_queries(5):  # Each app asks for what it shows on a federation's page.
            page = client.get(address).content.decode()
        assert "Uppdrag" in page, address
    assert '<a href="/verksamheter/lotsen/">Lotsen</a>' in client.get("/budgetar/uppdrag/").content.decode()
    assert "2017: 200\u00a0000 kr" in client.get("/verksamheter/lotsen/").content.decode()
    sheet = client.get("/budgetar/uppdrag/siffror.csv").content.decode("cp1252")
    assert "2017;1000000;200000;uppgift saknas;1900000" in sheet


def test_partners_find_budgets_by_who_is_granted_something(budget: Budget) -> None:
    published(budget)
    for query in ("federation=hogt", "municipality=vik", "activity=lotsen"):
        assert slugs("/budgets", query) == ["uppdrag"]
    assert slugs("/budgets", "activity=sara") == []
    assert json_of("/budgets/uppdrag")["grants"][0]["granted_kr"] == 200_000
