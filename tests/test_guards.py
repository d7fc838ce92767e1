"""What keeps the house in order: arrows only downwards, small modules, whole and named migrations, no attic."""

import ast
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
# From the top floor down; each sees those below it. The project package sees no app but through the doors.
FLOORS = ["activities", "financing", "federations", "samverkan"]
DOORS = {
    Path("samverkan/urls.py"),
    Path("samverkan/api_urls.py"),
    Path("samverkan/hsds_urls.py"),
    Path("samverkan/settings.py"),
}
MOST_LINES = 300
MOST_MODULES = 16  # Of a folder.
# Inside the project package, from the top floor down; wings on one floor do not see each other.
WINGS = [
    {"proposals", "removal", "exchange", "api"},
    {"desk"},
    {"pages"},
    {"search"},
    {"jobs", "response_cache"},
    {"publishing"},
    {"plots"},
    {"printing"},
    {"language"},
]
PAIRS: set[tuple[str, str]] = set()  # Arrows against the floors that have to be, each with its reason.


def modules(*folders: str) -> list[Path]:
    """Our modules, relative to the root, migrations left out."""
    found = (path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a module names in an import, at its top or in a function, or in a dotted text."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively; write the whole name"
            yield node.module or ""
        elif isinstance(node, ast.Constant) and re.fullmatch(r"\w+(\.\w+)+", str(node.value)):
            yield str(node.value)  # As for include(), import_module() or a lazy foreign key.


@pytest.mark.parametrize("floor", FLOORS)
def test_arrows_point_only_downwards(floor: str) -> None:
    above = set(FLOORS[: FLOORS.index(floor)])
    upwards = [
        f"{path} → {name}"
        for path in modules(floor)
        if path not in DOORS
        for name in imported(path)
        if name.partition(".")[0] in above
    ]
    assert upwards == []


def test_the_wings_of_the_project_package_see_only_those_below() -> None:
    floor_of = {wing: number for number, wings in enumerate(WINGS) for wing in wings}
    found = set()
    for path in modules("samverkan"):
        wing = path.parts[1]
        for name in imported(path):
            seen = (*name.split("."), "", "")[1] if name.startswith("samverkan.") else ""
            if wing in floor_of and seen in floor_of and seen != wing and floor_of[seen] <= floor_of[wing]:
                found.add((wing, seen))
    assert found == PAIRS


def test_every_folder_of_the_project_package_is_a_wing() -> None:
    folders = {path.parts[1] for path in modules("samverkan") if len(path.parts) > 2}
    assert folders - {"formats"} == set().union(*WINGS)


def test_a_folder_holds_no_more_than_one_can_look_through() -> None:
    kept: dict[Path, int] = {}
    for path in modules(*FLOORS):
        kept[path.parent] = kept.get(path.parent, 0) + (path.name != "__init__.py")
    assert {str(folder): count for folder, count in kept.items() if count > MOST_MODULES} == {}


def test_no_lazy_import_hides_a_circle() -> None:
    """A module that imports another inside a function would otherwise be imported by it."""
    graph = {dotted(path): set(imported(path)) for path in modules(*FLOORS)}
    circles = []
    for path in modules(*FLOORS):
        for name in late(path):
            if dotted(path) in reachable(graph, name):
                circles.append(f"{path} → {name}")
    assert circles == []


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def late(path: Path) -> set[str]:
    """What a module imports inside its functions."""
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inner = [node for function in functions for node in ast.walk(function)]
    return {node.module or "" for node in inner if isinstance(node, ast.ImportFrom)}


def reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    """Every module that one leads to."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        for name in graph.get(ahead.pop(), set()) - found:
            found.add(name)
            ahead.append(name)
    return found


def test_the_floors_are_the_apps_and_the_doors_are_there() -> None:
    apps = {name.partition(".")[0] for name in settings.INSTALLED_APPS if (ROOT / name.replace(".", "/")).is_dir()}
    assert apps == set(FLOORS)
    assert [door for door in DOORS if not (ROOT / door).is_file()] == []


def test_the_floor_that_forbids_an_arrow_would_see_one(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "import activities.models\n"
        "def late():\n"
        "    from financing.models import FinancingStream\n"
        "    return include('federations.urls')\n"
    )
    assert {name.partition(".")[0] for name in imported(module)} == {"activities", "financing", "federations"}


def test_modules_are_short() -> None:
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in modules(*FLOORS, "tests")
    }
    assert {path: lines for path, lines in lengths.items() if lines >= MOST_LINES} == {}


def test_there_is_no_room_for_what_has_no_name() -> None:
    names = {"services", "utils", "helpers", "signals", "receivers"}
    assert [path for path in modules(*FLOORS, "tests") if names & {path.stem, *path.parts}] == []


def test_nothing_happens_by_signal() -> None:
    """Nobody listens: whoever reads a save should see all that it does."""
    listeners = [
        f"{path}:{node.lineno}"
        for path in modules(*FLOORS)
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr == "connect")
        or (isinstance(node, ast.ImportFrom) and node.module in {"django.dispatch", "django.db.models.signals"})
    ]
    assert listeners == []


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, stderr=out)
    except SystemExit:
        pytest.fail(f"run makemigrations:\n{out.getvalue()}")


def test_migrations_are_named_after_what_they_do() -> None:
    found = [path.stem for folder in FLOORS for path in (ROOT / folder).rglob("migrations/0*.py")]
    assert len(found) >= 5
    assert [name for name in found if not re.fullmatch(r"\d{4}_[a-z][a-z_]+[a-z]", name) or "auto" in name] == []


def test_what_a_draft_says_and_whether_it_differs_is_judged_in_one_place() -> None:
    judges = {"publishing/drafts.py", "publishing/loading.py", "publishing/models/entry.py"}
    judges |= {"desk/keeping_pace.py", "desk/entries/forms.py"}  # Which rewrite rows, and carry the count of saves.
    kept = re.compile(r"working_fingerprint|edit_version")
    found = {path for path in modules(*FLOORS) if kept.search((ROOT / path).read_text(encoding="utf-8"))}
    assert found == {Path("samverkan", judge) for judge in judges}
