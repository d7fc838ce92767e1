"""Answers that are kept: a public answer is a function of the newest revision and of what was asked.

It stands in front of Django, keeps finished bytes and gives everything else to Django's threads. It knows no wing.
"""
