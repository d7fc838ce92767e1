"""With what money: financing streams and who contributes how much."""

from financing.models.stream import ContributionShare, FinancingStream, StreamFederation

__all__ = ["ContributionShare", "FinancingStream", "StreamFederation"]
