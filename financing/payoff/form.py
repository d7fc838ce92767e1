"""What the page of the pay-off calculator is asked, read from its address: every field tells its own fault."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from financing.payoff.calculation import Calculation, Payer
from financing.payoff.words import shares_complaint
from samverkan.plots.values import in_print

MOST_PAYERS = 12
BLANK_ROWS = 2
MILLION = 1_000_000
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)
_ROW = ("betalare", "effekt", "andel")


class AmountField(forms.Field):
    """A number as Swedes write it, in some unit; None where the field is left empty."""

    def __init__(self, least: int, most: int, unit: int = 1, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.least, self.most, self.unit = least, most, unit

    def to_python(self, value: Any) -> Decimal | None:
        text = re.sub(r"\s", "", str(value or "")).replace("\N{MINUS SIGN}", "-").replace(",", ".")
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError(_("Skriv ett tal, till exempel 5,5."))
        number = Decimal(text)
        if not self.least <= number <= self.most:
            limits = {"least": self.least, "most": in_print(self.most)}
            raise forms.ValidationError(_("Skriv ett tal från %(least)s till %(most)s."), params=limits)
        return number * self.unit


class WholeField(AmountField):
    """A whole number."""

    def to_python(self, value: Any) -> Decimal | None:
        number = super().to_python(value)
        if number is not None and number != int(number):
            raise forms.ValidationError(_("Skriv ett heltal."))
        return number


class PayerForm(forms.Form):
    """One row: who, the yearly effect, and the share of the cost."""

    betalare = forms.CharField(label=_("Vem"), required=False, max_length=80)
    effekt = AmountField(-100_000, 100_000, MILLION, label=_("Effekt per år, miljoner kr"))
    andel = AmountField(0, 100, label=_("Andel av kostnaden, procent"))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        is_told = any(self.data.get(name, "").strip() for name in ("effekt", "andel"))
        if is_told and not found.get("betalare") and "betalare" not in self.errors:
            self.add_error("betalare", _("Skriv vem raden gäller."))
        return found

    @property
    def payer(self) -> Payer | None:
        """Who the row tells of; nobody in an empty one."""
        told = self.cleaned_data
        return Payer(told["betalare"], told["effekt"], told["andel"]) if told["betalare"] else None


class PayoffForm(forms.Form):
    """The whole question; `rows` are the payers'."""

    deltagare = WholeField(1, 1_000_000, label=_("Antal deltagare"))
    kostnad = AmountField(0, 10_000_000, label=_("Kostnad per deltagare, kr"))
    total = AmountField(-100_000, 100_000, MILLION, label=_("Uppgiven effekt i allt per år, miljoner kr"))
    tid = AmountField(0, 1_200, label=_("Uppgiven tid, månader"))
    of_stated: ClassVar[tuple[str, ...]] = ("total", "tid")

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        told = zip_longest(*(data.getlist(name) for name in _ROW), fillvalue="")
        filled = [row for row in told if any(cell.strip() for cell in row)]
        self.too_many = len(filled) > MOST_PAYERS
        shown = [*filled[:MOST_PAYERS], *[("",) * len(_ROW)] * BLANK_ROWS]
        self.rows = [PayerForm(dict(zip(_ROW, row, strict=True))) for row in shown]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.too_many:
            raise forms.ValidationError(_("Det får vara högst %(most)s rader."), params={"most": MOST_PAYERS})
        if all(row.is_valid() for row in self.rows):
            payers = self.payers
            if len({payer.name.casefold() for payer in payers}) < len(payers):
                raise forms.ValidationError(_("Samma namn står på flera rader. Lägg ihop dem."))
            if complaint := shares_complaint(payers):
                raise forms.ValidationError(complaint)
        return found

    def is_valid(self) -> bool:
        return super().is_valid() and all(row.is_valid() for row in self.rows)

    @property
    def payers(self) -> tuple[Payer, ...]:
        """Those of the rows that are filled in."""
        return tuple(payer for row in self.rows if (payer := row.payer))

    @property
    def calculation(self) -> Calculation:
        """What a valid form asks to be calculated."""
        told = self.cleaned_data
        participants = None if told["deltagare"] is None else int(told["deltagare"])
        return Calculation(participants, told["kostnad"], self.payers, told["total"], told["tid"])


def as_query(calculation: Calculation) -> QueryDict:
    """The address that asks for a calculation."""
    query = QueryDict(mutable=True)
    plain: Mapping[str, Decimal | int | None] = {
        "deltagare": calculation.participants,
        "kostnad": calculation.cost_each,
        "total": _in_millions(calculation.stated_total),
        "tid": calculation.stated_months,
    }
    for name, number in plain.items():
        query[name] = _typed(number)
    for payer in calculation.payers:
        for name, cell in zip(_ROW, (payer.name, _typed(_in_millions(payer.effect)), _typed(payer.share)), strict=True):
            query.appendlist(name, cell)
    return query


def _in_millions(kronor: Decimal | None) -> Decimal | None:
    return None if kronor is None else kronor / MILLION


def _typed(number: Decimal | int | None) -> str:
    return "" if number is None else number_format(Decimal(number).normalize())
