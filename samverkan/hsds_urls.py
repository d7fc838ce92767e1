"""Door 2 below /api/hsds: the norm's paths, which each app answers for its own kinds."""

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.common import no_append_slash

from activities.hsds.api import TAXONOMIES, PlaceEntry, PlaceList, ServiceEntry, ServiceList
from federations.hsds.api import OrganizationEntry, OrganizationList
from samverkan.api.hsds.openapi import HsdsOpenApi
from samverkan.api.hsds.resources import HsdsIndex, HsdsResource
from samverkan.api.hsds.taxonomy_api import TaxonomyEntry, TaxonomyList, TermEntry, TermList

ROUTES: tuple[tuple[str, str, type[HsdsResource]], ...] = (
    ("/services", "service", ServiceList),
    ("/services/{id}", "service", ServiceEntry),
    ("/organizations", "organization", OrganizationList),
    ("/organizations/{id}", "organization", OrganizationEntry),
    ("/taxonomies", "taxonomy", TaxonomyList),
    ("/taxonomies/{id}", "taxonomy", TaxonomyEntry),
    ("/taxonomy_terms", "taxonomy_term", TermList),
    ("/taxonomy_terms/{id}", "taxonomy_term", TermEntry),
    ("/service_at_locations", "service_at_location", PlaceList),
    ("/service_at_locations/{id}", "service_at_location", PlaceEntry),
)


def _pattern(route: str, view: type[HsdsResource]) -> URLPattern:
    place = route.removeprefix("/").replace("{id}", "<uuid:identifier>")
    name = "api-hsds-" + route.strip("/{}").replace("/{", "-").replace("_", "-")
    known = {"taxonomies": TAXONOMIES} if hasattr(view, "taxonomies") else {}
    return path(place, view.as_view(**known), name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    path("", no_append_slash(HsdsIndex.as_view()), name="api-hsds"),
    path("openapi.json", HsdsOpenApi.as_view(routes=ROUTES), name="api-hsds-openapi"),
    *(_pattern(route, view) for route, _, view in ROUTES),
]
