"""Which property of an activity carries which fact, and how the two compare; a path begins with the activity's key."""

from itertools import pairwise

from samverkan.publishing.kinds import Document
from tests.content.catalogue import SOURCE, called, cited, is_silent, lines, text
from tests.content.contact_rules import CONTACT
from tests.content.entry_rules import ENTRY, STAFFING
from tests.content.financing_rules import STATEMENTS
from tests.content.rules import (
    ANYWHERE,
    Case,
    Rule,
    Rules,
    derived_only,
    equal,
    means,
    says,
    says_value,
    silent,
    translated,
)
from tests.content.target_rules import TARGET
from tests.content.wording import PRINTED


def _is_read_whole(case: Case) -> bool:
    """The section is cited from its first to its last line, with never more than one line, a blank one, left out."""
    first, last = case.value.partition(":")[2].split("-")
    read = sorted(cited(case.document, SOURCE) & lines(f"{first}-{last}"))
    gaps = [after - before for before, after in pairwise(read)]
    return read[0] == int(first) and read[-1] == int(last) and max(gaps) <= 2


def _is_known_as(case: Case) -> bool:
    """Every printed variant is a name of the activity, and no alias is one that nobody printed."""
    printed = {fact["value"] for fact in case.entry["name_variants"]}
    return case.value in called(case.document) and set(case.document["aliases"] or ()) <= printed


def _is_placed(case: Case) -> bool:
    """Placements in the order of the printed rows; an activity that the matrix leaves out has none, which is known."""
    return bool([placement["municipality"]["name"] for placement in case.document["placements"]] == case.value)


def _names_places(case: Case) -> bool:
    """One of the properties that rest on the line names the places that it speaks of."""
    places = case.value if isinstance(case.value, list) else ["Sjuhärad"]
    rows = [row for row in case.document["sources"] if set(case.fact.lines) & lines(row["lines"])]
    return any(all(place in text(case.document[row["about"]]) for place in places) for row in rows)


def _is_printed_partner(case: Case) -> bool:
    """Every partner under its printed label, in the printed order, and no one else; the register knows them by it."""
    facts = [fact["value"] for fact in case.entry["partners"]]
    labels = [label for value in facts for label in PRINTED.get(value, [value])]
    rows = case.document["partners"]
    return labels == [row["label"] for row in rows] and all(_is_who_it_says(row, case) for row in rows)


def _is_who_it_says(row: Document, case: Case) -> bool:
    """The register's entry goes by the label, or is the municipality that it means; a federation or "some" has none."""
    if row["partner"] is None:
        return row["label"] in ("en del företag och föreningar", "Samordningsförbundet Tranemo och Ulricehamn")
    partner = case.catalogue["partner", row["partner"]["slug"]]
    if not row["label"].startswith(("Kommunen", "Socialförvaltningen")):
        return any(name in row["label"] for name in called(partner))
    home = partner["municipality"]["name"]
    return home in row["label"] or [home] == [place["municipality"]["name"] for place in case.document["placements"]]


def _contains(case: Case) -> bool:
    part = case.catalogue["activity", case.value]
    return part["part_of"]["slug"] == case.document["slug"] and part["name"] in text(case.document["organisation"])


def _is_organised(case: Case) -> bool:
    listed = len(case.entry["organisation"]) == case.document["organisation"].count("\n- ")
    return listed and translated("organisation")(case)


def _shares_cost(case: Case) -> bool:
    shares = [row["payer"]["slug"] for row in case.document["financing"] if row["share_percent"] == case.value]
    return shares == ["forsakringskassan"]


