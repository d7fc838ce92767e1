import pytest

from samverkan.publishing.index import reindex
from samverkan.publishing.models import Current, Extract, Facet, Publication, Span, Token
from tests.factories import ActivityFactory, MunicipalityFactory
from tests.publishing.log import OFFICE, publish, withdraw

pytestmark = pytest.mark.django_db


def index_rows() -> set[tuple[object, ...]]:
    """All that the index says."""
    current = Current.objects.values_list("publication", "kind", "slug", "since", "until")
    facets = Facet.objects.values_list("publication", "name", "value")
    tokens = Token.objects.values_list("publication", "word", "weight")
    extracts = Extract.objects.values_list("publication", "parts", "brief")
    return {*current, *facets, *extracts, *Span.objects.values_list("publication", "first_day", "last_day"), *tokens}


def test_the_index_built_anew_from_the_log_says_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samverkan.publishing.index.BATCH", 2)
    activity = ActivityFactory.create(period_start="2007", placed_in=[MunicipalityFactory.create()])
    publish([activity, activity.area, activity.function, activity.placements.get().municipality], OFFICE)
    withdraw([activity], OFFICE)
    before = index_rows()
    Facet.objects.all().delete()
    Current.objects.all().delete()
    Extract.objects.all().delete()
    assert reindex() == Publication.objects.count() == 5
    assert index_rows() == before


def test_an_empty_log_has_an_empty_index() -> None:
    assert reindex() == 0
    assert index_rows() == set()
