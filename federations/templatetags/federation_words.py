"""Codes and age spans of target groups and partners in words."""

from django import template
from django.utils.formats import number_format

from federations.ages import age_span
from federations.schemas.types import FactFigure
from federations.vocabulary import Precision, Sector, Topic, Unit

register = template.Library()
register.filter(age_span)


@register.filter
def sector(code: str) -> str:
    """Whom a partner answers to."""
    return str(Sector(code).label)


@register.filter
def topic(code: str) -> str:
    """What a fact is about."""
    return str(Topic(code).label)


@register.filter
def figure(row: FactFigure) -> str | None:
    """A figure in words, as its source qualifies it; None where it is unknown."""
    if row["value"] is None:
        return None
    parts = [
        str(Precision(row["precision"]).label) if row["precision"] else "",
        "–".join(_number(number) for number in (row["value"], row["value_max"]) if number),
        str(Unit(row["unit"]).label) if row["unit"] and row["unit"] != "pieces" else "",
    ]
    return " ".join(filter(None, parts))


def _number(text: str) -> str:
    return number_format(text).replace("-", "\N{MINUS SIGN}")
