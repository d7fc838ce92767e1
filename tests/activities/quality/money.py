"""Examples for the rules about money and lists: what each finds, and what looks like it and is right."""

from typing import Any

from tests.activities.quality.documents import a, activity, pays, placed, vik
from tests.activities.quality.example import Example

FINSAM = a("financing_stream/finsam", federations=["federation/norra"], activities_listed=["Lotsen"])
FRISAM = a("financing_stream/frisam", activities_listed=["Byggstenen"])
BILLION = a("financing_stream/miljarden", valid_from="2007", valid_until="2009")
NORRA = a(
    "federation/norra",
    activities_listed=["Resursteam"],
    members=[{"municipality": "municipality/mark"}, {"municipality": "municipality/tranemo"}],
)
LISTING_LOTSEN = NORRA | {"activities_listed": ["Resursteam", "Lotsen"]}
LISTING_MARK = a("financing_stream/finsam", activities_listed=["Lotsen Mark"])
MARK = a("municipality/mark")
TRANEMO = a("municipality/tranemo")
SHARES: dict[str, Any] = {"payer": "partner/fk", "share_percent": 69}


def contributes(*percents: int) -> list[dict[str, object]]:
    return [{"payer_kind": "state", "payer": "Staten", "percent": percent} for percent in percents]


EXAMPLES = {
    "sources-disagree-on-payer": Example(
        wrong=[activity(financing=[pays("frisam")]), FINSAM, FRISAM],
        right=[activity(financing=[pays("finsam")]), FINSAM, FRISAM],
        says=["Frisam", "Finsam", "Lotsen"],
    ),
    "remaining-payer-unknown": Example(
        wrong=[activity(financing=[pays("avtal", **SHARES)])],
        right=[activity(financing=[pays("avtal", **SHARES), pays("avtal", payer="partner/vc", share_percent=31)])],
        says=["69", "31"],
    ),
    "shares-do-not-sum-to-100": Example(
        wrong=[a("financing_stream/finsam", contribution_shares=contributes(50, 25))],
        right=[a("financing_stream/finsam", contribution_shares=contributes(50, 25, 25))],
        says=["75"],
    ),
    "outlasts-its-money": Example(
        wrong=[activity(financing=[pays("miljarden")]), BILLION],
        right=[activity(financing=[pays("miljarden")], period={"end": "2009"}), BILLION],
        says=["2009", "uppgift saknas"],
    ),
    "past-its-end": Example(
        wrong=[activity(period={"end": "2008-02"})],
        right=[activity(period={"end": "2008-03"})],  # The tests' day is 1 March: it may still run.
        says=["februari 2008"],
    ),
    "listed-but-not-described": Example(
        wrong=[activity(name="Resurshus"), NORRA],
        right=[activity(aliases=["RESURSTEAM"]), NORRA],
        says=["Resursteam"],
        slugs=["norra"],
    ),
    "missing-in-federations-list": Example(
        wrong=[activity(financing=[pays("finsam", federation="federation/norra")]), NORRA, FINSAM],
        right=[activity(financing=[pays("finsam", federation="federation/norra")]), LISTING_LOTSEN, FINSAM],
        says=["Norra", "Resursteam", "finsam"],
    ),
    "missing-in-streams-list": Example(
        wrong=[activity(financing=[pays("frisam")]), FRISAM],
        right=[activity("byggstenen", financing=[pays("frisam")]), FRISAM],
        says=["Frisam", "Byggstenen"],
    ),
    "list-names-other-places": Example(
        wrong=[activity(aliases=["Lotsen Mark"], placements=placed("mark", "tranemo")), MARK, TRANEMO, LISTING_MARK],
        right=[activity(aliases=["Lotsen Mark"], placements=placed("mark")), MARK, TRANEMO, LISTING_MARK],
        says=["Lotsen Mark", "Mark, Tranemo"],
    ),
    "one-label-for-several": Example(
        wrong=[
            activity(placements=placed("mark", label="Bedömningsteam")),
            activity("cura", placements=placed("mark", label="Bedömningsteam (Curateam)")),
        ],
        right=[
            activity(placements=placed("mark", label="Bedömningsteam")),
            activity("cura", placements=placed("mark", label="Curateam (bedömning)")),
        ],
        says=["Bedömningsteam", "Bedömningsteam (Curateam)"],
        slugs=["cura", "lotsen"],
    ),
    "outside-every-federation": Example(
        wrong=[vik("mark", "tranemo", "vara"), NORRA],
        right=[vik("mark", "tranemo"), NORRA],
        says=["Vara", "Mark, Tranemo"],
        slugs=["vik"],
    ),
}
