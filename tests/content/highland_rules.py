"""Höglandet's project Uppdrag Samverkan: which document carries which fact of its description."""

from tests.content.catalogue import text
from tests.content.rules import ITSELF, Case, Rule, Rules, derived_only, equal, means, says

AGREEMENT = ("agreement", "samverkanskoordinator-hoglandet")
FEDERATION = ("federation", "hoglandet")
SOURCE = ("source", "uppdrag-samverkan")


def _has_amount(case: Case) -> bool:
    """The year stands there with its amount; a year without one has none, never 0."""
    year = int(case.fact.path.rpartition(".")[2])
    return [row["amount_kr"] for row in case.document["years"] if row["year"] == year] == [case.value]


def _has_role(name: str, *words: str) -> Rule:
    """The role is there, and its task in Swedish."""

    def holds(case: Case) -> bool:
        [task] = [role["task"] for role in case.document["roles"] if role["name"] == name]
        return str(case.value).startswith(name) and all(word in task for word in words)

    return Rule("roles", holds)


def _has_group(level: str, of: str) -> Rule:
    def holds(case: Case) -> bool:
        [called] = [group["called"] for group in case.document["groups"] if group["level"] == level]
        return case.value in {f"{name} ({of})" for name in called}

    return Rule("groups", holds)


def _says(about: str, *words: str) -> Rule:
    return Rule(about, says(about, *words))


def _never_told(case: Case) -> bool:
    return case.fact.derived and str(case.value) not in text(case.document)


PROJECT: Rules = {
    "name": Rule("name", equal("name")),
    "appendix": Rule(ITSELF, equal("subtitle"), of=SOURCE),
    "owner": Rule("federation", lambda case: case.value == f"{case.document['federation']['name']} (its board)"),
    "municipal_areas": Rule("goals", means(6, says("goals", "sex kommunområdena"))),
    "period.start": Rule("period", equal("period.start")),
    "period.end": Rule("period", equal("period.end")),
    "period.months": Rule(ITSELF, derived_only()),
    "budget_kr.total_stated": Rule(ITSELF, derived_only()),
    "budget_kr.three_years_at_full_rate": Rule(ITSELF, derived_only()),
    "budget_kr.*": Rule("years", _has_amount),
    "ceiling_kr_per_year": Rule("rules", equal("rules.ceiling_kr_per_year")),
    "cost_of_full_time_post_kr": Rule("rules", equal("rules.full_post_kr_per_year")),
    "full_time_posts": Rule("rules", equal("rules.full_posts")),
    "financing_years": Rule("rules", equal("rules.full_posts_years")),
    "share_per_municipality": Rule(
        "rules",
        means("50 percent of a post, at most three years", rules__post_percent_max=50, rules__years_max=3),
    ),
    "limits.0": Rule(
        "rules",
        means(
            "no municipality gets more than the actual cost of the post",
            says("rules.condition", "Mottagare är kommunerna"),
            rules__never_above_actual_cost=True,
        ),
    ),
    "limits.1": Rule("rules", says("rules.condition", "intäkter", "2016 års nivå")),
    "limits.2": Rule("notice_clause", says("notice_clause", "kan sägas upp"), of=AGREEMENT),
    "limits.3": Rule("plan", says("plan", "inga individärenden"), of=AGREEMENT),
    "agreement.between": Rule(
        "parties", says("parties", "Aktuell kommun", "Höglandets samordningsförbund"), of=AGREEMENT
    ),
    "agreement.content": Rule(
        "plan", says("plan", "arbetsbeskrivning", "omfattning", "längd", "ersättning"), of=AGREEMENT
    ),
    "agreement.signatory": Rule("summary", says("summary", "ordförande", "skriva under"), of=AGREEMENT),
    "roles.0": _has_role("Samverkanskoordinator", "sociala verksamhet", "Driver, underhåller och administrerar"),
    "roles.1": _has_role("Styrelsen", "Ansvarar", "beslutar om ändrade"),
    "roles.2": _has_role("Beredningsgruppen", "utvärderar", "föreslår ändringar", "arbetsgrupper"),
    "roles.3": _has_role("Verkställande tjänsteman", "nätverk", "utbildningar"),
    "groups.0": _has_group("Chefsnivå", "managers"),
    "groups.1": _has_group("Handläggarnivå", "officers"),
    "groups.2": _has_group("Handläggarnivå", "officers"),
    "actors": _says("roles", "Arbetsförmedlingen", "Försäkringskassan", "vården, offentlig och privat", "kommunen"),
    "counterparts.0": Rule("background", says("background", "rehabiliteringssamordnare"), of=FEDERATION),
    "counterparts.1": Rule("background", says("background", "samverkansansvarig för Höglandet"), of=FEDERATION),
    "counterparts.2": Rule("background", says("background", "enhetschef"), of=FEDERATION),
    "counterparts.3": Rule("background", says("background", "Kommunerna saknade"), of=FEDERATION),
    "goals": Rule(ITSELF, lambda case: len(case.document["goals"]) == case.value),
    "legal_ground": Rule("purpose", says("purpose", "7 § punkt 2"), of=FEDERATION),
    "earlier_project": Rule("background", says("background", "Fokus Integrerad Samverkan"), of=FEDERATION),
    "evaluation.0": _says("evaluation", "Beredningsgruppen", "sammanträden"),
    "evaluation.1": _says("reports", "verkställande tjänsteman", "Styrelsen"),
    "evaluation.2": _says("reports", "varje kommun", "1 år efter projektstart"),
    "evaluation.3": _says("evaluation", "Styrelsen avgör", "extern utvärdering"),
    "first_report_due": Rule(ITSELF, _never_told),
    "research.0": Rule(ITSELF, says("knowledge", "Örebro universitet", "samsyn", "smidighet och struktur"), of=SOURCE),
    "research.1": Rule(ITSELF, says("knowledge", "Nordiska högskolan för hälsovetenskap 2010"), of=SOURCE),
}
