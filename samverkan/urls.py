"""All addresses: the project owns the router, each app its pages."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from activities.urls import swedish_only
from samverkan.api.dcat import DcatResource
from samverkan.desk.confirming.link import ConfirmLinkView
from samverkan.pages import views

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(path("", include("activities.urls")), prefix_default_language=False),
    path("", include(swedish_only)),
    path("api/v1/", include("samverkan.api_urls")),
    path("api/hsds/", include("samverkan.hsds_urls")),
    path("datasets/dcat", DcatResource.as_view(), name="dcat"),
    path("admin/", admin.site.urls),
    path("bekrafta/<str:token>/", ConfirmLinkView.as_view(), name="confirm-link"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
