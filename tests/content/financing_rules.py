"""Who pays: the facts of activities' financing, of the streams and of the overview against the documents."""

import re
from typing import Any

from samverkan.publishing.kinds import Document
from tests.content.catalogue import SOURCE, Catalogue, called, names, text
from tests.content.rules import (
    ANYWHERE,
    Case,
    Rule,
    Rules,
    as_many,
    equal,
    means,
    says,
    silent,
    translated,
)

OWN, OVERVIEW = "activity", "financing_stream"


def streams(activity: Document, said_by: str) -> list[str]:
    """The streams that one voice says pay for an activity, in its order."""
    return [row["stream"]["slug"] for row in activity["financing"] if row["said_by"] == said_by]


def labels(activity: Document, said_by: str) -> list[str]:
    return [row["label"] for row in activity["financing"] if row["said_by"] == said_by]


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


# Activities

SECTION_NAMES = {"Finansiell samordning and ordinarie verksamhet": ["Finansiell samordning", "ordinarie verksamhet"]}
AGREEMENT = "internal agreement Försäkringskassan - Primärvården Mittens Älvsborg; Försäkringskassan pays 69 percent"
OVERVIEW_LABELS = {"Frisam": "Aktiv sjukskrivning Alingsås", "special mapping effort": "kartläggningssatsning"}


def _states_own_section(case: Case) -> bool:
    """The words of the section; that a federation's money is Finsam's is told as a conclusion, where it is one."""
    rows = [row for row in case.document["financing"] if row["said_by"] == OWN]
    wanted = SECTION_NAMES.get(case.value, [case.value])
    said = [label for row, label in zip(rows, wanted, strict=True) if label in row["label"]]
    if case.value == AGREEMENT:
        said = [label for label in labels(case.document, OWN) if label.startswith("Intern överenskommelse mellan ")]
    inferred = case.value.startswith("Samordningsförbundet")
    payers = [federation for federation in case.catalogue.of_kind("federation") if federation["name"] in case.value]
    shares = {(row["payer"] and row["payer"]["slug"], row["share_percent"]) for row in rows}
    return (
        len(said) == len(rows)
        and shares == {("forsakringskassan", 69) if case.value == AGREEMENT else (None, None)}
        and all(row["stream_inferred"] == inferred for row in rows)
        and [row["federation"]["slug"] for row in rows if row["federation"]] == [one["slug"] for one in payers]
    )


def _is_in_overview(case: Case) -> bool:
    """The label of the overview, where the stream itself is printed, and nothing more."""
    rows = [row for row in case.document["financing"] if row["said_by"] == OVERVIEW]
    if case.value is None:
        return rows == []
    bare = not any(row[name] for row in rows for name in ("stream_inferred", "federation", "payer", "share_percent"))
    label = OVERVIEW_LABELS.get(case.value, case.value)
    return bare and len(rows) == 1 and rows[0]["label"].startswith(label)


STATEMENTS: Rules = {
    "*.financing.own_section": Rule("financing", _states_own_section),
    "*.financing.own_section_streams": Rule(ANYWHERE, lambda case: streams(case.document, OWN) == case.value),
    "*.financing.overview": Rule("financing", _is_in_overview),
    "*.financing.overview_streams": Rule(ANYWHERE, lambda case: streams(case.document, OVERVIEW) == case.value),
    "*.financing.agree": Rule(ANYWHERE, lambda case: agree(case.document, case.catalogue) is case.value),
}


# Streams


def _is_named(case: Case) -> bool:
    full = f"{case.document['name'].upper()} ({case.document['full_name']})"
    return case.value == full or case.value.casefold() in {name.casefold() for name in called(case.document)}


def _rests_on_law(case: Case) -> bool:
    """The number of the law or bill; silence is silence."""
    basis = case.document["legal_basis"]
    if case.value is None:
        return basis is None
    found = re.findall(r"\d+(?:/\d+)?:\d+", case.value)
    return bool(found) and all(number in text(basis) for number in found)


