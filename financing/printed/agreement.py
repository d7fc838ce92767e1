"""An agreement in print: its parties, and each of the contents that it must have."""

from collections.abc import Iterator

from financing.printed.amounts import amount
from financing.schemas.types import AgreementDocument, AgreementParty, AgreementPeriod, BudgetPeriod
from samverkan.pages.printed import ground
from samverkan.pages.templatetags.catalogue import dated, kronor
from samverkan.printing.blocks import (
    UNKNOWN,
    Answer,
    Block,
    entry,
    fact,
    fact_if,
    known,
    lead,
    paragraph,
    points,
    prose,
    table,
)
from samverkan.publishing.schemas.types import Verified


def printed(agreement: AgreementDocument, verified: Verified | None) -> Block:
    """The agreement as an entry."""
    return entry(f"overenskommelse-{agreement['slug']}", agreement["name"], _blocks(agreement, verified))


def lasting(period: AgreementPeriod | BudgetPeriod) -> str:
    """From when until when something is said to hold."""
    start, end = dated(period["start"]), dated(period["end"])
    further = "tills vidare" if period.get("until_further_notice") else ""
    span = f"{start} till {end}" if start and end else f"från {start}" if start else f"till {end}" if end else ""
    told = [span or ("" if further else "perioden är okänd"), further]
    told.append("kan förlängas" if period.get("extendable") else "")
    return ", ".join(filter(None, told))


def _blocks(agreement: AgreementDocument, verified: Verified | None) -> Iterator[Block]:
    yield from lead(agreement["summary"])
    if agreement["concluded"] is False:
        yield paragraph("Överenskommelsen förhandlas fortfarande och gäller inte än.")
    parties = agreement["parties"]
    if parties:
        yield table(["Part", "Åtagande", "Kostnad"], [_party(party) for party in parties])
    else:
        yield fact("Parter", known(parties, ()))
    yield fact("Gäller", lasting(agreement["period"]))
    yield fact("Uppsägning", prose(agreement["notice_clause"]))
    yield from fact_if("Förlängning", prose(agreement["renewal"]))
    decided = filter(None, [agreement["decided_by"], dated(agreement["decided_on"])])
    yield fact("Beslutad", ", ".join(decided))
    for term, found in (("Finansieringsform", agreement["stream"]), ("Samordningsförbund", agreement["federation"])):
        yield from fact_if(term, found and found["name"])
    yield from _contents(agreement)
    yield from _follow_up(agreement)
    yield ground(agreement["owners"], agreement["sources"], verified)


def _party(party: AgreementParty) -> list[Answer]:
    percent, kr = party["cost_percent"], party["cost_kr_per_year"]
    costs = ["" if percent is None else f"{percent} %", "" if kr is None else f"{kronor(kr)} per år"]
    return [party["label"], prose(party["commitment"]), ", ".join(filter(None, costs))]


def _contents(agreement: AgreementDocument) -> Iterator[Block]:
    yield fact("Syfte", prose(agreement["purpose"]))
    yield fact("Mål", prose(agreement["goals"]))
    yield fact("Målgrupp", prose(agreement["target_group"]))
    yield fact("Plan för aktiviteten", prose(agreement["plan"]))
    yield fact("Åtaganden", prose(agreement["commitments"]))
    yield fact("Kostnader", prose(agreement["costs"]))
    yield fact("Förväntade effekter", prose(agreement["expected_effects"]))
    yield fact("Uppföljningsplan", prose(agreement["evaluation_plan"]))


def _follow_up(agreement: AgreementDocument) -> Iterator[Block]:
    steps, budget = agreement["evaluation_steps"], agreement["budget"]
    if steps:
        yield fact(
            "Uppföljningar",
            points(f"{step['what']}, senast {dated(step['due'])}" if step["due"] else step["what"] for step in steps),
        )
    if budget:
        yield fact("Budget per år", points([f"{row['year']}: ", amount(row["amount_kr"]) or UNKNOWN] for row in budget))
    successor = agreement["successor"]
    yield from fact_if("Ersätts av", successor and successor["name"])
    yield from fact_if("Efter perioden", prose(agreement["afterwards"]))
