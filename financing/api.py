"""What partners get of financing streams, agreements and budgets."""

from django.urls import path

from financing.filters import AgreementFilter, BudgetFilter, FinancingStreamFilter
from financing.payoff.api import PayoffResource
from financing.rules_api import AgreementRulesResource
from samverkan.api.collection import Collection

STREAMS = Collection(
    "financing-streams",
    "financing_stream",
    ("finansieringsform", "finansieringsformer"),
    ("financing stream", "financing streams"),
    FinancingStreamFilter,
    has_period=True,
    examples={"owner": "area/sjuharad", "federation": "boras"},
)
AGREEMENTS = Collection(
    "agreements",
    "agreement",
    ("överenskommelse", "överenskommelser"),
    ("agreement", "agreements"),
    AgreementFilter,
    has_period=True,
    examples={
        "owner": "area/sjuharad",
        "federation": "boras",
        "financing_stream": "frisam",
        "partner": "forsakringskassan",
        "municipality": "boras",
    },
)
BUDGETS = Collection(
    "budgets",
    "budget",
    ("budget", "budgetar"),
    ("budget", "budgets"),
    BudgetFilter,
    has_period=True,
    examples={
        "owner": "federation/hoglandet",
        "federation": "hoglandet",
        "municipality": "boras",
        "activity": "lotsen",
    },
)

urlpatterns = [
    *STREAMS.urlpatterns(),
    *AGREEMENTS.urlpatterns(),
    path("agreement-rules", AgreementRulesResource.as_view(), name="api-agreement-rules"),
    *BUDGETS.urlpatterns(),
    path("payoff", PayoffResource.as_view(), name="api-payoff"),
]
