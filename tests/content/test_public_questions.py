"""Questions that users ask have their answers on the public pages and in the API; the finder's are tested beside."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.api.asking import json_of, slugs
from tests.content.catalogue import data

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("source_catalogue"),
    pytest.mark.xdist_group("content"),
]

ANSWERS = {question["id"]: question["answer"] for question in data("questions.json")}


def page(client: Client, address: str) -> str:
    """What a page says, without marks."""
    body = client.get(address).content.decode().replace("\N{SOFT HYPHEN}", "")
    return " ".join(re.sub(r"<[^>]+>", " ", body.partition("<main")[2].partition("</main>")[0]).split())


def activities() -> dict[str, dict[str, Any]]:
    return {row["slug"]: row for row in json_of("/activities", "limit=100")["results"]}


def test_question_3_what_miljarden_pays(client: Client) -> None:
    answer = ANSWERS[3]
    assert slugs("/activities", "financing_stream=miljarden") == answer["described"]
    listed = json_of("/financing-streams/miljarden")["activities_listed"]
    told = page(client, "/finansiering/miljarden/")
    for name in answer["undescribed"]:
        assert name in listed
        assert name in told
    assert [row["name"] in told for row in activities().values() if row["slug"] in answer["described"]] == [True, True]


def test_question_5_where_nothing_coordinates(client: Client) -> None:
    matrix = json_of("/matrix/sjuharad")
    empty = [row["name"] for row in matrix["rows"] if not row["cells"][0]["placed"]]
    assert (matrix["columns"][0]["slug"], empty) == ("samordnande", ANSWERS[5])
    table = client.get("/matris/sjuharad/").content.decode().partition("<tbody")[2].partition("</tbody")[0]
    first_cells = [row.partition("<td")[2].partition("</td>")[0] for row in table.split("<tr")[1:]]
    names = re.findall(r'<th scope="row"[^>]*>(?:<a[^>]*>)?([^<]+)', table)
    assert [name for name, cell in zip(names, first_cells, strict=True) if "ingen uppgift" in cell] == ANSWERS[5]


def test_question_11_how_long_aktiv_sjukskrivning_is(client: Client) -> None:
    answer = ANSWERS[11]
    limits = activities()["aktiv-sjukskrivning"]["limits"]
    assert (limits["weeks"], limits["sessions_per_week"]) == (answer["weeks"], answer["per_week"])
    told = page(client, "/verksamheter/aktiv-sjukskrivning/")
    assert "8 veckor, i allt 24 tillfällen, 72 timmar (uträknat)" in told
    assert "3 gånger i veckan: måndag, onsdag, fredag kl. 09.00–12.00" in told
    assert (answer["sessions"], answer["hours"]) == (24, 72)


def test_question_13_where_consent_is_needed(client: Client) -> None:
    found = {slug for slug, row in activities().items() if row["entry_route"]["consent_required"]}
    assert sorted(found) == ANSWERS[13]
    for slug in activities():
        assert ("Samtycke Ja" in page(client, f"/verksamheter/{slug}/")) is (slug in found), slug


def test_question_15_how_finsam_is_shared(client: Client) -> None:
    rows = json_of("/financing-streams/finsam")["contribution_shares"]
    assert [(row["payer_kind"], row["percent"]) for row in rows] == [
        ("state", 50),
        ("municipality", 25),
        ("region", 25),
    ]
    told = page(client, "/finansiering/finsam/")
    assert "Staten, genom Försäkringskassan 50 % Kommunen 25 % Regionen 25 %" in told
    assert list(ANSWERS[15].values()) == [50, 25, 25]


def test_question_21_whether_the_assignment_ran_in_march_2008(client: Client) -> None:
    answer = ANSWERS[21]
    period = activities()["koordinator"]["period"]
    assert [period["start"], period["end"], period["extendable"]] == [*answer["period"], True]
    assert "koordinator" not in slugs("/activities", "on=2008-03-01&limit=100")
    assert "koordinator" in slugs("/activities", "on=2007-12-31&limit=100")
    assert (
        "Koordinator"
        not in page(client, "/verksamheter/?datum=2008-03-01").partition("Visa alla")[0].partition("Fler val")[2]
    )
    told = page(client, "/verksamheter/koordinator/")
    assert "Den kunde förlängas, men ingen förlängning är noterad." in told


def test_question_23_what_is_missing_from_the_matrix(client: Client) -> None:
    matrix = json_of("/matrix/sjuharad")
    placed = {item["slug"] for row in matrix["rows"] for cell in row["cells"] for item in cell["placed"]}
    assert sorted(activities().keys() - placed) == ANSWERS[23]
    assert "Finns i inga" in page(client, "/verksamheter/koordinator/")


def test_question_25_where_statements_differ(client: Client) -> None:
    """Each side is told beside the other, with who says so; the coordinator's report names the contradiction."""
    differing = {
        "aktiv-sjukskrivning": ("Intern överenskommelse", "Frisam enligt finansieringsformens översikt"),
        "kraftteam": ("Ordinarie verksamhet enligt verksamhetens egen uppgift", "Finsam enligt finansieringsformens"),
        "unga-vuxna": ("Finsam (slutsats)", "enligt verksamhetens egen uppgift"),
    }
    assert sorted(differing) == ANSWERS[25]["differ"]
    for slug, statements in differing.items():
        told = page(client, f"/verksamheter/{slug}/").replace("( slutsats )", "(slutsats)")
        said_by = {row["said_by"] for row in activities()[slug]["financing"]}
        assert "activity" in said_by
        for statement in statements:
            assert statement.split(" ", 1)[0] in told
    assert "financing_stream" not in {row["said_by"] for row in activities()["unga-vuxna"]["financing"]}


def test_question_27_what_ordinary_operations_pay(client: Client) -> None:
    assert sorted(slugs("/activities", "financing_stream=ordinarie")) == ANSWERS[27]
    told = page(client, "/finansiering/ordinarie/").partition("Betalas härifrån")[2].partition("Om uppgifterna")[0]
    for slug, row in activities().items():
        assert (row["name"] in told) is (slug in ANSWERS[27])


def test_question_31_how_long_a_case_stays(client: Client) -> None:
    months = ANSWERS[31]["months_max"]
    for slug in ("sara", "sarv"):
        assert activities()[slug]["limits"]["months_max"] == months
        assert f"Längst {months} månader" in page(client, f"/verksamheter/{slug}/")


def test_question_33_who_shares_a_number_or_an_address(client: Client) -> None:
    for place, sharing in ANSWERS[33].items():
        street = place.partition(",")[0]
        found = {
            slug
            for slug, row in activities().items()
            for contact in row["contacts"] or ()
            if street in (contact["phone"], contact["address"])
        }
        assert sorted(found) == sharing
        for slug in sharing:
            assert street in page(client, f"/verksamheter/{slug}/")


def test_the_end_of_miljarden_ends_what_it_pays_by_itself(client: Client) -> None:
    answer = json_of("/endings", "on=2010-01-01")
    by_money = {row["slug"] for row in answer["results"] if row["losses"][0]["cause"] == "financing"}
    assert by_money == set(ANSWERS[3]["described"])
    assert {"area": "sjuharad", "municipality": "boras", "function": "kartlaggande"} in answer["emptied"]
    told = page(client, "/upphor/?datum=2010-01-01")
    assert "Miljarden gäller till 2009." in told
    assert "Borås : Kartläggande funktion" in told
