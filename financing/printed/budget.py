"""A budget in print: its years, its rules and what is granted."""

from collections.abc import Iterator

from financing.budget_words import Money
from financing.printed.agreement import lasting
from financing.printed.amounts import amount
from financing.schemas.types import BudgetDocument
from samverkan.pages.printed import ground
from samverkan.pages.templatetags.catalogue import kronor
from samverkan.printing.blocks import Block, entry, fact, known, lead, points, table
from samverkan.publishing.schemas.types import Verified


def printed(budget: BudgetDocument, verified: Verified | None) -> Block:
    """The budget as an entry."""
    return entry(f"budget-{budget['slug']}", budget["name"], _blocks(budget, verified))


def _blocks(budget: BudgetDocument, verified: Verified | None) -> Iterator[Block]:
    money, years, grants = Money(budget), budget["years"], budget["grants"]
    yield from lead(budget["summary"])
    if years:
        rows = [[str(row["year"]), amount(row["amount_kr"]), amount(row["spent_kr"])] for row in years]
        yield table(["År", "Budget", "Använt"], rows)
    else:
        yield fact("Budget per år", known(years, ()))
    yield fact("Samordningsförbund", budget["federation"]["name"])
    yield fact("Gäller", lasting(budget["period"]))
    yield fact("I allt", _total(money))
    yield fact("Regler för bidragen", points(money.rules) if money.rules else None)
    if grants:
        given = [[row["label"], str(row["year"]), amount(row["granted_kr"]), amount(row["spent_kr"])] for row in grants]
        yield table(["Till", "År", "Beviljat", "Använt"], given)
    else:
        yield fact("Bidrag", known(grants, ()))
    yield fact("Beslutar", budget["decided_by"])
    yield fact("Utvärderar", budget["evaluated_by"])
    yield ground(budget["owners"], budget["sources"], verified)


def _total(money: Money) -> str | None:
    stated = money.document["stated_total_kr"]
    if stated is not None:
        return f"{kronor(stated)} (uppgivet)"
    return None if money.total is None else f"{kronor(money.total)} (summan av åren, uträknad)"
