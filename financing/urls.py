"""Addresses of the public pages of money and agreements; they stay for ever."""

from django.urls import path

from federations.views import FactListView
from financing import views
from financing.payoff.views import PayoffSheetView, PayoffView

urlpatterns = [
    path("finansiering/", views.FinancingStreamListView.as_view(), name="financing-streams"),
    path("finansiering/<slug:slug>/", views.FinancingStreamView.as_view(), name="financing-stream"),
    path("overenskommelser/", views.AgreementListView.as_view(), name="agreements"),
    path("overenskommelser/<slug:slug>/", views.AgreementView.as_view(), name="agreement"),
    path("budgetar/", views.BudgetListView.as_view(), name="budgets"),
    path("budgetar/<slug:slug>/", views.BudgetView.as_view(), name="budget"),
    path("aterbetalning/", PayoffView.as_view(), name="payoff"),
    path(
        "om/regionala-mal/",  # Which say what an agreement must contain.
        FactListView.as_view(
            theme="regionala-mal",
            extra_context=views.CONTENTS_BESIDE | {"contents_template": "financing/_contents.html"},
        ),
        name="about-regionala-mal",
    ),
]

# What is not a page exists in Swedish alone, so its address has no language.
swedish_only = [
    path("finansiering/<slug:slug>/andelar.csv", views.ShareSheetView.as_view(), name="financing-stream-csv"),
    path("budgetar/<slug:slug>/siffror.csv", views.BudgetSheetView.as_view(), name="budget-csv"),
    path("aterbetalning/siffror.csv", PayoffSheetView.as_view(), name="payoff-csv"),
]

in_sitemap = ["financing-streams", "agreements", "budgets", "payoff"]
