"""Two servers on one database: what one has told, the other tells too, at once."""

from urllib.request import urlopen

import pytest

from tests.publishing.process import database_url, run, started
from tests.serving import server

__all__ = ["database_url"]


@pytest.mark.django_db(transaction=True)
def test_a_publication_of_another_process_shows_in_the_next_answer_of_every_server(database_url: str) -> None:
    run(database_url, "prepare", 1)
    with server(database_url) as first, server(database_url) as second:

        def said() -> tuple[str, str]:
            pages = [
                urlopen(f"{one.address}/api/v1/municipalities/kommun-0").read().decode() for one in (first, second)
            ]
            return pages[0], pages[1]

        before = said()
        assert said() == before
        for _ in range(2):
            with started(database_url, ("publisher", 0, 1)) as [publisher]:
                publisher.go()
                [[_revision, _slug, name]] = publisher.answer()["told"]
            for page in said():
                assert name in page
