"""For whom an activity is: the facts of a target group against the property `target_group`."""

from tests.content.catalogue import at
from tests.content.rules import Case, Rule, Rules, equal, means, same_names, silent
from tests.content.wording import CRITERIA, SITUATION

ABOUT = "target_group"


def _has_criteria(case: Case) -> bool:
    """As many criteria as the source has, each with its codes; the groups of `groups_any` are alternatives."""
    target = case.entry["target"]
    wanted = [(CRITERIA[fact["value"]], 1) for fact in target.get("criteria", ())]
    wanted += [(CRITERIA[fact["value"]], number) for number, fact in enumerate(target.get("groups_any", ()), start=1)]
    for name in ("situation", "situation_any"):
        if name in target:
            wanted.append(((_codes(target[name]["value"]), "any" if name == "situation_any" else None, None), 1))
    found = [
        ((row["situations"], row["combination"], row["months_max"]), row["alternative"])
        for row in case.document[ABOUT]["criteria"]
    ]
    return sorted(found, key=str) == sorted(wanted, key=str)


def _codes(words: list[str]) -> list[str]:
    return [SITUATION[word] for word in words]


def _rows(name: str) -> Rule:
    """Exclusions and priorities: one row of one code each, or nothing at all."""

    def holds(case: Case) -> bool:
        rows = at(case.document, f"{ABOUT}.{name}")
        if case.value is None:
            return rows is None
        values = case.value if isinstance(case.value, list) else [case.value]
        ages = {row[name] for row in rows for name in ("age_min", "age_max")}
        return [row["situations"] for row in rows] == [[SITUATION[value]] for value in values] and ages == {None}

    return Rule(ABOUT, holds)


def _prioritises_19_to_29(case: Case) -> bool:
    rows = [(row["age_min"], row["age_max"], row["situations"]) for row in case.document[ABOUT]["priorities"]]
    return case.value == "young people aged 19-29" and rows == [(19, 29, None)]


def _has_lowest_age(case: Case) -> bool:
    """The number, or the word where the source has a word; never both, and never a number made of the word."""
    group = case.document[ABOUT]
    worded = "age_text" in case.entry["target"]
    return bool(group["age_min"] == case.value and bool(group["age_text"]) == worded)


YOUNG = Rule(ABOUT, _prioritises_19_to_29)

TARGET: Rules = {
    "koordinator.target": Rule(ABOUT, means(None, silent(ABOUT), serves_individuals=False)),
    "*.target.age_min": Rule(ABOUT, _has_lowest_age),
    "*.target.age_max": Rule(ABOUT, equal("target_group.age_max")),
    "*.target.age_text": Rule(ABOUT, equal("target_group.age_text")),
    "*.target.residence": Rule(ABOUT, same_names("target_group.residence")),
    "*.target.situation": Rule(ABOUT, _has_criteria),
    "*.target.situation_any": Rule(ABOUT, _has_criteria),
    "*.target.criteria.*": Rule(ABOUT, _has_criteria),
    "*.target.groups_any.*": Rule(ABOUT, _has_criteria),
    "*.target.exclusions": _rows("exclusions"),
    "u-sam.target.prioritised": YOUNG,
    "t-sam.target.prioritised": YOUNG,
    "*.target.prioritised": _rows("priorities"),
}
