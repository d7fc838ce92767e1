"""The small tables that filters ask: written with each publication, and rebuilt from the log after migrations."""

from collections.abc import Iterable

from django.db import transaction

from samverkan.publishing import kinds
from samverkan.publishing.documents import references
from samverkan.publishing.models import Facet, Publication, Span, Token
from samverkan.publishing.search.analyser import weighed

REFERS = "refers"
TABLES = (Facet, Span, Token)
BATCH = 500  # Publications at a time, so that a large log is rebuilt in little memory.


def write_index(publications: Iterable[Publication]) -> None:
    """Add the index rows of new publications."""
    rows = list(publications)
    Facet.objects.bulk_create(facet for publication in rows for facet in facets_of(publication))
    Span.objects.bulk_create(span for publication in rows if (span := span_of(publication)))
    Token.objects.bulk_create((token for publication in rows for token in tokens_of(publication)), BATCH)


def rewrite_index(keys: Iterable[int]) -> None:
    """Build the index rows of some publications anew, by their primary keys."""
    rows = Publication.objects.filter(pk__in=list(keys))
    for table in TABLES:
        table._default_manager.filter(publication__in=rows).delete()
    write_index(rows)


@transaction.atomic
def reindex() -> int:
    """Build the index anew from the log; how many publications it covers."""
    for table in TABLES:
        table._default_manager.all().delete()
    batch: list[Publication] = []
    done = 0
    for publication in Publication.objects.order_by("pk").iterator(BATCH):
        batch.append(publication)
        if len(batch) == BATCH:
            write_index(batch)
            done, batch = done + len(batch), []
    write_index(batch)
    return done + len(batch)


def facets_of(publication: Publication) -> list[Facet]:
    """The index rows of a publication: what it refers to and what its kind wants found; a tombstone has none."""
    if publication.body is None:
        return []
    document = kinds.read(publication.body)
    pairs = {(REFERS, "/".join(kinds.key_of(reference))) for reference in references(document)}
    pairs |= set(kinds.get(publication.kind).facets(document))
    return [Facet(publication=publication, name=name, value=value) for name, value in sorted(pairs)]


def span_of(publication: Publication) -> Span | None:
    """The index row of the days on which what a publication describes can have held; none where it states no period."""
    if publication.body is None:
        return None
    first, last = kinds.get(publication.kind).span(kinds.read(publication.body))
    return Span(publication=publication, first_day=first, last_day=last) if first or last else None


def tokens_of(publication: Publication) -> list[Token]:
    """The index rows of a publication's words, each once, with the most that it says anywhere."""
    if publication.body is None:
        return []
    document = kinds.read(publication.body)
    most: dict[str, int] = {}
    for text, weight in kinds.get(publication.kind).texts(document):
        for word, one in weighed(text, weight):
            most[word] = max(one, most.get(word, 0))
    return [Token(publication=publication, word=word, weight=weight) for word, weight in sorted(most.items())]
