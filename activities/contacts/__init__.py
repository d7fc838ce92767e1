"""Contacts that activities share, and the persons behind them."""
