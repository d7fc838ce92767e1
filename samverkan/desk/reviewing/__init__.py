"""Asking, answering, and publishing one draft or several."""
