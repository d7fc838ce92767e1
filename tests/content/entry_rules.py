"""How one gets in and who works there: facts against the properties `entry_route` and `staffing`."""

from collections.abc import Iterator
from typing import Any

from samverkan.publishing.kinds import Document
from tests.content.rules import Case, Holds, Rule, Rules, equal, means, silent, translated
from tests.content.wording import EVERY_PARTNER, REFERRERS, STAFF, STAFF_IN_WORDS, Role

ABOUT = "entry_route"
WHO = ("who_can_refer", "who_refers_per_method_text", "who_can_initiate")


def _has_referrers(case: Case) -> bool:
    """Each role that the source names, with its right, and nobody else; "each authority" is each partner."""
    wanted = [pair for name in WHO for value in _values(case.entry["entry"].get(name)) for pair in REFERRERS[value]]
    rows = case.document[ABOUT]["referrers"]
    if not wanted:
        return rows is None
    if wanted == EVERY_PARTNER:
        partners = [row["partner"]["slug"] for row in case.document["partners"]]
        roles = [(_role(case.catalogue["partner", slug]), slug, "refer") for slug in partners]
        return [(ROLES.get(row["role"]), row["partner"]["slug"], row["right"]) for row in rows] == roles
    known = all(row["partner"]["slug"] == row["role"] for row in rows if row["role"] in AUTHORITIES)
    return known and [(row["role"], row["right"]) for row in rows] == wanted


AUTHORITIES = ("arbetsformedlingen", "forsakringskassan")
ROLES = {name: name for name in AUTHORITIES} | {
    "social_services": "municipality",
    "municipality": "municipality",
    "region": "region",
    "care_staff": "region",
}


def _role(partner: Document) -> str:
    """In what role a partner refers: the two authorities as themselves, others as their principal."""
    return str(partner["slug"] if partner["slug"] in AUTHORITIES else partner["sector"])


def _values(node: Any) -> Iterator[str]:
    """The words of a fact, of a list of facts or of a fact with a list."""
    if isinstance(node, dict):
        yield from _values(node["value"])
    elif isinstance(node, list):
        for item in node:
            yield from _values(item)
    elif node is not None:
        yield node


def _has_step(case: Case) -> bool:
    """The step stands among the others, of which there are no fewer than the facts know."""
    route = case.document[ABOUT]
    return len(route["steps"]) >= len(case.entry["entry"]["steps"]) and translated("entry_route.steps")(case)


def _consents(case: Case) -> bool:
    """Silence is unknown, not a no; that consent must be written is said of one activity only."""
    wanted = {None: (None, None), True: (True, None), "written": (True, True)}[case.value]
    return (case.document[ABOUT]["consent_required"], case.document[ABOUT]["consent_written"]) == wanted


def _refers_oneself(case: Case) -> bool:
    wanted = {None: None, True: "yes", "yes, in consultation with an officer": "with_officer"}[case.value]
    return bool(case.document[ABOUT]["self_referral"] == wanted)


def _answers_in_time(case: Case) -> bool:
    if case.value is None:
        return case.document[ABOUT]["decision_days"] is None
    route = case.document[ABOUT]
    return (
        case.value == "within one week (should)" and route["decision_days"] == 7 and " bör " in route["decision_text"]
    )


ENTRY: Rules = {
    "*.entry": Rule(ABOUT, silent(ABOUT)),
    "*.entry.section": Rule(ABOUT, silent(ABOUT)),
    "*.entry.self_referral": Rule(ABOUT, _refers_oneself),
    "*.entry.voluntary": Rule(ABOUT, equal("entry_route.voluntary")),
    "*.entry.consent": Rule(ABOUT, _consents),
    "*.entry.consent_responsible": Rule(ABOUT, translated("entry_route.consent_text")),
    "*.entry.decision": Rule(ABOUT, translated(ABOUT)),
    "*.entry.decision_time": Rule(ABOUT, _answers_in_time),
    "*.entry.form": Rule(ABOUT, translated("entry_route.required_documents")),
    "*.entry.steps.*": Rule(ABOUT, _has_step),
    "*.entry.who_can_refer": Rule(ABOUT, _has_referrers),
    "*.entry.who_can_refer.*": Rule(ABOUT, _has_referrers),
    "*.entry.who_refers_per_method_text": Rule(ABOUT, _has_referrers),
    "*.entry.who_can_initiate": Rule(ABOUT, _has_referrers),
}


def _is_staffed(case: Case) -> bool:
    """Every role with its number, share of a post and need; words alone where the source counts nobody."""
    rows = case.document["staffing"]["roles"]
    if isinstance(case.value, list):
        return _are_the_roles(case.value, rows)
    wanted = STAFF[case.value]
    if wanted is None:
        said = (case.document["staffing"]["description"] or "").casefold()
        return rows is None and all(words in said for words in STAFF_IN_WORDS[case.value])
    found: list[Role] = [(row["role"], row["count"], row["full_time_percent"], row["when_needed"]) for row in rows]
    return found == wanted


def _are_the_roles(printed: list[str], rows: list[dict[str, Any]]) -> bool:
    """Roles as printed, in the singular, `leg.` written out and none of them counted."""
    words = [word.casefold().replace("leg.", "legitimerad") for word in printed]
    matching = all(word.startswith(row["role"].casefold()) for word, row in zip(words, rows, strict=True))
    return matching and {(row["count"], row["full_time_percent"], row["when_needed"]) for row in rows} == {
        (None, None, False)
    }


def _has_share_of_post(percent: float) -> Holds:
    def holds(case: Case) -> bool:
        shares = [row["full_time_percent"] for row in case.document["staffing"]["roles"] if row["full_time_percent"]]
        return shares == [case.value * percent]

    return holds


def _coaches_from_october(case: Case) -> bool:
    return "från och med oktober 2007" in case.document["staffing"]["description"]


STAFFING: Rules = {
    "*.staffing": Rule("staffing", _is_staffed),
    "*.staffing_fte": Rule("staffing", _has_share_of_post(100)),
    "*.staffing_percent": Rule("staffing", _has_share_of_post(1)),
    "*.coaches_from": Rule("staffing", means("2007-10", _coaches_from_october)),
}
