"""What coordinators ask of the other sources is answered by page and API, from one place."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from samverkan.publishing.loading import load
from samverkan.publishing.publish import publish
from tests.api.asking import json_of
from tests.content.catalogue import data
from tests.factories import OFFICE
from tests.fixture_files import documents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_published")]
ANSWERS = {question["id"]: question["answer"] for question in data("questions.json")}
ACTORS = {"State otherwise": "Staten i övrigt"}


@pytest.fixture(scope="module")
def facts_published(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The facts of all sources with what they refer to, once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        wanted = [document for (kind, _slug), document in documents().items() if kind in ("source", "fact")]
        areas = [one | {"municipalities": None} for (kind, _slug), one in documents().items() if kind == "area"]
        publish(load([*areas, *wanted]), OFFICE)
        yield
        transaction.set_rollback(True)


def text(client: Client, address: str) -> str:
    body = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("\N{SOFT HYPHEN}", "").split())


def test_question_39_who_gained_who_lost_how_soon_and_on_how_many(client: Client) -> None:
    answer = ANSWERS[39]
    figures = json_of("/facts/frisam-aterbetalning")["figures"]
    effects = {row["label"]: Decimal(row["value"]) for row in figures if row["code"] == "effect"}
    by_size = sorted(effects, key=effects.__getitem__)
    for asked, name in (("most", by_size[-1]), ("lost", by_size[0])):
        actor, million = answer[asked]
        assert (name, effects[name]) == (ACTORS.get(actor, actor), Decimal(str(million)))
    of_code = {row["code"]: row["value"] for row in figures if row["code"] and row["code"] != "effect"}
    assert [of_code["stated-months"], of_code["participants"]] == [
        str(answer[name]) for name in ("payoff_months", "individuals")
    ]
    for address in ("/om/frisam/", "/om/uppgifter/frisam-aterbetalning/"):
        told = text(client, address)
        for words in (
            "Staten i övrigt 5,0 miljoner",
            "Arbetsmarknadsverket −0,2 miljoner",
            "120 personer",
            "6 månader",
        ):
            assert words in told
        assert "Insatsens kostnad per person uppgift saknas ( siffran har fallit bort ur avskriften)" in told.replace(
            "(siffran", "( siffran"
        )


def test_the_calculator_reckons_with_the_facts_figures(client: Client) -> None:
    figures = json_of("/facts/frisam-aterbetalning")["figures"]
    payers = json_of("/payoff")["payers"]
    assert [(row["name"], Decimal(row["effect_kr"])) for row in payers] == [
        (row["label"], Decimal(row["value"]) * 1_000_000) for row in figures if row["code"] == "effect"
    ]
    assert "6 månader enligt källan" in text(client, "/aterbetalning/")


def test_question_35_what_an_agreement_must_contain_and_what_lets_it_run_longer(client: Client) -> None:
    answer = ANSWERS[35]
    rules = json_of("/agreement-rules")
    titles = [row["title"] for row in rules["contents"]]
    assert len(titles) == len(answer["contents"]) == 7
    for title, wanted in zip(titles, answer["contents"], strict=True):
        assert title.casefold().split()[0] == wanted.split()[0]
    assert (rules["notice_clause_after_months"], answer["longer_than_one_year"]) == (12, "a notice clause")
    for address in ("/overenskommelser/", "/om/regionala-mal/"):
        told = text(client, address)
        assert " ".join(titles) in told
        assert "längre än ett år ska den ha en uppsägningsklausul" in told


def test_the_rules_for_agreements_cite_the_lines_that_the_fact_cites() -> None:
    source = json_of("/agreement-rules")["source"]
    [cited] = json_of("/facts/regionalt-overenskommelser")["sources"]
    assert source == {"slug": cited["source"]["slug"], "lines": cited["lines"]}


@pytest.mark.parametrize("address", ["/om/samverkan/", "/om/frisam/", "/om/regionala-mal/"])
def test_each_fact_names_its_source_and_lines(client: Client, address: str) -> None:
    page = text(client, address)
    told, _, _rules = page.partition("Vad en överenskommelse ska innehålla Syfte")
    assert told.count("Källa: ") == client.get(address).content.decode().count("<h3 ")
    assert "Källa: uppgift saknas" not in page
    assert ", rad " in page


def test_facts_are_found_by_topic_and_lead_back_to_their_theme(client: Client) -> None:
    found = [row["slug"] for row in json_of("/facts", "topic=effect")["results"]]
    assert "frisam-aterbetalning" in found
    assert "malgruppen" not in found
    assert 'href="/om/frisam/"' in client.get("/om/uppgifter/frisam-aterbetalning/").content.decode()
    assert 'href="/om/samverkan/"' in client.get("/om/").content.decode()
