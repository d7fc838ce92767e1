"""What Höglandet's project costs, allows and leaves unsaid is answered by page and API, and nothing is added."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests import kept
from tests.api.asking import json_of
from tests.content.catalogue import data, numbers
from tests.content.test_nothing_added import stated
from tests.content.test_public_questions import ANSWERS, page
from tests.fixture_files import HIGHLAND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("highland")]
PAGE = "/budgetar/uppdrag-samverkan/"


@pytest.fixture(scope="module")
def highland(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        kept.published(HIGHLAND)
        yield
        transaction.set_rollback(True)


def test_question_37_what_the_project_costs_and_the_most_that_one_municipality_is_offered(client: Client) -> None:
    answer = ANSWERS[37]
    budget = json_of("/budgets/uppdrag-samverkan")
    rules = budget["rules"]
    assert sum(row["amount_kr"] or 0 for row in budget["years"]) == answer["stated_total_kr"]
    assert rules["ceiling_kr_per_year"] == answer["ceiling_per_year_kr"]
    share, years = rules["post_percent_max"], rules["years_max"]
    offered = f"{share} % of a post, at most {years} years, never above actual cost"
    assert (offered, rules["never_above_actual_cost"]) == (answer["per_municipality"], True)
    assert rules["full_post_kr_per_year"] * share // 100 == answer["implied_kr_per_year"]
    told = page(client, PAGE).replace("\u00a0", " ")
    assert "4 500 000 kr (summan av åren, uträknad)" in told
    assert "Högst 1 900 000 kr per år" in told
    assert "högst 50 procent av en tjänst" in told
    assert "i högst 3 år" in told
    assert "Ingen mottagare får mer än vad tjänsten faktiskt kostar" in told
    assert "50 procent av den blir 300 000 kr per år (uträknat)" in told


def test_the_silent_year_is_unknown_and_the_figures_that_differ_are_told(client: Client) -> None:
    silent = json_of("/budgets/uppdrag-samverkan")["years"][-1]
    assert silent == {"year": 2019, "amount_kr": None, "spent_kr": None}
    told = page(client, PAGE).replace("\u00a0", " ")
    assert "För 2019 är inget belopp uppgivet." in told
    assert "3 heltidstjänster à 600 000 kr i 3 år blir 5 400 000 kr (uträknat). Det är 900 000 kr mer" in told
    sheet = client.get(f"{PAGE}siffror.csv").content.decode("cp1252").splitlines()
    assert sheet[-1] == "2019;uppgift saknas;uppgift saknas;uppgift saknas;1900000"
    assert sheet[1].startswith("2016;900000;")


def test_no_number_is_told_that_the_facts_lack() -> None:
    facts = data("facts.json")
    entries = [facts["hoglandet_project"], *(one for one in facts["federations"] if one["key"] == "hoglandet")]
    known = set(
        map(int, re.findall(r"\d+", re.sub(r"(?<=\d) (?=\d)", "", str([list(stated(one)) for one in entries]))))
    )
    known |= {int(year) for year in facts["hoglandet_project"]["budget_kr"] if year.isdigit()}
    for kind, slug in (("budgets", "uppdrag-samverkan"), ("federations", "hoglandet"), ("areas", "hoglandet")):
        document = json_of(f"/{kind}/{slug}")
        for name in ("revision", "published_at", "modified_at", "verified", "links", "sources"):
            document.pop(name, None)
        assert numbers(document) - known - {document["schema_version"], 1} == set(), slug
