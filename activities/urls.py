"""Addresses of activities' public pages; they stay for ever."""

from django.urls import path

from activities import views
from activities.changes import ChangesFeed, ChangesView
from activities.conversation import ConversationView
from activities.editions import views as edition_views
from activities.endings import views as ending_views
from activities.finder.views import FinderView
from activities.followups import views as result_views
from activities.matrix import views as matrix_views

urlpatterns = [
    path("", matrix_views.StartView.as_view(), name="start"),
    path("matris/<slug:area>/", matrix_views.MatrixView.as_view(), name="matrix"),
    path("verksamheter/", views.ActivityListView.as_view(), name="activities"),
    path("verksamheter/<slug:slug>/", views.ActivityView.as_view(), name="activity"),
    path("resultat/", result_views.ResultsView.as_view(), name="results"),
    path("resultat/<slug:slug>/", result_views.FollowUpView.as_view(), name="follow-up"),
    path("samtal/", ConversationView.as_view(), name="conversation"),
    path("hitta/", FinderView.as_view(), name="find"),
    path("kommuner/<slug:slug>/", views.MunicipalityView.as_view(), name="municipality"),
    path("upphor/", ending_views.EndingsView.as_view(), name="endings"),
    path("andringar/", ChangesView.as_view(), name="changes"),
    path("utgavor/", edition_views.EditionListView.as_view(), name="editions"),
    path("utgavor/<int:number>/", edition_views.EditionView.as_view(), name="edition"),
    path("utgavor/jamfor/", edition_views.ChoiceView.as_view(), name="edition-choice"),
    path("utgavor/jamfor/<int:before>/<int:after>/", edition_views.ComparisonView.as_view(), name="edition-comparison"),
]

# What is not a page exists in Swedish alone, so its address has no language.
swedish_only = [
    path("andringar.atom", ChangesFeed.as_view(), name="changes-feed"),
    path("matris/<slug:area>/matris.xlsx", matrix_views.MatrixSheetView.as_view(), name="matrix-xlsx"),
    path("matris/<slug:area>/matris.csv", matrix_views.MatrixSheetView.as_view(ending="csv"), name="matrix-csv"),
    path("verksamheter/<slug:slug>/blad.pdf", views.ActivityPdfView.as_view(), name="activity-pdf"),
    path("resultat/siffror.csv", result_views.ResultsSheetView.as_view(), name="results-csv"),
    path("utgavor/<int:number>/katalog.pdf", edition_views.EditionPdfView.as_view(), name="edition-pdf"),
]

in_sitemap = ["start", "activities", "results", "endings", "changes", "editions"]
