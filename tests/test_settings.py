"""The environment: documented, refused in one line where it cannot work, and safe in production."""

import ast
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from samverkan.environment import env

ROOT = Path(settings.BASE_DIR)
PROGRAM = ROOT / "samverkan" / "settings.py"
VARIABLES = list(env.scheme)
SECTIONS = re.split(r"^## ", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
DOCUMENTED = {section.partition("\n")[0]: section.partition("\n")[2] for section in SECTIONS}


def check(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `manage.py check` says in an environment with these variables and no other of ours."""
    ours = {*VARIABLES, "DJANGO_ALLOW_ASYNC_UNSAFE"}  # The last is set for Playwright's sake.
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, "manage.py", "check", *options],
        cwd=ROOT,
        env=inherited | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """A good environment for production: the examples of the documentation, but for what lies elsewhere."""
    examples = {name: example(name) for name in VARIABLES}
    ours = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'katalogen.sqlite3'}",
        "DATA_DIR": str(tmp_path),
        "LEDGER": str(tmp_path / "liggare" / "borttaget.ndjson"),
    }
    return examples | ours


def example(name: str) -> str:
    found = re.search(r"^- Example: `(.+)`$", DOCUMENTED[name], re.MULTILINE)
    assert found, f"{name} has no example"
    return found[1]


def assert_refused(done: subprocess.CompletedProcess[str], message: str) -> None:
    """One clear line, no traceback, nothing done."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"This setting cannot be used: {message} See docs/settings.md.\n"


def test_every_variable_is_documented_and_none_besides() -> None:
    assert list(DOCUMENTED) == list(VARIABLES)


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_is_explained_with_its_default_and_an_example(name: str) -> None:
    explanation, _, values = DOCUMENTED[name].partition("\n- Default: ")
    assert len(explanation.split()) >= 5
    assert values
    assert example(name)


@pytest.mark.parametrize("name", VARIABLES)
def test_the_documented_default_is_the_real_one(name: str) -> None:
    default = env.scheme[name][1]
    found = re.search(r"^- Default: `(.+?)`", DOCUMENTED[name], re.MULTILINE)
    if name == "DATA_DIR":  # A folder, which each installation has elsewhere, as what lies in it.
        assert default == str(ROOT / "var")
    elif name == "LEDGER":
        assert default is None
    else:
        assert (found[1] if found else None) == (default or None)


def test_the_settings_read_the_declared_variables_and_no_other() -> None:
    """Each by its name, and the environment itself in one place only."""
    program = PROGRAM.read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Call)]
    read = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "read"]
    assert {call.args[0].value for call in read if isinstance(call.args[0], ast.Constant)} == set(VARIABLES)
    readers = program + (PROGRAM.parent / "environment.py").read_text(encoding="utf-8")
    assert len(re.findall(r"os\.environ|getenv", readers)) == 1


def test_a_good_production_environment_is_accepted_without_a_warning(production: dict[str, str]) -> None:
    done = check("--deploy", "--fail-level", "DEBUG", **production)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert done.stderr == ""


def test_development_needs_no_variable_at_all_and_keeps_its_key(tmp_path: Path) -> None:
    assert check(DATA_DIR=str(tmp_path / "ny" / "mapp")).returncode == 0
    key = tmp_path / "ny" / "mapp" / "secret-key"
    first = key.read_text()
    assert len(first) >= 50
    assert key.stat().st_mode & 0o077 == 0
    assert check(DATA_DIR=str(key.parent)).returncode == 0
    assert key.read_text() == first


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
@pytest.mark.parametrize("value", [None, "", " "])
def test_production_refuses_to_start_without(production: dict[str, str], name: str, value: str | None) -> None:
    del production[name]
    given = {} if value is None else {name: value}
    assert_refused(check(**production, **given), f"{name} must be given when PRODUCTION=1.")


def test_production_sends_no_mail_with_links_to_nowhere(production: dict[str, str]) -> None:
    del production["SITE_URL"]
    message = "SITE_URL must be given when EMAIL_URL is, else the links in mails lead nowhere."
    assert_refused(check(**production), message)


def test_a_key_may_begin_with_any_character(production: dict[str, str]) -> None:
    done = check(**production | {"SECRET_KEY": "$" + production["SECRET_KEY"]})
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("key", ["kort", "a" * 60])
def test_production_refuses_a_key_that_can_be_guessed(production: dict[str, str], key: str) -> None:
    assert_refused(check(**production | {"SECRET_KEY": key}), "SECRET_KEY must be at least 50 random characters.")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PRODUCTION", "ja", "PRODUCTION must be 1 or 0, not “ja”."),
        ("PRODUCTION", "2", "PRODUCTION must be 1 or 0, not “2”."),
        ("PROXY_COUNT", "en", "PROXY_COUNT must be a whole number, not “en”."),
        ("PROXY_COUNT", "-1", "PROXY_COUNT must be a whole number, not “-1”."),
        ("PROXY_COUNT", "²", "PROXY_COUNT must be a whole number, not “²”."),
        ("SITE_URL", "katalogen.example.se", "SITE_URL must begin with https:// or http://."),
        ("CACHE_URL", "filecache:///tmp", "CACHE_URL must begin with locmemcache://, redis:// or rediss://."),
        ("CACHE_URL", "redis", "CACHE_URL must begin with locmemcache://, redis:// or rediss://."),
        ("EMAIL_URL", "brev://x", "EMAIL_URL must begin with consolemail://, filemail:/// or smtp+tls://."),
        ("EMAIL_URL", "smtp", "EMAIL_URL must begin with consolemail://, filemail:/// or smtp+tls://."),
        (
            "RESPONSIBLE_TYPE",
            "Kommun",
            "RESPONSIBLE_TYPE must be LocalAuthority, RegionalAuthority or NationalAuthority.",
        ),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."),
        ("DATABASE_URL", "mysql://u@h/db", "DATABASE_URL must begin with postgres:// or sqlite:///."),
        ("DATABASE_URL", "katalogen.sqlite3", "DATABASE_URL must begin with postgres:// or sqlite:///."),
        ("DATABASE_URL", "postgres://u@h:port/db", "DATABASE_URL must begin with postgres:// or sqlite:///."),
        ("LEDGER", "/dev/null/mapp/fil", "the folder /dev/null/mapp cannot be made (Not a directory)."),
        ("DATA_DIR", "/dev/null/mapp", "the folder /dev/null/mapp cannot be made (Not a directory)."),
    ],
)
def test_a_value_that_cannot_work_is_refused_in_one_line(tmp_path: Path, name: str, value: str, message: str) -> None:
    assert_refused(check(**{"DATA_DIR": str(tmp_path), name: value}), message)


@pytest.mark.parametrize("value", ["1", "true", "YES", " 1 "])
def test_a_flag_may_be_said_in_several_ways(tmp_path: Path, value: str) -> None:
    assert_refused(check(DATA_DIR=str(tmp_path), PRODUCTION=value), "SECRET_KEY must be given when PRODUCTION=1.")
