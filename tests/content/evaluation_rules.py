"""The background (002) and the evaluation of Frisam (003): which published fact carries which."""

from decimal import Decimal
from typing import Any

from samverkan.publishing.kinds import Document, Key
from tests.content.rules import ITSELF, Case, Holds, Rule, Rules, says

SOURCE: Key = ("source", "frisam-utvarderingen")
STUDY = "frisam-aterbetalning"


def told(slug: str, *words: str) -> Rule:
    """The statement of one fact holds the words."""
    return Rule("statement", says("statement", *words), ("fact", slug))


def counted(slug: str, label: str, unit: str | None, precision: str | None = None) -> Rule:
    """The figure of that label has the fact's value; one that was lost has none and says so, and is never 0."""

    def holds(case: Case) -> bool:
        row = figure(case.document, label)
        wanted = case.value if isinstance(case.value, list) else [case.value]
        found = [number for number in (row["value"], row["value_max"]) if number is not None]
        qualified = (row["unit"], row["precision"], row["lost"]) == (unit, precision, case.value is None)
        return qualified and [Decimal(number) for number in found] == [
            Decimal(str(number)) for number in wanted if number is not None
        ]

    return Rule("figures", holds, ("fact", slug))


def figure(fact: Document, label: str) -> Document:
    [row] = [row for row in fact["figures"] if row["label"] == label]
    return dict(row)


def effects(case: Case) -> Decimal:
    return sum((Decimal(row["value"]) for row in case.document["figures"] if row["code"] == "effect"), Decimal())


def _has_text(*words: str) -> Holds:
    return lambda case: all(any(word in str(value) for value in case.document.values()) for word in words)


def _shares_it_out(case: Case) -> bool:
    total, persons = (figure(case.document, label)["value"] for label in ("Förbättring i allt", "Personer som följdes"))
    return bool(round(Decimal(total) * 1_000_000 / Decimal(persons)) == case.value)


def in_order(slug: str, *phrases: str) -> dict[str, Rule]:
    """Items of a list, by their place in it."""
    return {str(place): told(slug, phrase) for place, phrase in enumerate(phrases)}


def below(prefix: str, rules: dict[str, Rule]) -> Rules:
    return {f"{prefix}.{name}": rule for name, rule in rules.items()}


LAW = "lagen-om-finansiell-samordning"
ABOUT: Rules = {
    "law": told(LAW, "2003:1210", "2004:793"),
    "law_in_force": told(LAW, "1 januari 2004"),
    "parliament_decision": told(LAW, "december 2003"),
    "parties": told(LAW, "försäkringskassa", "arbetsförmedling", "kommun", "landsting"),
    "need_discussed_since": told("behovet-ar-gammalt", "1950-talet", "SOU 1958:17"),
    "frisam_guidelines_since": told("tidigare-forsok", "Frisam", "1998"),
    "earlier_trials": told("tidigare-forsok", "Finsam", "Socsam"),
    "target_share_of_working_age": Rule(
        "figures",
        lambda case: (
            [case.document["figures"][0][name] for name in ("value", "value_max", "unit")] == ["5", "10", "percent"]
        ),
        ("fact", "malgruppens-storlek"),
    ),
    "target_group": told("malgruppen", "förvärvsaktiv ålder", "medicinska, psykiska, sociala", "arbete", "var för sig"),
    "aim": told("malet-med-samverkan", "funktions- och arbetsförmåga"),
    "objective": told("malet-med-samverkan", "mindre försörjning från det offentliga"),
}

