"""Filters over the index of publications: one FilterSet serves a page and an endpoint alike."""

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_
from typing import Any, TypeVar

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samverkan.publishing.models import EventQuerySet, PublicationQuerySet
from samverkan.search.finding import Found, find
from samverkan.search.shelf import Bits, Shelf

Rows = TypeVar("Rows", PublicationQuerySet, EventQuerySet)
Counts = dict[tuple[str, str], int]  # Of entries, by parameter and value.
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


class SearchFilter(django_filters.CharFilter):
    """Entries of a kind that answer a text; for rows read with `at`, which say among which words to search."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)
        self.kind = kind

    def filter(self, qs: PublicationQuerySet, value: str) -> PublicationQuerySet:
        return qs.filter(pk__in=self.found(qs, value).ranks) if value else qs

    def found(self, qs: PublicationQuerySet, text: str) -> Found:
        """What answers, the best first."""
        if qs.moment is None:
            raise ValueError("search among rows that were read with at(number, newest)")
        return find(self.kind, text, *qs.moment)


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
    return [value for value in values if len(value) <= LONGEST and _VALUE.fullmatch(value)]


def filtered(filterset: type[django_filters.FilterSet], asked: dict[str, list[str]], queryset: Rows) -> Rows:
    """A page's filtering: what is empty or malformed is ignored, as forms and mail programs add it."""
    data: QueryDict = QueryDict(mutable=True)
    for name, values in asked.items():
        is_facet = isinstance(filterset.base_filters.get(name), FacetFilter)
        if found := well_formed(values) if is_facet else [value for value in values if value]:
            data.setlist(name, found)
    if not data:  # To make a FilterSet costs as much as a query.
        return queryset
    result: Rows = filterset(data, queryset=queryset).qs
    return result


def answering(filterset: type[django_filters.FilterSet], asked: Mapping[str, list[str]], on_shelf: Shelf) -> Bits:
    """The entries on a shelf that carry what is asked of them: what `filtered` finds, with all of them at hand.

    What is searched for among the words (`SearchFilter`) is no facet, and is left to who asks.
    """
    left = on_shelf.all
    for carriers in _chosen(filterset, asked, on_shelf).values():
        left &= carriers
    return left


def facet_counts(
    filterset: type[django_filters.FilterSet], asked: Mapping[str, list[str]], on_shelf: Shelf, among: Bits
) -> Counts:
    """How many of some entries each value leaves together with what else is asked; none is left out.

    What is asked of a parameter does not limit its own values, since they are alternatives.
    """
    chosen = _chosen(filterset, asked, on_shelf)
    left: dict[str, list[tuple[str, Bits]]] = {}
    for name, facet in _facets(filterset).items():
        others = [carriers for other, carriers in chosen.items() if other != name]
        left.setdefault(facet, []).append((name, reduce(and_, others, among)))
    counts = {
        (name, value): (carriers & some).bit_count()
        for (facet, value), carriers in on_shelf.facets.items()
        for name, some in left.get(facet, ())
    }
    return {choice: count for choice, count in counts.items() if count}


def _chosen(
    filterset: type[django_filters.FilterSet], asked: Mapping[str, list[str]], on_shelf: Shelf
) -> dict[str, Bits]:
    """Of each parameter of which something is asked, the entries that carry any of it."""
    facets = _facets(filterset)
    wanted = {name: well_formed(asked.get(name, ())) for name in facets}
    return {name: on_shelf.carrying(facets[name], values) for name, values in wanted.items() if values}


def _facets(filterset: type[django_filters.FilterSet]) -> dict[str, str]:
    """The facets that parameters ask for."""
    return {name: str(one.field_name) for name, one in filterset.base_filters.items() if isinstance(one, FacetFilter)}
