"""A calculation of pay-off in words, plots and rows, the same for page and file."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from financing.payoff.calculation import Calculation, Outcome, Payer, never_pays_off
from samverkan.plots import Bars, Shares, Value, exactly, unknown, values
from samverkan.plots.values import in_print, short

MILLION = 1_000_000


def shares_complaint(payers: Iterable[Payer]) -> str | None:
    """Why the shares of a cost cannot stand: together they are no more than the whole."""
    total = sum((payer.share for payer in payers if payer.share is not None), Decimal())
    if total <= 100:
        return None
    return _("Andelarna blir tillsammans %(total)s procent. De får bli högst 100.") % {"total": in_print(short(total))}


def millions(kronor: Decimal) -> Decimal:
    """Kronor in millions, with at least one decimal."""
    found = (kronor / MILLION).normalize()
    return found if found.as_tuple().exponent < -1 else found.quantize(Decimal("0.1"))  # type: ignore[operator]


def in_kronor(kronor: Decimal | None) -> Value:
    """An amount in whole kronor."""
    if kronor is None:
        return unknown()
    whole = kronor.quantize(Decimal(1), ROUND_HALF_UP)
    return exactly(whole, values.in_kronor(whole))


def in_millions(kronor: Decimal | None) -> Value:
    """An amount in millions of kronor."""
    return unknown() if kronor is None else exactly(millions(kronor))


def in_plain(number: Decimal | None) -> Value:
    """A number that needs no unit beside it."""
    return unknown() if number is None else exactly(short(number))


def in_months(months: Decimal | None, cost: Decimal | None, effect: Decimal | None) -> Value:
    """A time in months; certain never to come, or unknown."""
    if months is not None:
        return exactly(short(months))
    return Value(_("aldrig")) if cost is not None and never_pays_off(cost, effect) else unknown()


def months_of(calculation: Calculation, payer: Payer) -> Value:
    """How soon one payer has its share of the cost back."""
    cost = None if calculation.cost is None or payer.share is None else calculation.cost * payer.share / 100
    return in_months(calculation.months_of(payer), cost, payer.effect)


def months_in_all(calculation: Calculation) -> Value:
    """How soon all payers together have the cost back."""
    return in_months(calculation.months, calculation.cost, calculation.total)


def verdict(payer: Payer) -> str:
    """How it goes for a payer, in a word."""
    return {
        Outcome.WINS: _("tjänar"),
        Outcome.LOSES: _("förlorar"),
        Outcome.EVEN: _("varken tjänar eller förlorar"),
        Outcome.UNKNOWN: _("uppgift saknas"),
    }[payer.outcome]


def effects(calculation: Calculation) -> Bars:
    """Who wins and who loses each year."""
    sentences = [f"{payer.name} {in_millions(payer.effect).words}" for payer in calculation.payers]
    return Bars(
        name="effekt",
        title=_("Effekt per år"),
        description=_("Stapel åt höger: tjänar. Stapel åt vänster, med streck: förlorar. Miljoner kr: %(figures)s.")
        % {"figures": "; ".join(sentences)},
        what=_("Vem"),
        unit=_("Miljoner kr per år"),
        bars=tuple((payer.name, in_millions(payer.effect)) for payer in calculation.payers),
    )


def shares(calculation: Calculation) -> Shares | None:
    """Who pays the cost; None where nobody's share is stated."""
    stated = [payer for payer in calculation.payers if payer.share is not None]
    if not stated:
        return None
    parts = tuple((payer.name, exactly(short(payer.share or Decimal()))) for payer in stated)
    figures = "; ".join(f"{name} {value.words}" for name, value in parts)
    return Shares(
        name="andel",
        title=_("Vem betalar"),
        description=_("Andelar av kostnaden i procent: %(figures)s.") % {"figures": figures},
        what=_("Vem"),
        parts=parts,
    )


def head() -> list[str]:
    """The headings of the table."""
    return [
        _("Vem"),
        _("Effekt per år, miljoner kr"),
        _("Andel av kostnaden, procent"),
        _("Månader till återbetalning"),
        _("Utfall"),
    ]


def rows(calculation: Calculation) -> list[list[str]]:
    """The calculation as a table: a row for each payer, then the sum and what is stated of it."""
    payers = [
        [
            payer.name,
            in_millions(payer.effect).words,
            in_plain(payer.share).words,
            months_of(calculation, payer).words,
            verdict(payer),
        ]
        for payer in calculation.payers
    ]
    total = [_("Alla tillsammans"), in_millions(calculation.total).words, "", months_in_all(calculation).words, ""]
    stated = [_("Uppgivet i allt"), in_millions(calculation.stated_total).words, ""]
    gap = [_("Oförklarad skillnad"), in_millions(calculation.unexplained).words, "", "", ""]
    is_compared = calculation.stated_total is not None or calculation.stated_months is not None
    compared = [[*stated, in_plain(calculation.stated_months).words, ""]] if is_compared else []
    return [*payers, total, *compared, *([gap] if calculation.unexplained else [])]
