"""What partners get of areas, municipalities, partners, federations, sources, facts and terms."""

from federations.filters import AreaFilter, FactFilter, FederationFilter, OwnerFilter
from samverkan.api.collection import Collection

_OWNER = {"owner": "area/sjuharad"}
COLLECTIONS = [
    Collection(
        "areas",
        "area",
        ("område", "områden"),
        ("area", "areas"),
        AreaFilter,
        examples={**_OWNER, "municipality": "boras"},
    ),
    Collection(
        "municipalities",
        "municipality",
        ("kommun", "kommuner"),
        ("municipality", "municipalities"),
        OwnerFilter,
        examples=_OWNER,
    ),
    Collection(
        "federations",
        "federation",
        ("samordningsförbund", "samordningsförbund"),
        ("coordination federation", "coordination federations"),
        FederationFilter,
        has_period=True,
        examples={**_OWNER, "area": "sjuharad", "municipality": "boras"},
    ),
    Collection(
        "partners",
        "partner",
        ("samverkanspart", "samverkansparter"),
        ("partner", "partners"),
        OwnerFilter,
        examples=_OWNER,
    ),
    Collection("sources", "source", ("källa", "källor"), ("source", "sources"), OwnerFilter, examples=_OWNER),
    Collection(
        "facts",
        "fact",
        ("uppgift", "uppgifter"),
        ("fact about cooperation", "facts about cooperation"),
        FactFilter,
        examples={**_OWNER, "topic": "effect"},
    ),
    Collection("terms", "term", ("ord", "ord"), ("term", "terms"), OwnerFilter, examples=_OWNER),
]

urlpatterns = [pattern for collection in COLLECTIONS for pattern in collection.urlpatterns()]
