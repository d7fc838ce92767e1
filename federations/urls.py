"""Addresses of the public pages of federations, partners, words and facts; they stay for ever."""

from django.urls import path

from federations import views
from federations.facts import THEMES

urlpatterns = [
    path("forbund/", views.FederationListView.as_view(), name="federations"),
    path("forbund/<slug:slug>/", views.FederationView.as_view(), name="federation"),
    path("parter/", views.PartnerListView.as_view(), name="partners"),
    path("ord/", views.TermListView.as_view(), name="terms"),
    path("om/", views.AboutView.as_view(), name="about"),
    path("om/samverkan/", views.FactListView.as_view(theme="samverkan"), name="about-samverkan"),
    path("om/frisam/", views.FactListView.as_view(theme="frisam"), name="about-frisam"),
    path("om/uppgifter/<slug:slug>/", views.FactView.as_view(), name="fact"),
]

in_sitemap = ["federations", "partners", "terms", "about", *(theme.page for theme in THEMES.values())]