MILLIONS = "million_kronor_a_year"
ECONOMY: dict[str, Rule] = {
    "individuals": counted(STUDY, "Personer som följdes", "persons"),
    "followed_years_after": counted(STUDY, "Tid efter insatsen som de följdes", "years"),
    "payoff_months": counted(STUDY, "Tid till återbetalning", "months"),
    "total_effect_mkr_per_year": counted(STUDY, "Förbättring i allt", MILLIONS),
    "state_other_mkr": counted(STUDY, "Staten i övrigt", MILLIONS),
    "forsakringskassan_mkr": counted(STUDY, "Försäkringskassan", MILLIONS),
    "landsting_mkr": counted(STUDY, "Landstingen", MILLIONS),
    "municipalities_mkr": counted(STUDY, "Kommunerna", MILLIONS),
    "arbetsmarknadsverket_mkr": counted(STUDY, "Arbetsmarknadsverket", MILLIONS),
    "sum_of_actors_mkr": Rule(ITSELF, lambda case: effects(case) == Decimal(str(case.value)), ("fact", STUDY)),
    "effect_per_individual_kr": counted(STUDY, "Förbättring per person", "kronor_a_year"),
    "measure_cost_per_individual_kr": counted(STUDY, "Insatsens kostnad per person", "kronor"),
    "reduced_support_per_individual_kr": counted(STUDY, "Minskat stöd per person", "kronor", "about"),
    "raised_taxes_per_individual_kr": counted(STUDY, "Ökade skatter och avgifter per person", "kronor", "over"),
    "per_individual_implied_kr": Rule(ITSELF, _shares_it_out, ("fact", STUDY)),
    "health_index": told("frisam-halsa", "EuroQol"),
}
GROUP, WIDER, ACTUAL = "frisam-gruppens-storlek", "frisam-bredare-grupp", "frisam-faktiskt-samarbete"
SHARE = "Andel av befolkningen i arbetsför ålder"
FIGURES: dict[str, Rule] = {
    "group_share_percent": counted(GROUP, f"{SHARE}, enligt utvärderingen", "percent"),
    "group_persons": counted(GROUP, "Antal personer i gruppen", "persons", "about"),
    "income_support_more_than_months": counted(GROUP, "Tid med offentlig försörjning", "months", "over"),
    "actual_cooperation_percent": counted(ACTUAL, f"{SHARE} som omfattas av samarbete", "percent"),
    "actual_cooperation_years": told(ACTUAL, "1999 och 2000"),
    "wider_group_percent_over": counted(WIDER, SHARE, "percent", "over"),
    "wider_group_contacts_min": counted(WIDER, "Verksamheter som personen har kontakt med", "pieces", "at_least"),
    "wants_cooperation": told(ACTUAL, "ungefär hälften", "utan att omfattas"),
    "local_manual_estimate_percent": counted(GROUP, "Andel enligt de lokala områdenas egen räkning", "percent"),
    "contacts_up_to": counted("frisam-kommer-for-sent", "Kontakter som det kan bli för en person", "pieces", "at_most"),
    "early_pensioners_in_5_percent": told(GROUP, "förtidspension räknas inte in"),
}
ASSIGNED, KINDS_OF, FORMS = "frisam-uppdraget", "frisam-vad-samarbete-ar", "frisam-former"
CONCEPTS: dict[str, Rule] = {
    **below(
        "cooperation_phases",
        in_order(
            KINDS_OF,
            "bedömning,",
            "planering och val av insatser",
            "själva insatserna",
            "värdering av insatserna",
            "värdering av hela processen",
        ),
    ),
    "phases_overlap": told(KINDS_OF, "går in i varandra"),
    **below(
        "kinds_of_actual_cooperation",
        in_order(KINDS_OF, "information och erfarenheter", "koordinera arbetet", "arbeta tillsammans"),
    ),
    "six_forms_claimed": counted(FORMS, "Former som utvärderingen säger sig ha funnit", "pieces"),
    **below(
        "forms_named",
        in_order(
            FORMS,
            "Flerpartssamtal",
            "Personligt ombud",
            "Kontaktperson som självmant",
            "Gemensam individuell handlingsplan",
            "Gemensam verksamhet",
        ),
    ),
    "forms_note": Rule(ITSELF, says("statement", "sex former", "skilja ut fem"), ("fact", FORMS)),
    "levels": told("frisam-nivaer", "Lokal nivå är kommunen", "regional nivå är länet", "central nivå är hela riket"),
    "groups_of_need": told("frisam-behovsgrupper", "Psykiska", "Fysiska", "Arbetsmässiga", "Sociala"),
    "words_used": told("frisam-samordning", "samarbete, samordning och samsyn"),
    "quality_criteria": told(
        "frisam-kvalitet",
        *("helhetssyn", "delaktig", "engagerat bemötande", "tillräckligt med tid", "kontinuitet"),
        "personligt engagemang",
    ),
    "voluntary": told("frisam-nivaer", "samverkan frivillig"),
}
EVALUATION: Rules = {
    "title": Rule(ITSELF, _has_text("Samverkan för särskilt utsatta", "Utvärdering av frivillig samverkan"), SOURCE),
    "publisher": Rule(ITSELF, _has_text("Socialstyrelsen", "2001"), SOURCE),
    "basis": told(ASSIGNED, "1996/97:63"),
    "period": told(ASSIGNED, "april 1998", "november", "fallit bort"),
    "delivered_to_government": told(ASSIGNED, "29 november"),
    "duration": Rule("figures", lambda case: figure(case.document, "Tid som utvärderingen tog")["value"] == "3.5"),
    "extended": told(ASSIGNED, "sommaren 2000"),
    "background_reports": counted(ASSIGNED, "Underlagsrapporter", "pieces"),
    "interim_reports": counted(ASSIGNED, "Tidigare delrapporter", "pieces"),
    "municipalities_studied": counted(ASSIGNED, "Kommuner som studerades", "pieces"),
    "counties_studied": counted(ASSIGNED, "Län som studerades", "pieces"),
    "commissioned_together_with": told(
        ASSIGNED, "Arbetsmarknadsstyrelsen", "Arbetsmiljöverket", "Riksförsäkringsverket"
    ),
    "also_taking_part": told(ASSIGNED, "Svenska Kommunförbundet", "Landstingsförbundet"),
    **below("figures", FIGURES),
    **below("economic_study", ECONOMY),
    **below("concepts", CONCEPTS),
    "noise": Rule(ITSELF, _has_text("sidorna 1–29"), SOURCE),
}


def every_lost_figure(documents: list[Document]) -> list[tuple[str, Any]]:
    """Where figures were lost, and the value that stands in their place."""
    return [(fact["slug"], row["value"]) for fact in documents for row in fact["figures"] or () if row["lost"]]
