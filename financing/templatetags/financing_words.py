"""Agreements and money in words."""

from django import template

from financing import agreement_rules, budget_words, shares
from financing.payoff import agreement as agreement_payoff
from financing.schemas.types import AgreementDocument, BudgetDocument, FinancingStreamDocument

register = template.Library()


@register.filter
def checklist(agreement: AgreementDocument) -> list[tuple[agreement_rules.Content, bool]]:
    """The contents that an agreement must have, each with whether this one has it."""
    return agreement_rules.checklist(agreement)


@register.filter
def payoff(agreement: AgreementDocument) -> agreement_payoff.Attached | None:
    """The calculation of pay-off that is attached to an agreement, or None."""
    return agreement_payoff.attached(agreement)


@register.filter
def money(budget: BudgetDocument) -> budget_words.Money:
    """What a budget adds up to, with its rules in words, its plot and its table."""
    return budget_words.Money(budget)


@register.filter
def periods(stream: FinancingStreamDocument) -> list[shares.Period]:
    """A stream's contribution shares, period by period."""
    return shares.by_period(stream["contribution_shares"] or ())
