"""Addresses of activities' public pages; they stay for ever."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from activities import views
from activities.changes import ChangesFeed, ChangesView
from activities.conversation import ConversationView
from activities.editions import views as edition_views
from activities.endings import views as ending_views
from activities.finder.views import FinderView
from activities.followups import views as result_views
from activities.matrix import views as matrix_views
from activities.sitemap import SITEMAPS
from federations.views import AboutView, FactListView, FactView, FederationListView, PartnerListView, TermListView
from financing.payoff.views import PayoffSheetView, PayoffView
from financing.views import (
    CONTENTS_BESIDE,
    AgreementListView,
    BudgetListView,
    BudgetSheetView,
    FinancingStreamListView,
    ShareSheetView,
)
from samverkan.pages.accessibility import StatementView
from samverkan.pages.history import HistoryView
from samverkan.pages.views import PublicView, robots
from samverkan.proposals.views import ProposalView

urlpatterns = [
    path("", matrix_views.StartView.as_view(), name="start"),
    path("matris/<slug:area>/", matrix_views.MatrixView.as_view(), name="matrix"),
    path("verksamheter/", views.ActivityListView.as_view(), name="activities"),
    path("verksamheter/<slug:slug>/", views.ActivityView.as_view(), name="activity"),
    path(
        "verksamheter/<slug:slug>/historik/",
        HistoryView.as_view(kind="activity", page="activity", index="activities"),
        name="activity-history",
    ),
    path("resultat/", result_views.ResultsView.as_view(), name="results"),
    path("resultat/<slug:slug>/", result_views.FollowUpView.as_view(), name="follow-up"),
    path(
        "resultat/<slug:slug>/historik/",
        HistoryView.as_view(kind="follow_up", page="follow-up", index="results"),
        name="follow-up-history",
    ),
    path("samtal/", ConversationView.as_view(), name="conversation"),
    path("hitta/", FinderView.as_view(), name="find"),
    path("kommuner/<slug:slug>/", views.MunicipalityView.as_view(), name="municipality"),
    path("forbund/", FederationListView.as_view(), name="federations"),
    path("forbund/<slug:slug>/", views.FederationPage.as_view(), name="federation"),
    path(
        "forbund/<slug:slug>/historik/",
        HistoryView.as_view(kind="federation", page="federation", index="federations"),
        name="federation-history",
    ),
    path("finansiering/", FinancingStreamListView.as_view(), name="financing-streams"),
    path("overenskommelser/", AgreementListView.as_view(), name="agreements"),
    path("overenskommelser/<slug:slug>/", views.AgreementPage.as_view(), name="agreement"),
    path(
        "overenskommelser/<slug:slug>/historik/",
        HistoryView.as_view(kind="agreement", page="agreement", index="agreements"),
        name="agreement-history",
    ),
    path(
        "overenskommelser/<slug:slug>/forslag/",
        ProposalView.as_view(kind="agreement", page="agreement"),
        name="agreement-proposal",
    ),
    path("budgetar/", BudgetListView.as_view(), name="budgets"),
    path("budgetar/<slug:slug>/", views.BudgetPage.as_view(), name="budget"),
    path(
        "budgetar/<slug:slug>/historik/",
        HistoryView.as_view(kind="budget", page="budget", index="budgets"),
        name="budget-history",
    ),
    path(
        "budgetar/<slug:slug>/forslag/",
        ProposalView.as_view(kind="budget", page="budget"),
        name="budget-proposal",
    ),
    path("upphor/", ending_views.EndingsView.as_view(), name="endings"),
    path("aterbetalning/", PayoffView.as_view(), name="payoff"),
    path("finansiering/<slug:slug>/", views.FinancingStreamPage.as_view(), name="financing-stream"),
    path(
        "finansiering/<slug:slug>/historik/",
        HistoryView.as_view(kind="financing_stream", page="financing-stream", index="financing-streams"),
        name="financing-stream-history",
    ),
    path(
        "verksamheter/<slug:slug>/forslag/",
        ProposalView.as_view(kind="activity", page="activity"),
        name="activity-proposal",
    ),
    path(
        "forbund/<slug:slug>/forslag/",
        ProposalView.as_view(kind="federation", page="federation"),
        name="federation-proposal",
    ),
    path(
        "finansiering/<slug:slug>/forslag/",
        ProposalView.as_view(kind="financing_stream", page="financing-stream"),
        name="financing-stream-proposal",
    ),
    path(
        "kommuner/<slug:slug>/forslag/",
        ProposalView.as_view(kind="municipality", page="municipality"),
        name="municipality-proposal",
    ),
    path("parter/", PartnerListView.as_view(), name="partners"),
    path("ord/", TermListView.as_view(), name="terms"),
    path("andringar/", ChangesView.as_view(), name="changes"),
    path("utgavor/", edition_views.EditionListView.as_view(), name="editions"),
    path("utgavor/<int:number>/", edition_views.EditionView.as_view(), name="edition"),
    path("utgavor/jamfor/", edition_views.ChoiceView.as_view(), name="edition-choice"),
    path("utgavor/jamfor/<int:before>/<int:after>/", edition_views.ComparisonView.as_view(), name="edition-comparison"),
    path("om/", AboutView.as_view(), name="about"),
    path("om/samverkan/", FactListView.as_view(theme="samverkan"), name="about-samverkan"),
    path("om/frisam/", FactListView.as_view(theme="frisam"), name="about-frisam"),
    path(
        "om/regionala-mal/",
        FactListView.as_view(
            theme="regionala-mal",
            extra_context=CONTENTS_BESIDE | {"contents_template": "financing/_contents.html"},
        ),
        name="about-regionala-mal",
    ),
    path("om/uppgifter/<slug:slug>/", FactView.as_view(), name="fact"),
    path(
        "om/uppgifter/<slug:slug>/historik/",
        HistoryView.as_view(kind="fact", page="fact", index="about"),
        name="fact-history",
    ),
    path("om/uppgifter/<slug:slug>/forslag/", ProposalView.as_view(kind="fact", page="fact"), name="fact-proposal"),
    path("oppna-data/", PublicView.as_view(template_name="open_data.html"), name="open-data"),
    path("tillganglighet/", StatementView.as_view(), name="accessibility"),
]

# What is not a page exists in Swedish alone, so its address has no language.
swedish_only = [
    path("andringar.atom", ChangesFeed.as_view(), name="changes-feed"),
    path("matris/<slug:area>/matris.xlsx", matrix_views.MatrixSheetView.as_view(), name="matrix-xlsx"),
    path("matris/<slug:area>/matris.csv", matrix_views.MatrixSheetView.as_view(ending="csv"), name="matrix-csv"),
    path("verksamheter/<slug:slug>/blad.pdf", views.ActivityPdfView.as_view(), name="activity-pdf"),
    path("resultat/siffror.csv", result_views.ResultsSheetView.as_view(), name="results-csv"),
    path("budgetar/<slug:slug>/siffror.csv", BudgetSheetView.as_view(), name="budget-csv"),
    path("finansiering/<slug:slug>/andelar.csv", ShareSheetView.as_view(), name="financing-stream-csv"),
    path("aterbetalning/siffror.csv", PayoffSheetView.as_view(), name="payoff-csv"),
    path("utgavor/<int:number>/katalog.pdf", edition_views.EditionPdfView.as_view(), name="edition-pdf"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", robots),
]
