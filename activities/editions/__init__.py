"""Editions: frozen, read, compared and printed."""
