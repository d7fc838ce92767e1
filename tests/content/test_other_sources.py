"""What the sources beside the source catalogue say is told with its lines, and what they lost as unknown."""

import pytest

from tests.content.catalogue import Catalogue
from tests.fixture_files import documents


@pytest.fixture(scope="module")
def everything() -> Catalogue:
    """Every document of the fixtures as their files tell it."""
    return Catalogue(documents())


def test_a_figure_that_fell_out_of_the_transcript_is_unknown_and_never_0(everything: Catalogue) -> None:
    figures = ((fact["slug"], row) for fact in everything.of_kind("fact") for row in fact["figures"] or ())
    lost = [(slug, row["value"]) for slug, row in figures if row["lost"]]
    assert len(lost) == 9
    assert {value for _slug, value in lost} == {None}


def test_every_fact_and_every_figure_rests_on_lines_of_its_source(everything: Catalogue) -> None:
    for fact in everything.of_kind("fact"):
        about = {row["about"] for row in fact["sources"] if row["lines"]}
        assert about == {"statement", "figures"} if fact["figures"] else about == {"statement"}, fact["slug"]
