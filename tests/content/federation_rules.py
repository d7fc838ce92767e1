"""The three federations of Sjuhärad: which property carries which fact."""

from typing import Any

from samverkan.publishing.kinds import Document
from tests.content.catalogue import AREA, at
from tests.content.financing_rules import listed_as
from tests.content.rules import ANYWHERE, Case, Rule, Rules, as_many, equal, means, says, silent, translated
from tests.content.wording import SITUATION


def _has_members(case: Case) -> bool:
    return bool([member["municipality"]["name"] for member in case.document["members"]] == case.value)


def _has_goal(case: Case) -> bool:
    """The percentage that the goal begins with or holds, of whom it is counted, and its words."""
    goals = case.document["goals"]
    wanted = [int(part) for fact in case.entry["goals"] for part in fact["value"].split() if part.isdigit()]
    measured = [goal["percent"] for goal in goals] == wanted and all(goal["base"] for goal in goals)
    return measured and translated("goals")(case)


def _has_groups_with_need(case: Case) -> bool:
    return bool([group.casefold() for group in case.document["target_group"]["groups_with_need"]] == case.value)


def _has_codes(name: str) -> Rule:
    """Priorities or exclusions, one row of one code each; null where the source is silent."""

    def holds(case: Case) -> bool:
        rows = at(case.document, f"target_group.{name}")
        if case.value is None:
            return rows is None
        return _codes(rows) == [([SITUATION[word]], None, None) for word in case.value]

    return Rule("target_group", holds)


PRIORITIES = {
    "young adults and youth at risk, focus up to 24": (["young_adult"], None, 24),
    "single parents": (["single_parent"], None, None),
    "mental ill-health with rehabilitation potential": (["mental_ill_health"], None, None),
    "no right to sickness or unemployment insurance but employable after rehabilitation": (
        ["no_insurance_right"],
        None,
        None,
    ),
}


def _codes(rows: list[Document]) -> list[Any]:
    return [(row["situations"], row["age_min"], row["age_max"]) for row in rows]


def _prioritises(case: Case) -> bool:
    """Every group in the printed order, with its code and the one age that the source gives."""
    wanted = [PRIORITIES[fact["value"]] for fact in case.entry["prioritised"]]
    said = translated("target_group.priorities")(case)
    return said and _codes(case.document["target_group"]["priorities"]) == wanted


def _lists(case: Case) -> bool:
    """The federation's own list: the facts give a described activity by its key, or its label as printed."""
    resolved = [listed_as(case.catalogue, label.replace("”", "")) for label in case.document["activities_listed"]]
    return all(
        value in (label, slug)
        for value, label, slug in zip(case.value, case.document["activities_listed"], resolved, strict=True)
    )


def _says_so_on_activities(case: Case) -> bool:
    """Each described activity of the list carries the federation's statement, under the label of the list."""
    rows = [
        row
        for activity in case.catalogue.activities.values()
        for row in activity["financing"]
        if row["said_by"] == "federation" and row["federation"]["slug"] == case.document["slug"]
    ]
    finsam = all(row["stream"]["slug"] == "finsam" and row["stream_inferred"] for row in rows)
    finsam = finsam and not any(row["payer"] or row["share_percent"] for row in rows)
    stating = {row["label"] for row in rows}
    described = {
        label for label in case.document["activities_listed"] if listed_as(case.catalogue, label.replace("”", ""))
    }
    return finsam and stating == described


def _has_region(case: Case) -> bool:
    return bool(case.document["area"]["name"] == case.value and case.catalogue[AREA]["name"] == case.value)


FEDERATION: Rules = {
    "*.key": Rule(ANYWHERE, equal("slug", lambda key: key.replace("å", "a"))),
    "*.region": Rule(ANYWHERE, _has_region),
    "*.name": Rule("name", equal("name")),
    "*.founded": Rule("founded", equal("founded")),
    "*.pre_study": Rule("pre_study", equal("pre_study", str)),
    "*.members": Rule("members", _has_members),
    "*.parties": Rule("parties", equal("parties")),
    "borås.vision": Rule("vision", silent("vision")),
    "*.vision": Rule("vision", translated("vision")),
    "*.goals": Rule("goals", silent("goals")),
    "*.goals.*": Rule("goals", _has_goal),
    "borås.target": Rule(
        "target_group",
        means(
            "working age, in the main 18-64, needing several rehabilitation actors",
            says("target_group.description", "flera aktörer inom rehabilitering"),
            target_group__age_text="förvärvsaktiv ålder, i huvudsak 18–64 år",
            target_group__age_min=None,
            target_group__age_max=None,
        ),
    ),
    "*.groups_with_need": Rule("target_group", _has_groups_with_need),
    "*.exclusions": _has_codes("exclusions"),
    "*.prioritised": _has_codes("priorities"),
    "*.prioritised.*": Rule("target_group", _prioritises),
    "*.principles_for_measures": Rule("principles", lambda case: len(case.document["principles"]) == case.value),
    "*.phases.*": Rule("phases", as_many("phases", "phases")),
    "*.study_groups_2007.*": Rule("study_groups", as_many("study_groups", "study_groups_2007")),
    "*.activities": Rule("activities_listed", lambda case: _lists(case) and _says_so_on_activities(case)),
}


def _adds_up(case: Case) -> bool:
    """Federations and their members in Sjuhärad; the other areas' federations are not in this catalogue."""
    federations = case.catalogue.of_kind("federation")
    inside = {member["municipality"]["name"] for federation in federations for member in federation["members"]}
    everywhere = [municipality["name"] for municipality in case.catalogue[AREA]["municipalities"]]
    outside = [name for name in everywhere if name not in inside]
    found = {
        "Sjuhärad": len(federations),
        "municipalities of Sjuhärad in a federation": len(inside),
        "outside": sorted(outside),
    }
    return found == {name: value for name, value in case.value.items() if name not in ("Västerbotten", "Höglandet")}


TOTALS: Rules = {"federation_totals": Rule(ANYWHERE, _adds_up)}
