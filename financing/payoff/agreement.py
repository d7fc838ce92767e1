"""A calculation of pay-off that is attached to an agreement, read from its document."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from financing.payoff import words as payoff_words
from financing.payoff.calculation import Calculation, Payer
from financing.payoff.form import as_query
from financing.schemas.types import AgreementDocument, AgreementPayoff
from samverkan.plots import Value
from samverkan.publishing.kinds import Fault


@dataclass(frozen=True)
class Attached:
    """A calculation as an agreement's page shows it; `query` asks the calculator for it, with every assumption."""

    calculation: Calculation
    query: str

    @property
    def months(self) -> Value:
        """How soon all payers together have the cost back."""
        return payoff_words.months_in_all(self.calculation)

    @property
    def head(self) -> list[str]:
        """The headings of its table."""
        return payoff_words.head()

    @property
    def table(self) -> list[list[tuple[str, str]]]:
        """Its rows, each cell with its heading."""
        return [list(zip(self.head, row, strict=True)) for row in payoff_words.rows(self.calculation)]


def attached(agreement: AgreementDocument) -> Attached | None:
    """The calculation of an agreement that has one."""
    if all(value is None for value in agreement["payoff"].values()):
        return None
    calculation = calculation_of(agreement["payoff"])
    return Attached(calculation, as_query(calculation).urlencode())


def calculation_of(stated: AgreementPayoff) -> Calculation:
    """What is stated, as a calculation."""
    payers = tuple(
        Payer(row["name"], _decimal(row["effect_kr"]), _decimal(row["share_percent"])) for row in stated["payers"] or ()
    )
    return Calculation(
        stated["participants"],
        _decimal(stated["cost_per_participant_kr"]),
        payers,
        _decimal(stated["stated_total_kr"]),
        _decimal(stated["stated_months"]),
    )


def _decimal(number: Any) -> Decimal | None:
    return None if number is None else Decimal(number)


def payoff_faults(agreement: AgreementDocument) -> Iterator[Fault]:
    """Why an attached calculation cannot stand."""
    payers = calculation_of(agreement["payoff"]).payers
    if complaint := payoff_words.shares_complaint(payers):
        yield Fault("payoff.payers", complaint)
    if len({payer.name.casefold() for payer in payers}) < len(payers):
        yield Fault("payoff.payers", "Samma namn står på flera rader. Lägg ihop dem.")
