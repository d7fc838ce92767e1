"""Filters over the index of publications: one FilterSet serves a page and an endpoint alike."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samverkan.publishing.models import EventQuerySet, PublicationQuerySet

Rows = TypeVar("Rows", PublicationQuerySet, EventQuerySet)
FORM = "[a-z0-9]+([-_/][a-z0-9]+)*"  # Of a slug, of a kind with a slug, or of a code.
LONGEST = 160
_VALUE = re.compile(FORM)


class FacetField(forms.MultipleChoiceField):
    """Slugs or codes; those that no entry carries simply find nothing."""

    default_error_messages = {
        "invalid_choice": _("”%(value)s” är inget giltigt värde. Använd adressnamn, till exempel ”u-sam”.")
    }

    def valid_value(self, value: Any) -> bool:
        return len(value) <= LONGEST and bool(_VALUE.fullmatch(value))


class FacetFilter(django_filters.Filter):
    """Entries that carry any of the given values under a facet: a repeated parameter is OR."""

    field_class = FacetField

    def __init__(self, facet: str, **kwargs: Any) -> None:
        super().__init__(field_name=facet, **kwargs)

    def filter(self, qs: PublicationQuerySet, value: list[str]) -> PublicationQuerySet:
        return qs.with_facet(str(self.field_name), *value) if value else qs


class ConcerningFilter(FacetFilter):
    """Events that concern any of the given entries of the facet's kind."""

    def filter(self, qs: EventQuerySet, value: list[str]) -> EventQuerySet:  # type: ignore[override]
        return qs.concerning(str(self.field_name), *value) if value else qs


class KindFilter(FacetFilter):
    """Rows about entries of any of the given kinds."""

    def filter(self, qs: Any, value: list[str]) -> Any:
        return qs.filter(kind__in=value) if value else qs


def well_formed(values: Iterable[str]) -> list[str]:
    """Of what an address asks, what can be a slug or a code."""
    return [value for value in values if _VALUE.fullmatch(value)]


def filtered(filterset: type[django_filters.FilterSet], asked: dict[str, list[str]], queryset: Rows) -> Rows:
    """A page's filtering: what is empty or malformed is ignored, as forms and mail programs add it."""
    data: QueryDict = QueryDict(mutable=True)
    for name, values in asked.items():
        data.setlist(name, well_formed(values))
    result: Rows = filterset(data, queryset=queryset).qs
    return result
