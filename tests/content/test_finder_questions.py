"""Questions that case officers and citizens ask are answered by the finder, on the page and in the API alike."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.http import urlencode

from tests.api.asking import json_of
from tests.content.catalogue import data

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("source_catalogue"),
]

QUESTIONS = {question["id"]: question["answer"] for question in data("questions.json")}
SECTIONS = {"fits": "fits", "may_fit": "may-fit", "does_not_fit": "does-not-fit"}


def by_api(query: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each activity's answer by slug."""
    return {row["slug"]: row for row in json_of("/activities/match", query | {"limit": 100})["results"]}


def on_page(client: Client, query: dict[str, str], verdict: str) -> list[str]:
    """The activities that the page shows under a verdict, those for other residents left out."""
    page = client.get(f"/hitta/?{urlencode(query)}").content.decode().partition('class="elsewhere"')[0]
    return sorted(re.findall(rf'class="answer {SECTIONS[verdict]}">\s*<h3><a href="/verksamheter/([^/]+)/', page))


def with_verdict(answers: dict[str, dict[str, Any]], verdict: str) -> list[str]:
    return sorted(slug for slug, row in answers.items() if row["verdict"] == verdict)


def test_question_1_young_on_sick_leave_in_tranemo(client: Client) -> None:
    answer = QUESTIONS[1]
    page = {"kommun": "tranemo", "alder": "22", "sjukskriven": "helt", "utanfor": "ja", "myndigheter": "2"}
    api = by_api(
        {
            "municipality": "tranemo",
            "age": 22,
            "situation": ["sick_leave_full", "outside_labour_market"],
            "authorities": 2,
        }
    )
    for verdict, slugs in (("fits", answer["activities"]), ("may_fit", answer["conditional"])):
        assert with_verdict(api, verdict) == on_page(client, page, verdict) == sorted(slugs)
    needs = {need for reason in api["dialogforare"]["reasons"] for need in reason["needs"]}
    assert {"unemployed", "sick_leave_by_health_centre"} <= needs
    assert [reason["needs"] for reason in api["psykskoterskor"]["reasons"] if reason["needs"]] == [
        ["mental_ill_health"]
    ]
    officer = by_api({"municipality": "tranemo", "age": 22, "asker": "forsakringskassan"})
    assert [officer[slug]["referral"]["may"] for slug in ("t-sam", "unga-vuxna", "byggstenen")] == [
        "refer",
        "refer",
        "apply_together",
    ]


def test_question_7_where_one_can_apply_oneself() -> None:
    answer = QUESTIONS[7]
    mine = {slug: row["referral"]["may"] for slug, row in by_api({"asker": "person"}).items()}
    assert [slug for slug, may in mine.items() if may == "apply"] == answer["yes"]
    assert [slug for slug, may in mine.items() if may == "apply_together"] == answer["in_consultation_with_officer"]
    assert {mine[slug] for slug in answer["unclear"]} == {"applying_not_stated"}


def test_question_9_who_may_propose_somebody_for_lotsen(client: Client) -> None:
    query = {"kommun": "boras", "alder": "22", "myndigheter": "2", "fragar": "socialtjansten"}
    page = client.get(f"/hitta/?{urlencode(query)}").content.decode()
    lotsen = page.partition('href="/verksamheter/lotsen/"')[2].partition("</li>\n\n")[0]
    assert "Du kan hänvisa." in lotsen
    for words in ("Arbetsförmedlingen", "Borås kommun", "Försäkringskassan", "Västra Götalandsregionen"):
        assert words in lotsen
    assert "Ansökningsblankett; Skriftligt samtycke" in lotsen
    assert "inom en vecka" in lotsen


def test_question_17_young_in_boras_without_illness(client: Client) -> None:
    page = {"kommun": "boras", "alder": "19", "sjukskriven": "nej", "psykisk-ohalsa": "nej", "myndigheter": "2"}
    api = by_api(
        {
            "municipality": "boras",
            "age": 19,
            "not_situation": ["sick_leave", "sick_leave_risk", "mental_ill_health"],
            "authorities": 2,
        }
    )
    assert with_verdict(api, "fits") == on_page(client, page, "fits") == QUESTIONS[17]
    assert with_verdict(api, "may_fit") == on_page(client, page, "may_fit") == []


def test_question_19_thirty_and_unemployed_in_ulricehamn(client: Client) -> None:
    answer = QUESTIONS[19]
    page = {"kommun": "ulricehamn", "alder": "30", "arbete": "arbetslos", "myndigheter": "2"}
    api = by_api({"municipality": "ulricehamn", "age": 30, "situation": "unemployed", "authorities": 2})
    for slug in ("unga-vuxna", "u-sam"):
        verdict = "fits" if answer[slug] else "does_not_fit"
        assert api[slug]["verdict"] == verdict
        assert slug in on_page(client, page, verdict)
    assert api["u-sam"]["prioritised"] is answer["prioritised_in_u-sam"]


def test_question_29_active_abuse_in_mark(client: Client) -> None:
    answer = QUESTIONS[29]
    api = by_api({"municipality": "mark", "situation": "substance_abuse"})
    excluded: dict[bool, list[str]] = {True: [], False: []}
    for slug, row in sorted(api.items()):
        whose = {bool(reason["federation"]) for reason in row["reasons"] if _excludes(reason)}
        for federation in whose:
            excluded[federation].append(slug)
    assert excluded[False] == answer["own_text"]
    assert [slug for slug in excluded[True] if not _elsewhere(api[slug])] == answer["through_federation"]
    assert on_page(client, {"kommun": "mark", "missbruk": "ja"}, "does_not_fit") == answer["through_federation"]


def _excludes(reason: dict[str, Any]) -> bool:
    return (reason["about"], reason["outcome"]) == ("exclusion", "fails")


def _elsewhere(row: dict[str, Any]) -> bool:
    return any((reason["about"], reason["outcome"]) == ("residence", "fails") for reason in row["reasons"])