GENERAL: Rules = {
    "*.key": Rule(ANYWHERE, equal("slug")),
    "*.section_lines": Rule(ANYWHERE, _is_read_whole),
    "*.name": Rule("name", equal("name")),
    "*.name_variants.*": Rule("name", _is_known_as),
    "*.acronym": Rule("spelled_out", equal("spelled_out")),
    "*.function": Rule("function", equal("function.slug")),
    "*.matrix_municipalities": Rule("placements", _is_placed),
    "*.text_municipalities": Rule(ANYWHERE, _names_places),
    "*.one_team_per_municipality": Rule(
        "organisation", says("organisation", "ett i Bollebygd, ett i Mark och ett i Svenljunga")
    ),
    "*.part_of": Rule("part_of", equal("part_of.slug")),
    "*.contains": Rule("organisation", _contains),
    "*.operator": Rule("operator", lambda case: case.value.casefold() == case.document["operator"].casefold()),
    "*.partners": Rule("partners", silent("partners")),
    "*.partners.*": Rule("partners", _is_printed_partner),
    "*.agreement_parties.*": Rule("background", says_value("background")),
    "*.project": Rule("background", translated("background")),
    "*.planned_teams": Rule("background", means(3, says("background", "tre bedömningsteam"))),
    "*.formerly": Rule("background", translated("background")),
    "*.organisation.*": Rule("organisation", _is_organised),
    "*.tasks.*": Rule("method", translated("method")),
    "*.exit": Rule("exit", translated("exit")),
    "*.stale_page_reference": Rule("source_note", translated("source_note")),
    "*.background_names_wrong_municipality": Rule("source_note", says_value("source_note")),
    "*.cost_share.forsakringskassan_percent": Rule("financing", _shares_cost),
    "*.cost_share.remainder_percent": Rule(ANYWHERE, derived_only()),
}


def _starts(case: Case) -> bool:
    """The printed start; of an activity without one, nothing about time is known."""
    period = case.document["period"]
    return is_silent(period) if case.value is None else bool(period["start"] == case.value)


PERIOD: Rules = {
    "kraftteam.start": Rule("period", means("2007-01-01", period__start="2007-01-01", period__extendable=None)),
    "unga-vuxna.start": Rule("period", means("autumn 2007", period__start="2007-23", period__extendable=None)),
    "unga-vuxna.end": Rule(ANYWHERE, means("autumn 2009", derived_only(2009), period__end=None)),
    "*.start": Rule("period", _starts),
    "*.end": Rule("period", equal("period.end")),
}

LIMITS: Rules = {
    "sarv.limits": Rule("limits", means("at most 24 months", limits__months_max=24)),
    "sara.limits": Rule("limits", means("at most 24 months", limits__months_max=24)),
    "bedomningsteam-solhem.limits": Rule(
        "target_group",
        means(
            "sick-listed at most 6 months", lambda case: case.document["target_group"]["criteria"][0]["months_max"] == 6
        ),
    ),
    "aktiv-vardag.limits": Rule(
        "limits",
        means(
            "group form, daytime; free of charge", says("limits.description", "i grupp", "dagtid"), free_of_charge=True
        ),
    ),
    "unga-vuxna.limits": Rule("period", means("project runs two years", period__months=24)),
    "sampac.limits": Rule(
        "limits",
        means(
            "work training limited in time (length not given); action plan before start",
            says("limits.description", "begränsad i tid", "inte hur lång"),
            says("method", "före starten görs en handlingsplan"),
            limits__weeks=None,
            limits__months_max=None,
        ),
    ),
    "dialogforare.limits": Rule(
        "limits",
        means(
            "at the vårdcentral at certain fixed hours (not given)",
            says("limits.description", "vissa fasta tider", "inte vilka"),
            limits__hours=None,
            limits__days=None,
        ),
    ),
    "koordinator.limits": Rule("period", means("extension possible", period__extendable=True)),
    "*.limits": Rule("limits", silent("limits")),
    "*.limits.weeks": Rule("limits", equal("limits.weeks")),
    "*.limits.sessions_per_week": Rule("limits", equal("limits.sessions_per_week")),
    "*.limits.days": Rule(
        "limits", means(["måndag", "onsdag", "fredag"], limits__days=["monday", "wednesday", "friday"])
    ),
    "*.limits.hours": Rule("limits", equal("limits.hours", lambda hours: hours.replace("-", "–"))),
    "*.limits.follow_up_after_weeks": Rule("limits", equal("limits.follow_up_weeks")),
    "*.limits.evaluation": Rule("limits", translated("limits.description")),
    "*.limits.extension": Rule("limits", translated("limits.description")),
    "*.limits.sessions_total": Rule(ANYWHERE, derived_only()),
    "*.limits.hours_total": Rule(ANYWHERE, derived_only()),
    "*.limits.places_for_forsakringskassan": Rule(
        "limits", means(3, limits__places=3, limits__places_for__slug="forsakringskassan")
    ),
    "*.limits.max_simultaneous": Rule("limits", equal("limits.participants_max")),
    "*.limits.action_plan_at_start": Rule("method", says("method", "handlingsplan", "i samband med starten")),
}

ACTIVITY: Rules = GENERAL | PERIOD | LIMITS | TARGET | ENTRY | STAFFING | CONTACT | STATEMENTS
