"""Door 2 below /api/hsds: the norm's paths, which each app answers for its own kinds."""

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.common import no_append_slash

from activities.addresses import page_of
from activities.hsds_api import ServiceEntry, ServiceList
from samverkan.api.hsds.openapi import HsdsOpenApi
from samverkan.api.hsds.resources import HsdsIndex, HsdsResource

ROUTES: tuple[tuple[str, str, type[HsdsResource]], ...] = (
    ("/services", "service", ServiceList),
    ("/services/{id}", "service", ServiceEntry),
)


def _pattern(route: str, view: type[HsdsResource]) -> URLPattern:
    place = route.removeprefix("/").replace("{id}", "<uuid:identifier>")
    name = "api-hsds-" + route.strip("/{}").replace("/{", "-").replace("_", "-")
    return path(place, view.as_view(page_of=page_of), name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    path("", no_append_slash(HsdsIndex.as_view()), name="api-hsds"),
    path("openapi.json", HsdsOpenApi.as_view(routes=ROUTES), name="api-hsds-openapi"),
    *(_pattern(route, view) for route, _, view in ROUTES),
]
