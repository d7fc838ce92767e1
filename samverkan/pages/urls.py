"""Addresses of the pages that are about the catalogue itself, and of every kind's history; they stay for ever."""

from django.urls import path

from samverkan.pages import views
from samverkan.pages.accessibility import StatementView
from samverkan.pages.history import HistoryView
from samverkan.publishing import kinds

urlpatterns = [
    path("oppna-data/", views.PublicView.as_view(template_name="open_data.html"), name="open-data"),
    path("tillganglighet/", StatementView.as_view(), name="accessibility"),
    *(
        path(f"{kind.place}<slug:slug>/historik/", HistoryView.as_view(kind=kind.name), name=f"{kind.page}-history")
        for kind in kinds.every()
        if kind.history
    ),
]

swedish_only = [
    path("robots.txt", views.robots),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]

in_sitemap = ["open-data", "accessibility"]