def _no_number_in_own_source(case: Case) -> bool:
    rows = case.document["sources"]
    return all(row["source"]["slug"] != SOURCE for row in rows if row["about"] == "legal_basis")


def _shares(case: Case) -> bool:
    """The percentage of each kind of principal; the facts name the kind in the path."""
    kind = case.fact.path.rpartition(".")[2].split()[0].lower()
    rows = case.document["contribution_shares"]
    return [row["percent"] for row in rows if row["payer_kind"] == kind] == [case.value] and len(rows) == 3


def _has_federations(case: Case) -> bool:
    federations = [case.catalogue["federation", row["slug"]] for row in case.document["federations"]]
    members = ["/".join(names([row["municipality"] for row in found["members"]]) or []) for found in federations]
    return bool(members == case.value)


def _lists(case: Case) -> bool:
    """The overview's labels, each of an activity; a bracketed name is one that nobody has described."""
    found: list[Any] | None = case.document["activities_listed"]
    if case.value is None:
        return found is None
    resolved = [listed_as(case.catalogue, label) or f"({label})" for label in found or ()]
    return bool(resolved == case.value)


def _is_stated_by(case: Case) -> bool:
    """Counted from the activities' own statements; `(partly)` is for one with two sources."""
    plain = {value.partition(" ")[0] for value in case.value}
    partly = {value.partition(" ")[0] for value in case.value if value.endswith("(partly)")}
    found = paid_by(case.catalogue, case.document["slug"])
    several = {slug for slug in found if len(streams(case.catalogue.activities[slug], OWN)) > 1}
    return found == plain and partly <= several


STREAM: Rules = {
    "*.key": Rule(ANYWHERE, equal("slug")),
    "internal-agreement.name": Rule("name", means("internal agreement", name="Intern överenskommelse")),
    "*.name": Rule("name", _is_named),
    "miljarden.legal_basis": Rule(
        "legal_basis",
        means(
            "agreement State - Landstingsförbundet, December 2005",
            translated("legal_basis"),
            parties=["Staten", "Landstingsförbundet"],
        ),
    ),
    "*.legal_basis": Rule("legal_basis", _rests_on_law),
    "*.legal_basis_amended": Rule("legal_basis", _rests_on_law),
    "*.number_in_001": Rule("legal_basis", _no_number_in_own_source),
    "*.valid_from": Rule("valid_from", equal("valid_from", str)),
    "frisam.valid_to": Rule("description", means("until further notice", translated("description"), valid_until=None)),
    "*.valid_to": Rule("valid_until", equal("valid_until", str)),
    "*.permanent": Rule("permanent", equal("permanent")),
    "*.parties": Rule("parties", equal("parties")),
    "*.split_percent": Rule("contribution_shares", silent("contribution_shares")),
    "*.split_percent.*": Rule("contribution_shares", _shares),
    "*.led_by": Rule("led_by", translated("led_by")),
    "*.federations": Rule("federations", _has_federations),
    "*.approval": Rule("approval", translated("approval")),
    "*.widened": Rule("legal_basis", translated("legal_basis")),
    "*.amount": Rule(
        "amount_max_kr_per_year",
        means("up to 1 000 000 000 kr a year to the landsting", amount_max_kr_per_year=1_000_000_000),
    ),
    "*.payer": Rule("payer", translated("payer")),
    "*.parts.*": Rule("parts", as_many("parts", "parts")),
    "*.share": Rule(
        "description",
        means(
            "Försäkringskassan 69 percent",
            says("description", "69 procent"),
            parties=["Försäkringskassan", "Primärvården Mittens Älvsborg"],
        ),
    ),
    "*.activities_in_overview": Rule("activities_listed", _lists),
    "*.activities_by_own_section": Rule(ANYWHERE, _is_stated_by),
}
