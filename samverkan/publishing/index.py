"""The small tables that filters ask: written with each publication, and rebuilt from the log after migrations."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Subquery

from samverkan.language.analyser import root, weighed
from samverkan.publishing import kinds
from samverkan.publishing.documents import dump, references
from samverkan.publishing.kinds import Document
from samverkan.publishing.models import ENDLESS, Current, Extract, Facet, Publication, Span, Token, Word

REFERS = "refers"
FACET, SPAN = "facet", "span"  # Parts of every extract: what an entry is found by, and its days.
TABLES = (Facet, Span, Token, Extract)  # What a document tells; what is current only its neighbours in the log do.
T = TypeVar("T")
BATCH = 500  # Publications at a time, so that a large log is rebuilt in little memory.


def write_index(publications: Iterable[Publication]) -> None:
    """Add the index rows of a revision's new publications."""
    rows = list(publications)
    _begin(rows)
    _write(rows)
    count_words(rows, +1)


def rewrite_index(keys: Iterable[int]) -> None:
    """Build what the index says of the documents of some publications anew, by their primary keys."""
    rows = Publication.objects.filter(pk__in=list(keys))
    current = list(rows.filter(current__until=ENDLESS).defer("body"))
    count_words(current, -1)
    for table in TABLES:
        table._default_manager.filter(publication__in=rows).delete()
    _write(rows)
    count_words(current, +1)
    Word.objects.filter(~Exists(Token.objects.filter(word=OuterRef("word"))), entries=0).delete()


@transaction.atomic
def reindex() -> int:
    """Build the index anew from the log; how many publications it covers. After `lock_log` where others may publish."""
    for table in (*TABLES, Current, Word):
        table._default_manager.all().delete()
    later = Publication.objects.filter(
        kind=OuterRef("kind"), slug=OuterRef("slug"), revision__gt=OuterRef("revision")
    ).order_by("revision")
    log = Publication.objects.annotate(followed_at=Subquery(later.values("revision")[:1]))
    batch: list[Publication] = []
    done = 0
    for publication in log.order_by("pk").iterator(BATCH):
        batch.append(publication)
        if len(batch) == BATCH:
            _rewrite(batch)
            done, batch = done + len(batch), []
    _rewrite(batch)
    _count_all()
    return done + len(batch)


def _begin(publications: list[Publication]) -> None:
    """From their revision on the new publications are current, and no more those that they follow.

    As many questions as there are kinds among them, however many entries.
    """
    slugs: dict[tuple[int, str], list[str]] = {}
    for publication in publications:
        slugs.setdefault((publication.revision_id, publication.kind), []).append(publication.slug)
    for (number, kind), some in slugs.items():
        followed = Current.objects.filter(kind=kind, slug__in=some, until=ENDLESS)
        count_words(Publication.objects.filter(current__in=followed).defer("body"), -1)
        followed.update(until=number)
    Current.objects.bulk_create(_current(one, ENDLESS) for one in publications)


def _rewrite(publications: list[Any]) -> None:
    """Add all index rows of publications that were read with the revision of the one that followed."""
    Current.objects.bulk_create(_current(one, one.followed_at or ENDLESS) for one in publications)
    _write(publications)


def _current(publication: Publication, until: int) -> Current:
    since = publication.revision_id
    return Current(publication=publication, kind=publication.kind, slug=publication.slug, since=since, until=until)


def _write(publications: Iterable[Publication]) -> None:
    """Add the index rows that are made of the publications' documents."""
    rows = list(publications)
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        Facet.objects.bulk_create(facet for publication in some for facet in facets_of(publication))
        Span.objects.bulk_create(span for publication in some if (span := span_of(publication)))
        Extract.objects.bulk_create(extract for publication in some if (extract := extract_of(publication)))
        _write_tokens([token for publication in some for token in tokens_of(publication)])


def _write_tokens(tokens: list[tuple[int, str, int]]) -> None:
    """Hundreds for each publication: they reach the database as one text, and are never objects of their own."""
    with connection.cursor() as cursor:
        cursor.execute(_TOKENS[connection.vendor], [json.dumps(tokens)])


