"""Known questions about the source are answered by the published documents alone."""

from collections.abc import Callable
from typing import Any

import pytest

from samverkan.publishing.edtf import Edtf
from samverkan.publishing.kinds import Document
from tests.content.catalogue import Catalogue, called, data

pytestmark = pytest.mark.django_db

QUESTIONS = {question["id"]: question for question in data("questions.json")}
OWN, OVERVIEW = "activity", "financing_stream"  # Whose word it is.
DAYS = {"monday": "Mon", "wednesday": "Wed", "friday": "Fri"}


def streams(activity: Document, said_by: str) -> list[str]:
    """The streams that one voice says pay for an activity, in its order."""
    return [row["stream"]["slug"] for row in activity["financing"] if row["said_by"] == said_by]


def agree(activity: Document, catalogue: Catalogue) -> bool | None:
    """Whether the own section and the overview say the same; None where the overview has no list to look in."""
    own, overview = set(streams(activity, OWN)), set(streams(activity, OVERVIEW))
    listed = any(catalogue["financing_stream", slug]["activities_listed"] is not None for slug in own)
    return own == overview if listed or overview else None


def listed_as(catalogue: Catalogue, label: str) -> str | None:
    """The activity that a label in an overview stands for; None where nobody has described it."""
    for slug, activity in catalogue.activities.items():
        if label in called(activity) | {row["label"].replace("”", "") for row in activity["financing"]}:
            return slug
    return None


def paid_by(catalogue: Catalogue, stream: str) -> set[str]:
    """The activities that in their own sections say that a stream pays them."""
    return {slug for slug, activity in catalogue.activities.items() if stream in streams(activity, OWN)}


def with_stream(catalogue: Catalogue, stream: str) -> list[str]:
    """The described activities of a stream, by their own word or by the overview's."""
    return [
        slug
        for slug, activity in catalogue.activities.items()
        if slug in paid_by(catalogue, stream) or stream in streams(activity, OVERVIEW)
    ]


def what_miljarden_pays(catalogue: Catalogue) -> Any:
    listed = catalogue["financing_stream", "miljarden"]["activities_listed"]
    undescribed = [label for label in listed if listed_as(catalogue, label) is None]
    return {"described": with_stream(catalogue, "miljarden"), "undescribed": undescribed}


def who_lacks_coordination(catalogue: Catalogue) -> Any:
    column = [(row.name, cell) for row in catalogue.matrix.rows for cell in row.cells if cell.function == "samordnande"]
    return [name for name, cell in column if not cell.placed]


def where_one_applies_oneself(catalogue: Catalogue) -> Any:
    """Unclear is where the source tells of applications without saying whose: referrers are not all that may apply."""
    routes = {slug: activity["entry_route"] for slug, activity in catalogue.activities.items()}
    by_answer: dict[str | None, list[str]] = {}
    for slug, route in routes.items():
        by_answer.setdefault(route["self_referral"], []).append(slug)
    unclear = [slug for slug in by_answer[None] if "därutöver" in (routes[slug]["description"] or "").casefold()]
    return {"yes": by_answer["yes"], "in_consultation_with_officer": by_answer["with_officer"], "unclear": unclear}


def how_to_lotsen(catalogue: Catalogue) -> Any:
    lotsen = catalogue.activities["lotsen"]
    route = lotsen["entry_route"]
    labels = {row["partner"]["slug"]: row["label"] for row in lotsen["partners"]}
    english = {"Ansökningsblankett": "application form", "Skriftligt samtycke": "written consent"}
    assert route["consent_written"]
    assert route["decision_days"] == 7
    return {
        "referrers": [labels[row["partner"]["slug"]] for row in route["referrers"] if row["right"] == "refer"],
        "needs": [english[document] for document in route["required_documents"]],
        "answer_within": "one week (should)" if " bör " in route["decision_text"] else "one week",
    }


