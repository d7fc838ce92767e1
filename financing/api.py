"""What partners get of financing streams, agreements and budgets."""

from django.urls import path

from financing.filters import AgreementFilter, BudgetFilter, FinancingStreamFilter
from financing.payoff.api import PayoffResource
from financing.rules_api import AgreementRulesResource
from samverkan.api.collection import Collection

STREAMS = Collection(
    "financing_stream", FinancingStreamFilter, examples={"owner": "area/sjuharad", "federation": "boras"}
)
AGREEMENTS = Collection(
    "agreement",
    AgreementFilter,
    examples={
        "owner": "area/sjuharad",
        "federation": "boras",
        "financing_stream": "frisam",
        "partner": "forsakringskassan",
        "municipality": "boras",
    },
)
BUDGETS = Collection(
    "budget",
    BudgetFilter,
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
