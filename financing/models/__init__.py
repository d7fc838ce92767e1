"""With what money: financing streams and who contributes how much, and the agreements behind activities."""

from financing.models.agreement import Agreement, AgreementBudget, AgreementParty, EvaluationStep, PayoffPayer
from financing.models.stream import ContributionShare, FinancingStream, StreamFederation

__all__ = [
    "Agreement",
    "AgreementBudget",
    "AgreementParty",
    "ContributionShare",
    "EvaluationStep",
    "FinancingStream",
    "PayoffPayer",
    "StreamFederation",
]