def how_long_aktiv_sjukskrivning_is(catalogue: Catalogue) -> Any:
    limits = catalogue.activities["aktiv-sjukskrivning"]["limits"]
    start, end = (int(clock.partition(".")[0]) for clock in limits["hours"].split("–"))
    sessions = limits["weeks"] * limits["sessions_per_week"]
    return {
        "weeks": limits["weeks"],
        "per_week": limits["sessions_per_week"],
        "days": [DAYS[day] for day in limits["days"]],
        "time": limits["hours"].replace("–", "-"),
        "sessions": sessions,
        "hours": sessions * (end - start),
    }


def where_consent_is_needed(catalogue: Catalogue) -> Any:
    return [slug for slug, activity in catalogue.activities.items() if activity["entry_route"]["consent_required"]]


def how_finsam_is_shared(catalogue: Catalogue) -> Any:
    rows = catalogue["financing_stream", "finsam"]["contribution_shares"]
    assert [row["partner"]["name"] for row in rows if row["payer_kind"] == "state"] == ["Försäkringskassan"]
    english = {"state": "State through Försäkringskassan"}
    return {english.get(row["payer_kind"], row["payer_kind"]): row["percent"] for row in rows}


def whether_the_assignment_ran_in_march_2008(catalogue: Catalogue) -> Any:
    period = catalogue.activities["koordinator"]["period"]
    ran = (
        Edtf.parse(period["start"]).earliest.isoformat() <= "2008-03-01" <= Edtf.parse(period["end"]).latest.isoformat()
    )
    return {
        "answer": "by the stated period" if ran else "not by the stated period",
        "period": [period["start"], period["end"]],
        "note": "extension was possible, none recorded" if period["extendable"] else "",
    }


def what_the_matrix_lacks(catalogue: Catalogue) -> Any:
    placed = {cell.slug for row in catalogue.matrix.rows for column in row.cells for cell in column.placed}
    return sorted(catalogue.activities.keys() - placed)


def where_statements_differ(catalogue: Catalogue) -> Any:
    verdicts = {slug: agree(activity, catalogue) for slug, activity in catalogue.activities.items()}
    return {"differ": [slug for slug, verdict in verdicts.items() if verdict is False]}


def what_ordinary_operations_pay(catalogue: Catalogue) -> Any:
    return sorted(paid_by(catalogue, "ordinarie"))


def how_long_a_case_stays(catalogue: Catalogue) -> Any:
    months = {catalogue.activities[slug]["limits"]["months_max"] for slug in ("sara", "sarv")}
    return {"months_max": months.pop()} if len(months) == 1 else months


def who_shares_a_contact(catalogue: Catalogue) -> Any:
    shared: dict[str, set[str]] = {}
    for slug, activity in catalogue.activities.items():
        for contact in activity["contacts"] or ():
            for place in filter(None, (contact["phone"], _address(contact))):
                shared.setdefault(place, set()).add(slug)
    return {place: sorted(slugs) for place, slugs in shared.items() if len(slugs) > 1}


def _address(contact: Document) -> str | None:
    return f"{contact['address']}, {contact['town']}" if contact["address"] and contact["town"] else None


ANSWERS: dict[int, Callable[[Catalogue], Any]] = {
    3: what_miljarden_pays,
    5: who_lacks_coordination,
    7: where_one_applies_oneself,
    9: how_to_lotsen,
    11: how_long_aktiv_sjukskrivning_is,
    13: where_consent_is_needed,
    15: how_finsam_is_shared,
    21: whether_the_assignment_ran_in_march_2008,
    23: what_the_matrix_lacks,
    25: where_statements_differ,
    27: what_ordinary_operations_pay,
    31: how_long_a_case_stays,
    33: who_shares_a_contact,
}


@pytest.mark.parametrize("number", ANSWERS)
def test_the_documents_answer(number: int, catalogue: Catalogue) -> None:
    assert ANSWERS[number](catalogue) == QUESTIONS[number]["answer"], QUESTIONS[number]["question"]


def test_every_question_that_documents_can_answer_alone_is_asked() -> None:
    kinds = {"matrix", "entry", "financing", "limits", "time", "quality"}
    asked = {number for number, question in QUESTIONS.items() if question["kind"] in kinds}
    assert {number for number in asked if QUESTIONS[number]["lines"].startswith("001:")} == ANSWERS.keys()
