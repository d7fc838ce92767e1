"""What partners get of areas, municipalities, partners, federations, sources, facts and terms."""

from federations.filters import AreaFilter, FactFilter, FederationFilter, OwnerFilter
from samverkan.api.collection import Collection

_OWNER = {"owner": "area/sjuharad"}
COLLECTIONS = [
    Collection("area", AreaFilter, {**_OWNER, "municipality": "boras"}),
    Collection("municipality", OwnerFilter, _OWNER),
    Collection("federation", FederationFilter, {**_OWNER, "area": "sjuharad", "municipality": "boras"}),
    Collection("partner", OwnerFilter, _OWNER),
    Collection("source", OwnerFilter, _OWNER),
    Collection("fact", FactFilter, {**_OWNER, "topic": "effect"}),
    Collection("term", OwnerFilter, _OWNER),
]

urlpatterns = [pattern for collection in COLLECTIONS for pattern in collection.urlpatterns()]
