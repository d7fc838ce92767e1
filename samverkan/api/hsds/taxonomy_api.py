"""Taxonomies and their terms, as the router lists them."""

from typing import Any

from samverkan.api.hsds.objects import Thing
from samverkan.api.hsds.parameters import PAGED, TAXONOMY_ID
from samverkan.api.hsds.resources import HsdsEntry, HsdsList, HsdsResource, among
from samverkan.api.hsds.taxonomies import Taxonomy


class _Taxonomies(HsdsResource):
    taxonomies: tuple[Taxonomy, ...] = ()  # The router knows them.

    def terms(self) -> list[Thing]:
        """The terms of all taxonomies, in one query."""
        kinds = [one.kind for one in self.taxonomies]
        documents = [row.document for row in self.publications().filter(kind__in=kinds).in_swedish_order()]
        return [term for one in self.taxonomies for term in one.terms(documents)]


class TaxonomyList(_Taxonomies, HsdsList):
    """All taxonomies."""

    def things(self, asked: dict[str, Any]) -> list[Thing]:
        return [one.as_thing() for one in self.taxonomies]


class TaxonomyEntry(_Taxonomies, HsdsEntry):
    """One taxonomy."""

    def thing(self, wanted: str) -> Thing:
        return among((one.as_thing() for one in self.taxonomies), wanted)


class TermList(_Taxonomies, HsdsList):
    """The terms of all taxonomies, or of one."""

    parameters = (*PAGED, TAXONOMY_ID)

    def things(self, asked: dict[str, Any]) -> list[Thing]:
        wanted = asked.get("taxonomy_id")
        return [term for term in self.terms() if wanted in (None, term["taxonomy_id"])]


class TermEntry(_Taxonomies, HsdsEntry):
    """One term."""

    def thing(self, wanted: str) -> Thing:
        return among(self.terms(), wanted)
