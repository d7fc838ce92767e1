"""Examples for the rules about places and people."""

from typing import Any

from tests.activities.quality.documents import a, activity, pays, placed, vik
from tests.activities.quality.example import Example

MARK, TRANEMO = a("municipality/mark"), a("municipality/tranemo")
VIK = vik("mark", "tranemo")
REGISTER = [
    a("partner/forsakringskassan", sector="state"),
    a("partner/vc", sector="region"),
    a("partner/mark", sector="municipality", municipality="municipality/mark"),
]
PAID_BY_ALL = a(
    "financing_stream/finsam",
    contribution_shares=[
        {"payer_kind": "state", "payer": "Staten", "percent": 50},
        {"payer_kind": "municipality", "payer": "Kommunen", "percent": 50},
    ],
)
TRANEMO_IN_TEXT = "Behovet är stort. Platserna behövs i Tranemo."


LABELS = {"forsakringskassan": "FK", "mark": "MARK", "vc": "VC"}


def partners(*slugs: str) -> list[dict[str, Any]]:
    return [{"label": LABELS[slug], "partner": f"partner/{slug}"} for slug in slugs]


def refer(role: str, text: str = "Handläggare", right: str = "refer", **partner: Any) -> dict[str, Any]:
    return {"role": role, "text": text, "right": right, **partner}


def contact(office: str = "Lotsen", **values: Any) -> dict[str, Any]:
    return {"office": office, **values}


EXAMPLES = {
    "described-but-not-placed": Example(
        wrong=[activity(placements=[])], right=[activity(placements=placed("mark"))], says=["ingen"]
    ),
    "text-names-another-municipality": Example(
        wrong=[activity(placements=placed("mark"), background=TRANEMO_IN_TEXT), VIK, MARK, TRANEMO],
        right=[
            activity(
                placements=placed("mark"),
                background=TRANEMO_IN_TEXT,
                target_group__residence=["municipality/tranemo"],
            ),
            VIK,
            MARK,
            TRANEMO,
        ],
        says=["Platserna behövs i Tranemo.", "Mark"],
    ),
    "placed-where-only-planned": Example(
        wrong=[activity(placements=placed("mark"), purpose="Arbetssättet kan komma att införas i Mark."), MARK],
        right=[activity(placements=placed("mark"), purpose="Arbetssättet är infört i Mark."), MARK],
        says=["Arbetssättet kan komma att införas i Mark."],
    ),
    "residents-without-placement": Example(
        wrong=[
            activity(placements=placed("mark"), target_group__residence=["municipality/mark", "municipality/tranemo"]),
            activity("byggstenen", placements=placed("tranemo", label="Byggstenen")),
        ],
        right=[activity(placements=placed("mark", "tranemo"), target_group__residence=["municipality/tranemo"])],
        says=["Tranemo", "Mark, Tranemo", "Byggstenen"],
    ),
    "placed-without-contact-there": Example(
        wrong=[
            activity(
                placements=placed("mark", "tranemo"), contacts=[contact(municipality="municipality/mark", town="Kinna")]
            )
        ],
        right=[activity(placements=placed("mark"), contacts=[contact(town="Kinna")])],
        says=["Tranemo", "Lotsen, Kinna (Mark)"],
    ),
    "empty-in-matrix": Example(
        wrong=[MARK, VIK, TRANEMO, a("function/trana"), activity(placements=placed("tranemo"))],
        right=[MARK, VIK, TRANEMO, a("function/trana"), activity(placements=placed("mark", "tranemo"))],
        says=["Trana"],
    ),
    "partner-may-not-refer": Example(
        wrong=[
            activity(partners=partners("forsakringskassan", "mark"), entry_route__referrers=[refer("social_services")]),
            *REGISTER,
        ],
        right=[
            activity(
                partners=partners("forsakringskassan", "mark"),
                entry_route__referrers=[
                    refer("social_services"),
                    refer("forsakringskassan", partner="partner/forsakringskassan"),
                ],
            ),
            *REGISTER,
        ],
        says=["FK", "Handläggare (hänvisa)"],
    ),
    "one-role-worded-twice": Example(
        wrong=[activity(entry_route__referrers=[refer("doctor", "Distriktsläkare"), refer("doctor", "Husläkare")])],
        right=[
            activity(
                entry_route__referrers=[
                    refer("doctor", "Distriktsläkare"),
                    refer("doctor", "Sjukhusläkare", "initiate"),
                    refer("care_staff", "Sköterska"),
                ]
            )
        ],
        says=["Distriktsläkare", "Husläkare"],
    ),
    "criterion-not-met": Example(
        wrong=[activity(partners=partners("forsakringskassan", "mark")), *REGISTER],
        right=[activity(partners=partners("forsakringskassan", "vc")), *REGISTER],
        says=["regionen", "FK, MARK", "både stat och region"],
    ),
    "contributor-is-no-partner": Example(
        wrong=[
            activity(partners=partners("forsakringskassan", "vc"), financing=[pays("finsam")]),
            *REGISTER,
            PAID_BY_ALL,
        ],
        right=[
            activity(partners=partners("forsakringskassan", "mark"), financing=[pays("finsam")]),
            *REGISTER,
            PAID_BY_ALL,
        ],
        says=["Kommunen 50 %", "FK, VC"],
    ),
    "partner-not-in-register": Example(
        wrong=[activity(partners=[{"label": "en del företag"}])],
        right=[activity(partners=partners("forsakringskassan"))],
        says=["en del företag"],
    ),
    "nobody-to-call": Example(
        wrong=[activity(contacts=[contact(address="Storgatan 1")])],
        right=[activity(contacts=[contact(address="Storgatan 1"), contact(email="lotsen@example.se")])],
        says=["Storgatan 1"],
    ),
    "shared-phone": Example(
        wrong=[
            activity(contacts=[contact(phone="033-16 62 26")]),
            activity("dialog", contacts=[contact(phone="033-16 62 30"), contact(phone="033-16 62 26")]),
        ],
        right=[  # Twice in one activity is one activity.
            activity(contacts=[contact(phone="033-16 62 26"), contact(phone="033-16 62 26")]),
            activity("dialog", contacts=[contact(phone="033-16 62 30")]),
        ],
        says=["033-16 62 26", "Dialog"],
        slugs=["dialog", "lotsen"],
    ),
    "shared-address": Example(
        wrong=[
            activity(contacts=[contact(address="Näsgatan 32", town="Kinna")]),
            activity("vardag", contacts=[contact(address="Näsgatan 32", town="Kinna")]),
        ],
        right=[
            activity(contacts=[contact(address="Näsgatan 32", town="Kinna")]),
            activity("vardag", contacts=[contact(address="Näsgatan 32", town="Borås")]),
        ],
        says=["Näsgatan 32, Kinna", "Vardag"],
        slugs=["lotsen", "vardag"],
    ),
}
