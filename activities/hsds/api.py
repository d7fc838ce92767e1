"""Services, and where one can visit them, in HSDS."""

from functools import cached_property
from typing import Any

from activities.filters import ActivityFilter
from activities.hsds.service import FUNCTIONS, defunct, parts, places, service
from activities.schemas.types import ActivityDocument
from federations.hsds.organization import ORGANIZATIONS, SITUATIONS
from financing.hsds import STREAMS
from samverkan.api.collection import filtered
from samverkan.api.hsds.objects import Surroundings, Thing, identifier, thing
from samverkan.api.hsds.parameters import MINIMAL, SERVED
from samverkan.api.hsds.resources import (
    HsdsEntry,
    HsdsList,
    HsdsResource,
    among,
    envelope,
    key_of,
    paging_of,
    with_total,
)
from samverkan.api.paging import Paging
from samverkan.api.problem import Problem
from samverkan.api.results import compact, instant
from samverkan.publishing.models import Publication, PublicationQuerySet
from samverkan.publishing.schemas.typed import typed
from samverkan.remembered import remembered

TAXONOMIES = (FUNCTIONS, SITUATIONS, STREAMS)
_WHOLE_DAY = 10  # Characters of an EDTF date that says year, month and day.


class _Services(HsdsResource):
    """What lists and single services have in common."""

    @cached_property
    def known(self) -> list[Publication]:
        """What services point to, read once: it has the codes of municipalities and tells whose an id is."""
        kinds = ("municipality", *ORGANIZATIONS, *(one.kind for one in TAXONOMIES))
        return list(self.publications().filter(kind__in=kinds).order_by())

    def as_service(self, row: Publication, around: Surroundings, full: bool) -> Thing:
        """A publication or a tombstone."""
        last = instant(row.published_at)
        if row.withdrawn:
            return {**defunct(row.slug, row.name), "last_modified": last}
        on = row.verified["on"] if row.verified else ""
        assured = on if len(on) == _WHOLE_DAY else None
        document = typed(row.document, ActivityDocument)
        more = parts(document, around) if full else {}
        return {
            **service(document, around, self.today),
            **thing(assured_date=assured, last_modified=last),
            **more,
        }

    def asked_of(self, asked: dict[str, Any]) -> PublicationQuerySet:
        """Which activities are asked for; a withdrawn one carries nothing that a filter could find it by."""
        found = Publication.objects.latest_at(self.moment.number).of_kind("activity")
        found.moment = (self.moment.number, self.moment.current)
        if "modified_after" in asked:
            found = found.filter(published_at__gte=asked["modified_after"])
        if "search" in asked:
            found = filtered(ActivityFilter, {"q": asked["search"]}, found)
        return self._carrying(asked, found)

    def _carrying(self, asked: dict[str, Any], found: PublicationQuerySet) -> PublicationQuerySet:
        for taxonomy in TAXONOMIES:
            if asked.get("taxonomy_id") == taxonomy.id:
                found = found.carrying(taxonomy.slug)
        if "taxonomy_id" in asked and asked["taxonomy_id"] not in {one.id for one in TAXONOMIES}:
            return found.none()
        if not {"taxonomy_term_id", "organization_id"} & asked.keys():
            return found
        keys = [(row.kind, row.slug) for row in self.known]
        facets = {one.kind: one.slug for one in TAXONOMIES} | {kind: kind for kind in ORGANIZATIONS}
        terms = [(one.kind, code) for one in TAXONOMIES for code in one.codes(keys)]
        bearers = [key for key in keys if key[0] in ORGANIZATIONS]
        for name, candidates in (("taxonomy_term_id", terms), ("organization_id", bearers)):
            if name in asked:
                key = key_of(candidates, asked[name])
                found = found.with_facet(facets[key[0]], key[1]) if key else found.none()
        return found


class ServiceList(_Services):
    """Activities in Swedish order, withdrawn ones among them as defunct, so that no copy keeps what is gone."""

    always_answers = True
    parameters = (*SERVED, MINIMAL)

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        found = self.asked_of(asked).in_swedish_order()
        if asked.get("minimal"):
            dated = found.values_list("slug", "published_at")
            all_of_them = [{"id": identifier("activity", s), "last_modified": instant(at)} for s, at in dated]
            return compact(envelope(all_of_them, len(all_of_them), Paging(1, len(all_of_them) or 1)))
        paging = paging_of(asked)
        rows, total = with_total(found.with_verified(self.moment.number), paging)
        full = asked.get("full", False)
        around = self.surroundings(self.known if full and rows else ())
        return compact(envelope([self.as_service(row, around, full) for row in rows], total, paging))


class ServiceEntry(_Services):
    """One activity with all that belongs to it."""

    def content(self, asked: dict[str, Any], **path: Any) -> str:
        number = self.moment.number
        slug = slugs_at(number).get(str(path["identifier"]))
        if slug is None:
            raise Problem(404, "Ingen verksamhet i katalogen har det id:t.")
        latest = Publication.objects.latest_at(number)
        read = latest.filter(kind="activity", slug=slug) | latest.filter(kind="municipality", body__isnull=False)
        rows = list(read.with_verified(number).order_by())
        [row] = [one for one in rows if one.kind == "activity"]
        return compact(self.as_service(row, self.surroundings(rows), full=True))


@remembered(most=1)
def slugs_at(number: int) -> dict[str, str]:
    """The activity behind each id, withdrawn ones too: an id cannot be read backwards, so a revision's are kept."""
    slugs = Publication.objects.latest_at(number).of_kind("activity").order_by().values_list("slug", flat=True)
    return {identifier("activity", slug): slug for slug in slugs}


class PlaceList(_Services, HsdsList):
    """Where services can be visited; of the parameters those hold that choose the services."""

    parameters = SERVED

    def things(self, asked: dict[str, Any]) -> list[Thing]:
        chosen = {name: value for name, value in asked.items() if name != "search"}
        rows = self.asked_of(chosen).filter(body__isnull=False).in_swedish_order()
        found = [described(place, row) for row in rows for place in places(typed(row.document, ActivityDocument))]
        return found if asked.get("full") else [{k: v for k, v in one.items() if k != "location"} for one in found]


class PlaceEntry(_Services, HsdsEntry):
    """One service at one address."""

    def thing(self, wanted: str) -> Thing:
        rows = self.publications().of_kind("activity")
        return among(
            (described(place, row) for row in rows for place in places(typed(row.document, ActivityDocument))), wanted
        )


def described(place: Thing, row: Publication) -> Thing:
    """A place with the name of the activity, by which the search finds it."""
    return {**place, "description": row.name}
