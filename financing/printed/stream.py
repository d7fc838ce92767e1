"""A financing stream in print."""

from collections.abc import Iterator

from financing.schemas.types import FinancingStreamContributionShare, FinancingStreamDocument
from samverkan.pages.printed import ground, names, period
from samverkan.pages.templatetags.catalogue import capitalised, dated, kronor
from samverkan.printing.blocks import (
    UNKNOWN,
    Block,
    entry,
    fact,
    fact_if,
    heading,
    known,
    lead,
    note,
    paragraph,
    points,
    prose,
    table,
)
from samverkan.publishing.schemas.types import Verified


def printed(stream: FinancingStreamDocument, verified: Verified | None) -> Block:
    """The stream as an entry."""
    return entry(f"finansiering-{stream['slug']}", stream["name"], _blocks(stream, verified))


def _blocks(stream: FinancingStreamDocument, verified: Verified | None) -> Iterator[Block]:
    if stream["full_name"] and stream["full_name"] != stream["name"]:
        yield note(stream["full_name"])
    yield from lead(stream["summary"])
    shares, amount = stream["contribution_shares"], stream["amount_max_kr_per_year"]
    if shares:
        yield table(["Betalare", "Andel"], [[row["payer"], _share(row)] for row in shares])
    else:
        yield fact("Andelar", known(shares, ()))
    yield from fact_if("Betalas av", stream["payer"])
    yield from fact_if("Högst per år", kronor(amount) if amount else None)
    yield from fact_if("Delar", points(map(capitalised, stream["parts"])) if stream["parts"] else None)
    yield fact("Rättslig grund", known(stream["legal_basis"], stream["legal_basis"] or ()))
    yield fact("Gäller från", dated(stream["valid_from"]) or None)
    until = dated(stream["valid_until"]) or ("tills vidare" if stream["permanent"] else None)
    yield fact("Gäller till", until)
    yield from _who(stream)
    if stream["description"]:
        yield heading("Beskrivning")
        yield from prose(stream["description"])
    yield ground(stream["owners"], stream["sources"], verified)


def _share(row: FinancingStreamContributionShare) -> list[Block]:
    percent = UNKNOWN if row["percent"] is None else f"{row['percent']} %"
    dates = f" ({period(row['since'], row['until'])})" if row["since"] or row["until"] else ""
    return [paragraph(percent, dates)]


def _who(stream: FinancingStreamDocument) -> Iterator[Block]:
    yield from fact_if("Godkännande", prose(stream["approval"]))
    yield from fact_if("Parter", capitalised(", ".join(stream["parties"] or ())))
    yield from fact_if("Leds av", capitalised(stream["led_by"] or ""))
    yield from fact_if("Förbund", names(stream["federations"] or ()))
    yield fact("Översikten nämner", known(stream["activities_listed"], stream["activities_listed"] or ()))
