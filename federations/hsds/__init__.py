"""Federations and partners as organizations of door 2 (Open Referral)."""