_TOKENS = {
    "postgresql": """
        INSERT INTO publishing_token (publication_id, word, weight)
        SELECT (value ->> 0)::bigint, value ->> 1, (value ->> 2)::smallint FROM jsonb_array_elements(%s::jsonb)
    """,
    "sqlite": """
        INSERT INTO publishing_token (publication_id, word, weight)
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(%s)
    """,
}


def count_words(publications: Iterable[Publication], by: int) -> None:
    """Count the words of publications that become current (1), or are so no more (-1)."""
    kind_of = {one.pk: one.kind for one in publications}
    counted: Counter[tuple[str, str, int]] = Counter()
    for keys in _some(list(kind_of)):
        for key, word, weight in Token.objects.filter(publication__in=keys).values_list(
            "publication", "word", "weight"
        ):
            counted[kind_of[key], word, weight] += by
    _add([(*row, root(row[1]), count) for row, count in sorted(counted.items())])


def _count_all() -> None:
    """Count the words of all that is current."""
    tokens = Token.objects.filter(publication__current__until=ENDLESS)
    counted = tokens.values_list("publication__kind", "word", "weight").annotate(Count("pk")).order_by()
    _add([(kind, word, weight, root(word), count) for kind, word, weight, count in counted])


def _add(rows: list[tuple[str, str, int, str, int]]) -> None:
    """Add to the counts of words; both databases do it in one statement for many."""
    for some in _some(rows):
        values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO publishing_word (kind, word, weight, root, entries) VALUES {values}"
                " ON CONFLICT (kind, word, weight)"
                " DO UPDATE SET entries = publishing_word.entries + excluded.entries",
                [value for row in some for value in row],
            )


def _some(rows: list[T]) -> Iterator[list[T]]:
    """So many rows at a time as a statement takes."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def facets_of(publication: Publication) -> list[Facet]:
    """The index rows of a publication: what it refers to and what its kind wants found; a tombstone has none."""
    if publication.body is None:
        return []
    document = publication.document
    pairs = {(REFERS, "/".join(kinds.key_of(reference))) for reference in references(document)}
    pairs |= set(kinds.get(publication.kind).facets(document))
    return [Facet(publication=publication, name=name, value=value) for name, value in sorted(pairs)]


def span_of(publication: Publication) -> Span | None:
    """The index row of the days on which what a publication describes can have held; none where it states no period."""
    if publication.body is None:
        return None
    first, last = kinds.get(publication.kind).span(publication.document)
    return Span(publication=publication, first_day=first, last_day=last) if first or last else None


def tokens_of(publication: Publication) -> list[tuple[int, str, int]]:
    """The index rows of a publication's words, each once: its key, the word and the most that it says anywhere."""
    if publication.body is None:
        return []
    document = publication.document
    most: dict[str, int] = {}
    for text, weight in sorted(kinds.get(publication.kind).texts(document), key=itemgetter(1)):
        most.update(weighed(text, weight))
    return [(publication.pk, word, weight) for word, weight in sorted(most.items())]


def extract_of(publication: Publication) -> Extract | None:
    """The index row of what is asked of many entries at once; none for a kind of which nothing is."""
    kind = kinds.get(publication.kind)
    if publication.body is None or kind.parts is None:
        return None
    document = publication.document
    brief = {name: document[name] for name in kind.brief}
    return Extract(publication=publication, parts=parts_of(document), brief=dump(brief))


def parts_of(document: Document) -> str:
    """By what a document is chosen among many: its kind's own parts, its days and its facets, each on a line."""
    kind = kinds.get(document["kind"])
    parts = list(kind.parts(document).items()) if kind.parts else []
    parts += [(SPAN, [day and day.isoformat() for day in kind.span(document)])]
    parts += [(FACET, [name, *values]) for name, values in _by_name(kind.facets(document))]
    return "\n".join(f"{name} {dump(value)}" for name, value in parts)


def _by_name(facets: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    values: dict[str, set[str]] = {}
    for name, value in facets:
        values.setdefault(name, set()).add(value)
    return [(name, sorted(some)) for name, some in sorted(values.items())]
