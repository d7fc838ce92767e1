"""The pay-off calculator for partner systems: amounts in kronor, times in months; an answer of the question alone."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from federations.schemas.types import FactDocument
from financing.payoff.calculation import EXAMPLE, Calculation, Outcome, Payer, never_pays_off, worked_example
from financing.payoff.words import shares_complaint
from samverkan.api.collection import reference
from samverkan.api.parameters import AT, REPEATED_MAX, Bilingual, Parameter
from samverkan.api.problem import Problem
from samverkan.api.resources import CatalogueResource, Operation
from samverkan.api.results import compact
from samverkan.api.shapes import a_list, a_value, an_object
from samverkan.plots.values import short
from samverkan.publishing.schemas import Schema
from samverkan.publishing.schemas.typed import typed

_NAME = "[A-Za-z0-9ÅÄÖÉÜåäöéü][A-Za-z0-9ÅÄÖÉÜåäöéü .,&/-]{0,79}"
_KRONOR = "-?(0|[1-9][0-9]{0,11})"
_PERCENT = r"(100|[1-9]?[0-9])(\.[0-9]{1,2})?"
EFFECT, SHARE = f"^{_NAME}:({_KRONOR})?$", f"^{_NAME}:{_PERCENT}$"

ANSWER = an_object(
    cost_kr=a_value(["number", "null"], 5000000, "Kostnaden för alla deltagare, kr. The cost of all participants."),
    total_effect_kr=a_value(
        ["number", "null"],
        12500000,
        "Summan av effekterna per år, kr; null när någon är okänd. The yearly effects' sum; null where one is unknown.",
    ),
    unexplained_kr=a_value(
        ["number", "null"],
        1100000,
        "Uppgiven summa minus delarnas, kr. The stated total minus the parts' sum.",
    ),
    effect_per_participant_kr=a_value(
        ["number", "null"], 104166.67, "Effekt per deltagare och år, kr. Yearly effect per participant."
    ),
    months=a_value(
        ["number", "null"],
        4.8,
        "Månader till återbetalning i allt; null: okänt eller aldrig, se never. Months to pay-off; null: see never.",
    ),
    never=a_value(
        "boolean",
        False,
        "Sant: effekten är känd och betalar aldrig tillbaka kostnaden. True: the known effect never covers the cost.",
    ),
    unshared_percent=a_value(
        "number", 100, "Den del av kostnaden som ingen sägs betala. The part of the cost that nobody is said to bear."
    ),
    payers=a_list(
        an_object(
            name=a_value("string", "Försäkringskassan", "Vem. Who."),
            effect_kr=a_value(["number", "null"], 4000000, "Effekt per år, kr; null: okänd. Yearly effect."),
            share_percent=a_value(["number", "null"], None, "Del av kostnaden; null: okänd. Share of the cost."),
            months=a_value(["number", "null"], None, "Månader till återbetalning av delen. Months to pay-off."),
            outcome=a_value("string", "wins", "Hur det går. How it goes.", enum=list(Outcome)),
        ),
        "I frågans ordning. In the question's order.",
    ),
)


def _number(name: str, pattern: str, most: int, text: Bilingual, example: int) -> Parameter:
    def read(value: str) -> Decimal:
        if not re.fullmatch(pattern, value, re.ASCII) or int(value) > most:
            raise ValueError(f"ska vara ett heltal, högst {most}.")
        return Decimal(value)

    least = 1 if pattern.startswith("[1") else 0
    return Parameter(name, read, {"type": "integer", "minimum": least, "maximum": most}, text, example)


def _pair(pattern: str, message: str) -> Callable[[str], tuple[str, Decimal | None]]:
    def read(value: str) -> tuple[str, Decimal | None]:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(message)
        name, _, number = value.rpartition(":")
        return name, Decimal(number) if number else None

    return read


def _repeated(name: str, pattern: str, message: str, text: Bilingual, example: str) -> Parameter:
    items = {"type": "string", "pattern": pattern, "maxLength": 100}
    schema: Schema = {"type": "array", "items": items, "minItems": 1, "maxItems": REPEATED_MAX}
    return Parameter(name, _pair(pattern, message), schema, text, example, repeated=True)


class PayoffResource(CatalogueResource):
    """When an effort has paid for itself; without a question the catalogue's worked example."""

    always_answers = True
    parameters = (
        _number("participants", "[1-9][0-9]{0,6}", 1_000_000, ("Antal deltagare.", "Number of participants."), 120),
        _number(
            "cost_per_participant",
            "0|[1-9][0-9]{0,7}",
            10_000_000,
            ("Kostnad per deltagare, hela kr.", "Cost per participant, whole kronor."),
            50_000,
        ),
        _repeated(
            "effect",
            EFFECT,
            "ska vara namn:kronor, till exempel Kommunerna:1100000. Utan belopp är effekten okänd.",
            (
                "Effekt per år för en betalare, namn:kronor. Utan belopp är den okänd; under noll är en förlust.",
                "A payer's yearly effect, name:kronor. Without an amount it is unknown; below zero it is a loss.",
            ),
            "Kommunerna:1100000",
        ),
        _repeated(
            "share",
            SHARE,
            "ska vara namn:procent, till exempel Kommunerna:25.",
            ("En betalares del av kostnaden, namn:procent.", "A payer's share of the cost, name:percent."),
            "Kommunerna:25",
        ),
        Parameter(
            "stated_total",
            lambda value: _pair(f"^{_KRONOR}$", "ska vara hela kronor.")(value)[1],
            {"type": "string", "pattern": f"^{_KRONOR}$"},
            (
                "Uppgiven effekt i allt per år, kr. Den jämförs bara med delarnas summa.",
                "The stated yearly total, kronor. It is only compared with the parts' sum.",
            ),
            "13600000",
        ),
        AT,
    )
    operation = Operation(
        name="get_payoff",
        tag=("Återbetalning", "pay-off"),
        summary=("Räkna på återbetalning", "Calculate the pay-off"),
        text=(
            "Månader till återbetalning i allt och per betalare. Kostnaden betalas första dagen, effekten är jämn och"
            " lika stor varje år, utan ränta. Det som är okänt förblir null. Utan frågor: exemplet ur utvärderingen"
            " av Frisam, uppgiften frisam-aterbetalning, så som katalogen har den (vid den tidpunkt som anges med at).",
            "Months to pay-off in all and per payer. The cost is paid on the first day, the effect is even and the same"
            " every year, without interest. What is unknown stays null. Without parameters: the example from the"
            " evaluation of Frisam.",
        ),
        answer=reference("Payoff"),
        statuses=(404, 409),
        components={"Payoff": ANSWER},
    )

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        question = {name: value for name, value in asked.items() if name != AT.name}
        return compact(answer_of(calculation_of(question) if question else self.example()))

    def example(self) -> Calculation:
        """The worked example; nothing is known where the catalogue has none."""
        found = self.publications().filter(kind="fact", slug=EXAMPLE).first()
        return worked_example(typed(found.document, FactDocument)) if found else Calculation(None, None, ())


