"""All addresses: the project owns the router, each app its pages."""

from functools import partial

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path

import activities.urls
import federations.urls
import financing.urls
import samverkan.pages.urls
import samverkan.proposals.urls
from samverkan.api.dcat import DcatResource
from samverkan.desk.confirming.link import ConfirmLinkView
from samverkan.pages import views
from samverkan.pages.sitemap import EntrySitemap, PageSitemap

OWNERS = (activities.urls, federations.urls, financing.urls, samverkan.pages.urls)
SITEMAPS = {
    "sidor": partial(PageSitemap, [name for owner in OWNERS for name in owner.in_sitemap]),
    "poster": EntrySitemap,
}

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        *(pattern for owner in (*OWNERS, samverkan.proposals.urls) for pattern in owner.urlpatterns),
        prefix_default_language=False,
    ),
    *activities.urls.swedish_only,
    *financing.urls.swedish_only,
    *samverkan.pages.urls.swedish_only,
    path("sitemap.xml", views.at_the_newest(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("api/v1/", include("samverkan.api_urls")),
    path("api/hsds/", include("samverkan.hsds_urls")),
    path("datasets/dcat", DcatResource.as_view(), name="dcat"),
    path("admin/", admin.site.urls),
    path("bekrafta/<str:token>/", ConfirmLinkView.as_view(), name="confirm-link"),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
