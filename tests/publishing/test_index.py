from collections import Counter

import pytest

from samverkan.language.analyser import NAME, root
from samverkan.publishing.index import reindex
from samverkan.publishing.models import ENDLESS, Current, Extract, Facet, Publication, Span, Token, Word
from tests.factories import ActivityFactory, MunicipalityFactory
from tests.publishing.log import OFFICE, publish, withdraw

pytestmark = pytest.mark.django_db


def index_rows() -> set[tuple[object, ...]]:
    """All that the index says."""
    current = Current.objects.values_list("publication", "kind", "slug", "since", "until")
    facets = Facet.objects.values_list("publication", "name", "value")
    tokens = Token.objects.values_list("publication", "word", "weight")
    extracts = Extract.objects.values_list("publication", "parts", "brief")
    words = Word.objects.filter(entries__gt=0).values_list("kind", "word", "weight", "root", "entries")
    spans = Span.objects.values_list("publication", "first_day", "last_day")
    return {*current, *facets, *extracts, *spans, *tokens, *words}


def counted() -> Counter[tuple[str, str, int]]:
    """The words of what is current, counted one by one."""
    tokens = Token.objects.filter(publication__current__until=ENDLESS)
    return Counter(tokens.values_list("publication__kind", "word", "weight"))


def kept() -> Counter[tuple[str, str, int]]:
    """The same, as it is kept."""
    rows = Word.objects.exclude(entries=0).values_list("kind", "word", "weight", "entries")
    return Counter({(kind, word, weight): entries for kind, word, weight, entries in rows})


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


def test_words_are_counted_among_what_is_current_whatever_is_published_changed_or_withdrawn() -> None:
    one = ActivityFactory.create(name="Svetsarna", described=True)
    other = ActivityFactory.create(name="Svetsarna igen", area=one.area, function=one.function)
    publish([one.area, one.function, one, other], OFFICE)
    assert kept() == counted()
    assert kept()["activity", "svetsarna", NAME] == 2
    one.name = "Bagarna"
    one.save()
    publish([one], OFFICE)
    assert kept() == counted()
    assert (kept()["activity", "svetsarna", NAME], kept()["activity", "bagarna", NAME]) == (1, 1)
    withdraw([other], OFFICE)
    assert kept() == counted()
    assert kept()["activity", "svetsarna", NAME] == 0
    assert all(row.root == root(row.word) for row in Word.objects.all())
