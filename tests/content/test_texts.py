"""The fixtures read as Swedish and lie where one looks for them."""

import re

import pytest
import yaml

from activities.quality.consistency import EASY_WORDS
from samverkan.exchange.management.commands.prepare import first_revisions
from samverkan.publishing.kinds import key_of
from tests.content.catalogue import SOURCE, Catalogue, cited, strings
from tests.fixture_files import FIXTURES, SOURCE_CATALOGUE

pytestmark = pytest.mark.django_db

# Words that no Swedish text has; those that Swedish shares (is, by, must, all, arm) are left out.
ENGLISH = re.compile(
    r"\b(the|of|and|with|from|which|this|that|these|those|are|was|were|been|being|they|their|who|whose|when|where|while|"
    r"only|not|but|between|without|through|should|would|could|shall|will|or|if|than|then|there|here|into|about|after|"
    r"before|needs?|each|every|others|work|group|support|stated|unknown|none|one|two|three|first|second|least|most|"
    r"more|less|years?|weeks?|months?|days)\b",
    re.IGNORECASE,
)


def texts(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(document["slug"], text) for document in catalogue.documents.values() for text in strings(document)]


def test_every_activity_has_a_summary_that_fits_a_list(catalogue: Catalogue) -> None:
    lengths = {slug: len(activity["summary"] or "") for slug, activity in catalogue.activities.items()}
    assert {slug: length for slug, length in lengths.items() if not 20 <= length <= 300} == {}


def test_every_activity_says_itself_on_easy_swedish_in_short_sentences_that_fit_a_list(catalogue: Catalogue) -> None:
    for slug, activity in catalogue.activities.items():
        sentences = re.split(r"(?<=[.])\s+", activity["easy_summary"] or "")
        assert 3 <= len(sentences) <= 6, slug
        assert max(len(sentence.split()) for sentence in sentences) <= EASY_WORDS, slug
        assert len(activity["easy_summary"]) <= 300, slug


def test_no_text_has_double_spaces_or_a_stray_sign(catalogue: Catalogue) -> None:
    stray = re.compile(r"  |\t| [,.;:!?]|\.\.|,,|\u00a0|\s\Z|\A\s|\*\*|[^\S\n]\n")
    assert [(slug, text) for slug, text in texts(catalogue) if stray.search(text)] == []


def test_no_english_is_left(catalogue: Catalogue) -> None:
    assert [(slug, text) for slug, text in texts(catalogue) if ENGLISH.search(text)] == []


def test_spans_of_years_and_hours_have_a_dash_and_texts_have_swedish_quotation_marks(catalogue: Catalogue) -> None:
    """But for names as printed."""
    wrong = re.compile(r"\b\d{2}-\d{2} år|\d{2}[.]\d{2}-\d{2}|(?<!\w)\"")
    named = {activity["name"] for activity in catalogue.activities.values()}
    assert [(slug, text) for slug, text in texts(catalogue) if wrong.search(text) and text not in named] == []


def test_every_file_holds_one_entry_and_is_named_after_it(catalogue: Catalogue) -> None:
    files = sorted(FIXTURES.rglob("*.yaml"))
    keys = [key_of(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    assert [file.name for file in files] == [f"{slug}.yaml" for _kind, slug in keys]
    assert [file.parent.name for file in files] == [folder(kind) for kind, _slug in keys]
    source = {key for key, file in zip(keys, files, strict=True) if file.is_relative_to(SOURCE_CATALOGUE)}
    assert source == catalogue.documents.keys()


def test_every_folder_of_the_fixtures_is_published_in_its_turn() -> None:
    steps = first_revisions()
    folders = {path.name for path in FIXTURES.iterdir() if path.is_dir()}
    assert sorted(step["folder"] for step in steps) == sorted(folders)
    assert steps[0]["folder"] == SOURCE_CATALOGUE.name
    files = {path.name for path in FIXTURES.iterdir() if path.is_file()}
    assert files == {"revisions.toml"} | {step["edition"] for step in steps if "edition" in step}


def folder(kind: str) -> str:
    plural = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return plural.replace("_", "-")


def test_lines_of_the_files_are_short_enough_to_edit() -> None:
    long = {
        f"{file.name}:{number}"
        for file in FIXTURES.rglob("*.yaml")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 120
    }
    assert long == set()


def test_every_printed_line_of_the_source_is_cited_somewhere(catalogue: Catalogue) -> None:
    """From the heading of the matrix to the last line; never more than a blank line is left out."""
    read = set().union(*(cited(document, SOURCE) for document in catalogue.documents.values()))
    missed = [line for line in range(48, 884) if line not in read and line + 1 not in read]
    assert missed == []
    assert max(read) == 884
