"""The judged searches answered by four ways of searching, as a table; needs PostgreSQL:

python -m tests.throwaway_postgres python -m tests.content.comparison
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django

from activities.schemas.types import ActivityDocument
from samverkan.publishing.schemas.typed import typed
from tests.content.judging import judged, measured

Answer = Callable[[str], list[str]]


def table(answers: dict[str, Answer]) -> Iterator[str]:
    """One line for each way of searching and half of the list."""
    yield "| Sökning | Halva | Täckning | Precision | MRR |"
    yield "|---|---|---|---|---|"
    for half, word in (("held", "undanhållen"), ("tune", "trimmad")):
        for name, answer in answers.items():
            found = measured(judged(half), answer)
            numbers = (found.recall, found.precision, found.reciprocal_rank)
            yield f"| {name} | {word} | " + " | ".join(f"{number:.3f}".replace(".", ",") for number in numbers) + " |"


def every_way() -> dict[str, Answer]:
    """The ways to search, given the published catalogue."""
    from django.db import connection

    from activities.listing.search_texts import texts
    from samverkan.language.analyser import words_in
    from samverkan.language.forms import snowball
    from samverkan.publishing.models import Publication, Revision
    from samverkan.search.finding import find

    number = Revision.current_number()
    rows = list(Publication.objects.at(number).of_kind("activity").in_swedish_order())
    slugs = {row.pk: row.slug for row in rows}
    whole = {
        row.slug: "\n".join(text for text, _weight in texts(typed(row.document, ActivityDocument))) for row in rows
    }
    stems = {slug: [snowball(word) for word in words_in(text)] for slug, text in whole.items()}

    def own(query: str) -> list[str]:
        return [slugs[key] for key in find("activity", query, number, number).ranks]

    def stemmed(query: str) -> list[str]:
        asked = [snowball(word) for word in words_in(query)]
        found = {slug: sum(map(held.count, asked)) for slug, held in stems.items() if set(asked) <= set(held)}
        return sorted(found, key=lambda slug: -found[slug])

    def postgresql(query: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT slug FROM unnest(%s, %s) AS entry(slug, body), plainto_tsquery('swedish', %s) AS asked"
                " WHERE to_tsvector('swedish', body) @@ asked"
                " ORDER BY ts_rank(to_tsvector('swedish', body), asked) DESC",
                [list(whole), list(whole.values()), query],
            )
            return [slug for (slug,) in cursor.fetchall()]

    def contained(query: str) -> list[str]:
        return [slug for slug, text in whole.items() if query.casefold() in text.casefold()]

    return {"Katalogens": own, "Snowball": stemmed, "PostgreSQL `swedish`": postgresql, "`icontains`": contained}


@contextmanager
def published() -> Iterator[None]:
    """The catalogue and its glossary in a database of its own."""
    from django.test.utils import setup_databases, teardown_databases

    from samverkan.exchange.importer import import_catalogue
    from samverkan.publishing.publish import Author
    from tests.fixture_files import GLOSSARY, SOURCE_CATALOGUE

    old = setup_databases(verbosity=0, interactive=False)
    try:
        for folder in (SOURCE_CATALOGUE, GLOSSARY):
            import_catalogue(folder, Author("Redaktionen"), and_publish=True)
        yield
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
    django.setup()
    with published():
        print("\n".join(table(every_way())))
