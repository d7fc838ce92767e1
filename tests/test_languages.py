"""Who is told what in which language: developers and operators in English, readers and coordinators in Swedish.

Told by words that stand in nearly every sentence of the one language and in none of the other.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from samverkan.pages.management.commands.collect_texts import FOLDERS, texts_of

ROOT = Path(settings.BASE_DIR)
SWEDISH = re.compile(r"\b(och|att|som|är|inte|från|eller|ett|efter|för|på|till|av)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|of|and|is|are|with|which|not|from)\b", re.IGNORECASE)
PAPERS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {*(ROOT / "docs" / "sv").rglob("*.md")})
MODULES = sorted(path for folder in (*FOLDERS, "tests") for path in (ROOT / folder).rglob("*.py"))
COMMANDS = sorted(path for path in MODULES if path.parent.name == "commands")
SCRIPTS = [ROOT / "run", ROOT / ".ci" / "run", *sorted((ROOT / "docs" / "examples").glob("*.py"))]
# What a paper quotes: code, words between quotation marks, in italics or beside their English in a table; and a
# paragraph that says in Swedish where it leads.
QUOTED = re.compile(
    r"```.*?```|`[^`]*`|\"[^\"]*\"|“[^”]*”|”[^”]*”|\*[^*\n]+\*|^\|.*$|^(\*\*)?På svenska.*?(\n\n|\Z)", re.S | re.M
)


def prose(paper: Path) -> str:
    return QUOTED.sub(" ", paper.read_text(encoding="utf-8"))


def remarks(path: Path) -> Iterator[str]:
    """A module's comments and docstrings, without what they quote."""
    source = path.read_text(encoding="utf-8")
    found = [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    ]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(ast.get_docstring(node) or "")
    return (QUOTED.sub(" ", text) for text in found)


def texts(path: Path) -> Iterator[str]:
    """Every text in a module that is put together of words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_a_paper_for_developers_is_in_english(paper: Path) -> None:
    assert [found[0] for found in SWEDISH.finditer(prose(paper))] == []


def test_guides_for_coordinators_are_in_swedish() -> None:
    for guide in (ROOT / "docs" / "sv").glob("*.md"):
        assert [found[0] for found in ENGLISH.finditer(prose(guide))] == [], guide


def test_comments_and_docstrings_are_in_english() -> None:
    assert [(path.name, text) for path in MODULES for text in remarks(path) if SWEDISH.search(text)] == []


def test_what_the_commands_and_scripts_say_is_in_english() -> None:
    assert [(path.name, text) for path in COMMANDS for text in texts(path) if SWEDISH.search(text)] == []
    assert [path.name for path in SCRIPTS if SWEDISH.search(path.read_text(encoding="utf-8"))] == []


def test_what_is_logged_is_in_english() -> None:
    calls = [
        (path.name, node.args[0].value)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "logger"
        if isinstance(node.args[0], ast.Constant)
    ]
    assert len(calls) >= 5
    assert [(name, text) for name, text in calls if SWEDISH.search(str(text)) or re.search("[åäö]", str(text))] == []


def test_what_readers_and_coordinators_are_told_is_written_in_swedish() -> None:
    """The English beside it is in locale/; of the API's descriptions, which have both, it stands there."""
    found = [
        (path.name, text)
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".html") and "api" not in path.parts
        for message in texts_of(path)
        for text in message
        if ENGLISH.search(re.sub(r"%\(\w+\)s|<[^>]*>", "", text or ""))
    ]
    assert found == []
