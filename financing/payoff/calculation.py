"""How soon a joint effort has paid for itself: a pure calculation on what is stated, in kronor and months.

Its assumptions, which pages say beside every answer: the effect is the same every year and runs evenly from the day
when the cost is paid, all at once; no interest; effects are for all participants together. An unknown effect or cost
makes what rests on it unknown, never 0.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from federations.schemas.types import FactDocument, FactFigure
from federations.vocabulary import Unit

MONTHS = 12
EXAMPLE = "frisam-aterbetalning"  # The fact that is the worked example: its figures stand there and nowhere else.
MULTIPLES: dict[str, int] = {Unit.MILLION_KRONOR_A_YEAR: 1_000_000}


class Outcome(StrEnum):
    """How it goes for one payer."""

    WINS = "wins"
    LOSES = "loses"
    EVEN = "even"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Payer:
    """Who bears or gains: the yearly effect in kronor (below 0: a loss), and the share of the cost in percent."""

    name: str
    effect: Decimal | None
    share: Decimal | None = None

    @property
    def outcome(self) -> Outcome:
        """Whether the effort gains the payer something each year, whatever it cost."""
        if self.effect is None:
            return Outcome.UNKNOWN
        if self.effect == 0:
            return Outcome.EVEN
        return Outcome.WINS if self.effect > 0 else Outcome.LOSES


@dataclass(frozen=True)
class Calculation:
    """What is stated of an effort. A stated total or time is only compared with what is computed, never used for it."""

    participants: int | None
    cost_each: Decimal | None
    payers: tuple[Payer, ...]
    stated_total: Decimal | None = None
    stated_months: Decimal | None = None

    @property
    def cost(self) -> Decimal | None:
        """What the effort costs for all participants."""
        return None if self.cost_each is None or self.participants is None else self.cost_each * self.participants

    @property
    def known_total(self) -> Decimal:
        """The sum of the yearly effects that are known."""
        return sum((payer.effect for payer in self.payers if payer.effect is not None), Decimal())

    @property
    def total(self) -> Decimal | None:
        """The yearly effect of all payers; unknown where one of theirs is, or where there are none."""
        is_whole = self.payers and all(payer.effect is not None for payer in self.payers)
        return self.known_total if is_whole else None

    @property
    def unexplained(self) -> Decimal | None:
        """How much more the stated total is than the parts' sum."""
        return None if self.stated_total is None or self.total is None else self.stated_total - self.total

    @property
    def effect_each(self) -> Decimal | None:
        """The yearly effect for one participant."""
        return None if self.total is None or not self.participants else self.total / self.participants

    @property
    def months(self) -> Decimal | None:
        """How many months it takes all payers together to get the cost back."""
        return months_to_pay_off(self.cost, self.total)

    def months_of(self, payer: Payer) -> Decimal | None:
        """How many months it takes one payer to get its own share of the cost back."""
        cost = None if self.cost is None or payer.share is None else self.cost * payer.share / 100
        return months_to_pay_off(cost, payer.effect)

    @property
    def unshared(self) -> Decimal:
        """The percent of the cost that no payer is said to bear."""
        return 100 - sum((payer.share for payer in self.payers if payer.share is not None), Decimal())

    def implied_cost_each(self, total: Decimal | None) -> Decimal | None:
        """What a participant must have cost for a yearly effect to give the stated time; derived, not stated."""
        if self.stated_months is None or total is None or not self.participants:
            return None
        return total * self.stated_months / MONTHS / self.participants


def months_to_pay_off(cost: Decimal | None, effect: Decimal | None) -> Decimal | None:
    """Months until a yearly effect has covered a cost; None where one is unknown, or where it never will."""
    if cost == 0:
        return Decimal()
    return None if cost is None or effect is None or effect <= 0 else cost / effect * MONTHS


def never_pays_off(cost: Decimal | None, effect: Decimal | None) -> bool:
    """Whether a cost is certain never to come back."""
    return cost != 0 and effect is not None and effect <= 0


def worked_example(fact: FactDocument) -> Calculation:
    """The calculation on what a fact's figures state, found by their codes; a figure without a value is unknown."""
    of_code: dict[str | None, list[FactFigure]] = {}
    for row in fact["figures"] or ():
        of_code.setdefault(row["code"], []).append(row)
    one = {code: _number(rows[0]) for code, rows in of_code.items()}
    participants = one.get("participants")
    return Calculation(
        participants=None if participants is None else int(participants),
        cost_each=one.get("cost-each"),
        payers=tuple(Payer(row["label"], _number(row)) for row in of_code.get("effect", ())),
        stated_total=one.get("stated-total"),
        stated_months=one.get("stated-months"),
    )


def _number(row: FactFigure) -> Decimal | None:
    return None if row["value"] is None else Decimal(row["value"]) * MULTIPLES.get(row["unit"] or "", 1)
