"""The partner API's addresses below /api/v1: each app's own, and those that all of it shares."""

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.common import no_append_slash

import activities.api
import federations.api
import financing.api
from samverkan.api.changes import ChangesResource
from samverkan.api.document import about
from samverkan.api.dump import DumpResource
from samverkan.api.editions import EditionList, EditionResource

urlpatterns: list[URLPattern | URLResolver] = [
    path("", no_append_slash(about.IndexResource.as_view()), name="api-index"),
    *activities.api.urlpatterns,
    *federations.api.urlpatterns,
    *financing.api.urlpatterns,
    path("changes", ChangesResource.as_view(), name="api-changes"),
    path("dump", DumpResource.as_view(), name="api-dump"),
    path("editions", EditionList.as_view(), name="api-editions"),
    path("editions/<int:number>", EditionResource.as_view(), name="api-edition"),
    path("api-info", about.ApiInfoResource.as_view(), name="api-info"),
    path("openapi.json", about.OpenApiResource.as_view(), name="api-openapi"),
    path("docs", about.DocsResource.as_view(), name="api-docs"),
    path("docs/<path:name>", about.GuideResource.as_view(), name="api-guide"),
    path("schemas/<str:kind>/<int:version>", about.SchemaResource.as_view(), name="api-schema"),
]
