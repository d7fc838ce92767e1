"""Addresses of activities' public pages; they stay for ever."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from activities import views
from activities.sitemap import SITEMAPS
from federations.views import AboutView, FederationListView, PartnerListView
from financing.views import FinancingStreamListView
from samverkan.publishing.views import PublicView, robots

urlpatterns = [
    path("", views.StartView.as_view(), name="start"),
    path("matris/<slug:area>/", views.MatrixView.as_view(), name="matrix"),
    path("verksamheter/", views.ActivityListView.as_view(), name="activities"),
    path("verksamheter/<slug:slug>/", views.ActivityView.as_view(), name="activity"),
    path("verksamheter/<slug:slug>/historik/", views.ActivityHistoryView.as_view(), name="activity-history"),
    path("kommuner/<slug:slug>/", views.MunicipalityView.as_view(), name="municipality"),
    path("forbund/", FederationListView.as_view(), name="federations"),
    path("forbund/<slug:slug>/", views.FederationPage.as_view(), name="federation"),
    path("finansiering/", FinancingStreamListView.as_view(), name="financing-streams"),
    path("finansiering/<slug:slug>/", views.FinancingStreamPage.as_view(), name="financing-stream"),
    path("parter/", PartnerListView.as_view(), name="partners"),
    path("om/", AboutView.as_view(), name="about"),
    path("oppna-data/", PublicView.as_view(template_name="open_data.html"), name="open-data"),
    path("tillganglighet/", PublicView.as_view(template_name="accessibility.html"), name="accessibility"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", robots),
]