def calculation_of(asked: dict[str, Any]) -> Calculation:
    """What the parameters ask to be calculated; 409 where they contradict each other."""
    effects, shares = (_by_name(name, asked.get(name, ())) for name in ("effect", "share"))
    payers = tuple(Payer(name, effects.get(name), shares.get(name)) for name in {**effects, **shares})
    if complaint := shares_complaint(payers):
        raise Problem(409, complaint, parameter="share")
    participants = asked.get("participants")
    return Calculation(
        None if participants is None else int(participants),
        asked.get("cost_per_participant"),
        payers,
        asked.get("stated_total"),
    )


def _by_name(parameter: str, pairs: list[tuple[str, Decimal | None]]) -> dict[str, Decimal | None]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Problem(409, "Samma namn står flera gånger. Lägg ihop dem.", parameter=parameter)
    return found


def answer_of(calculation: Calculation) -> dict[str, Any]:
    """A calculation in the shape that partners get."""
    total = calculation.total
    return {
        "cost_kr": _plain(calculation.cost),
        "total_effect_kr": _plain(total),
        "unexplained_kr": _plain(calculation.unexplained),
        "effect_per_participant_kr": _plain(calculation.effect_each),
        "months": _plain(calculation.months),
        "never": calculation.cost is not None and never_pays_off(calculation.cost, total),
        "unshared_percent": _plain(calculation.unshared),
        "payers": [
            {
                "name": payer.name,
                "effect_kr": _plain(payer.effect),
                "share_percent": _plain(payer.share),
                "months": _plain(calculation.months_of(payer)),
                "outcome": payer.outcome,
            }
            for payer in calculation.payers
        ],
    }


def _plain(number: Decimal | None) -> int | float | None:
    """A JSON number of at most two decimals."""
    if number is None:
        return None
    rounded = short(number, 2)
    return int(rounded) if rounded == int(rounded) else float(rounded)
