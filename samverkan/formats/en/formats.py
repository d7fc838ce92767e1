"""Dates as British English writes them."""

DATE_FORMAT = "j F Y"
