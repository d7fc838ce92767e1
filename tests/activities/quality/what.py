"""Examples for the rules about target groups, texts and sections."""

from typing import Any

from tests.activities.quality.documents import a, activity, pays
from tests.activities.quality.example import Example

ABUSE = {"text": "Personer i aktivt missbruk", "situations": ["substance_abuse"]}
PRISON = {"text": "Personer som väntar på fängelse", "situations": ["awaiting_prison"]}
YOUNG = {"text": "Unga vuxna, främst upp till 24 år", "situations": ["young_adult"], "age_max": 24}
PAID: dict[str, Any] = {"financing": [pays("finsam", federation="federation/norra")]}
STRICT = a("federation/norra", target_group__exclusions=[ABUSE, PRISON], target_group__age_min=18)
FOR_THE_YOUNG = a("federation/norra", target_group__priorities=[YOUNG])
FOUND_JOBS: dict[str, Any] = {
    "background": "Det har visat sig att vissa personer hamnar mellan myndigheterna när deras situation inte går att "
    "lösa genom vanligt samarbete, och att de då lätt skickas runt utan att någon tar ansvar för helheten."
}
OTHER_TEXT = (
    "Fler unga än förr står utanför arbetslivet, och många av dem har aldrig fått pröva ett riktigt arbete alls."
)
EVERYTHING: dict[str, Any] = {
    "summary": "Stöd i Mark.",
    "easy_summary": "Du får stöd.",
    "background": "Behovet var stort.",
    "partners": [{"label": "FK", "partner": "partner/fk"}],
    "purpose": "Att komma vidare.",
    "target_group": {"description": "Alla vuxna.", "age_min": 18, "residence": ["area/vik"], "exclusions": []},
    "method": "Samtal i grupp.",
    "staffing": {"description": "Två coacher."},
    "financing": [pays("finsam")],
    "entry_route": {"self_referral": "no", "consent_required": False, "decision_days": 7},
    "contacts": [{"office": "Lotsen", "phone": "033-16 62 26"}],
    "placements": [{"municipality": "municipality/mark", "label": "Lotsen"}],
    "period": {"start": "2007"},
}


def but(*names: str) -> dict[str, Any]:
    """Everything but some sections."""
    return {name: value for name, value in EVERYTHING.items() if name not in names}


EXAMPLES = {
    "laxer-than-federation": Example(
        wrong=[activity(**PAID, target_group__exclusions=[ABUSE]), STRICT],
        right=[activity(**PAID, target_group__exclusions=[ABUSE, PRISON], target_group__age_min=18), STRICT],
        says=["väntar på fängelse", "missbruk"],
    ),
    "exclusion-not-told": Example(
        wrong=[activity(**PAID), STRICT],
        right=[activity(**PAID, target_group__exclusions=[ABUSE, PRISON]), STRICT],
        says=["aktivt missbruk", "uppgift saknas"],
    ),
    "wider-than-priority": Example(
        wrong=[activity(**PAID, name="Projekt Unga vuxna", target_group__age_max=29), FOR_THE_YOUNG],
        right=[activity(**PAID, name="Projekt Unga vuxna", target_group__age_max=24), FOR_THE_YOUNG],
        says=["till och med 29 år", "upp till 24 år"],
    ),
    "any-or-all-unknown": Example(
        wrong=[activity(target_group__criteria=[{"text": "Sjuk, ledig", "situations": ["unemployed", "sick_leave"]}])],
        right=[
            activity(
                target_group__criteria=[
                    {"text": "Sjuk eller ledig", "situations": ["unemployed", "sick_leave"], "combination": "any"},
                    {"text": "Sjuk", "situations": ["sick_leave"]},
                ]
            )
        ],
        says=["Sjuk, ledig", "arbetslös"],
    ),
    "part-under-another-function": Example(
        wrong=[activity(part_of="activity/huset"), activity("huset", function="function/aktivera")],
        right=[activity(part_of="activity/huset"), activity("huset")],
        says=["Trana", "Aktivera"],
    ),
    "near-identical-texts": Example(
        wrong=[activity(**FOUND_JOBS), activity("tsam", **FOUND_JOBS, purpose="Att ingen skickas runt mer.")],
        right=[activity(**FOUND_JOBS), activity("tsam", background=OTHER_TEXT)],
        says=["Tsam", "hamnar mellan myndigheterna"],
        slugs=["lotsen", "tsam"],
    ),
    "several-spellings": Example(
        wrong=[activity(short_name="Krafthuset", aliases=["KRAFT-huset"])],
        right=[activity(short_name="Krafthuset", aliases=["krafthuset", "Kraftverket"])],
        says=["Krafthuset", "KRAFT-huset"],
    ),
    "abbreviation-not-spelled-out": Example(
        wrong=[activity(short_name="U-SAM")],
        right=[activity(name="Samverkan i Arbets- och Rehabiliteringsfrågor i Alingsås", short_name="SARA")],
        says=["U-SAM"],
    ),
    "page-reference": Example(
        wrong=[activity(method="Läs mer på sidan 11.")],
        right=[activity(method="Läs 11 sidor, eller sidan om Lotsen.")],
        says=["sidan 11"],
    ),
    "missing-section": Example(
        wrong=[activity(**but("entry_route"))],
        right=[activity(**(but("period") | {"target_group": {"description": "Alla vuxna."}}))],
        says=["ingång"],
    ),
    "missing-detail": Example(
        wrong=[activity(**(EVERYTHING | {"target_group": {"description": "Alla vuxna.", "age_min": 18}}))],
        right=[activity(**EVERYTHING)],
        says=["var deltagarna ska bo", "vilka som inte tas emot"],
    ),
    "easy-summary-is-hard": Example(
        wrong=[activity(easy_summary="Du får hjälp. Det är för dig som är ung och " + "mycket " * 6 + "gärna vill.")],
        right=[activity(easy_summary="Du får hjälp. Det är för dig som är ung och " + "mycket " * 5 + "gärna vill.")],
        says=["En mening har 16 ord", "gärna vill"],
    ),
}
