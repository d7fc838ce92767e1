"""Readers never wait for writers: what is being written is not there yet, and what was there is answered at once."""

from tests.publishing.process import run, started

ENTRIES = 1000
ADDRESSES = (
    "/",
    "/andringar/",
    "/kommuner/kommun-0/",
    "/api/v1/municipalities/kommun-0",
    "/api/v1/partners",
    "/api/v1/changes",
    "/admin/",
    "/admin/federations/municipality/",
)


def test_pages_and_answers_are_given_while_a_large_import_is_written_and_show_what_was(database_url: str) -> None:
    run(database_url, "prepare", 1)
    with started(database_url, ("importer", ENTRIES), ("visitor", *ADDRESSES)) as [importer, visitor]:
        visitor.go()
        before = visitor.answer()
        importer.go()
        assert importer.answer() == {"written": ENTRIES + 2}  # The area carries the town's name.
        visitor.go()
        meanwhile = visitor.answer()
        importer.go()
        assert importer.answer() == {"done": True}
        visitor.go()
        afterwards = visitor.answer()
    assert meanwhile == before == {"statuses": [200] * len(ADDRESSES), "new": []}
    assert afterwards["statuses"] == before["statuses"]
    assert {"/kommuner/kommun-0/", "/api/v1/municipalities/kommun-0", "/andringar/"} <= set(afterwards["new"])
