"""What partners get of financing streams."""

from django.urls import path

from financing.filters import FinancingStreamFilter
from financing.payoff_api import PayoffResource
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

urlpatterns = [*STREAMS.urlpatterns(), path("payoff", PayoffResource.as_view(), name="api-payoff")]
