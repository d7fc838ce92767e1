"""With what money: financing streams and who contributes how much, agreements behind activities, and budgets."""

from financing.models.agreement import Agreement, AgreementBudget, AgreementParty, EvaluationStep, PayoffPayer
from financing.models.budget import Budget, BudgetRole, BudgetYear, CooperationGroup, Grant, Report
from financing.models.stream import ContributionShare, FinancingStream, StreamFederation

__all__ = [
    "Agreement",
    "AgreementBudget",
    "AgreementParty",
    "Budget",
    "BudgetRole",
    "BudgetYear",
    "ContributionShare",
    "CooperationGroup",
    "EvaluationStep",
    "FinancingStream",
    "Grant",
    "PayoffPayer",
    "Report",
    "StreamFederation",
]
