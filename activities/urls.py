"""Addresses of activities' public pages; they stay for ever."""

from django.urls import path

from activities import views

urlpatterns = [
    path("", views.StartView.as_view(), name="start"),
    path("matris/<slug:area>/", views.MatrixView.as_view(), name="matrix"),
    path("verksamheter/", views.ActivityListView.as_view(), name="activities"),
    path("verksamheter/<slug:slug>/", views.ActivityView.as_view(), name="activity"),
    path("verksamheter/<slug:slug>/historik/", views.ActivityHistoryView.as_view(), name="activity-history"),
]
