"""What the whole suite shares: the markers, the browser, and the rule that CI skips nothing."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import TransactionTestCase

# Playwright runs an event loop in the test's own thread, which Django would otherwise refuse to share.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
# Whoever waits for the tests gets a part of what machines make up; .ci/run gets all of it.
PART = 1 if REQUIRE_ALL else 4
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_BROWSER = "no chromium, chromium-browser or google-chrome on PATH"
ON_SQLITE = "is about PostgreSQL; the database is SQLite"


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Slow ones guard real passwords.
    settings.REQUESTS_PER_MINUTE = 0  # Tests ask fast; those of the limit set it.
    config.addinivalue_line("markers", "browser: drives Chromium")
    config.addinivalue_line("markers", "postgres: needs PostgreSQL")
    config.addinivalue_line("markers", "rehearsal: walks over everything; only with REQUIRE_ALL=1 or -m rehearsal")
    config.addinivalue_line("markers", "database: asks a database; the rest need not be run on two (set by itself)")
    if REQUIRE_ALL and not hasattr(config, "workerinput"):  # Under xdist every report reaches the controller.
        config.pluginmanager.register(NothingSkipped())


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One file's tests run in one process anyway, so more would only cost their start."""
    files = {argument.partition("::")[0] for argument in config.args}
    return 0 if len(files) == 1 and files.pop().endswith(".py") else None


@pytest.hookimpl(tryfirst=True)  # Before -m chooses among the markers.
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not REQUIRE_ALL and "rehearsal" not in config.option.markexpr:
        long = [item for item in items if item.get_closest_marker("rehearsal")]
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)
    for item in items:
        if item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
        if CHROMIUM is None and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))
        if on_sqlite() and item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason=ON_SQLITE))


def on_sqlite() -> bool:
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")


class NothingSkipped:
    """With REQUIRE_ALL=1 a skipped test fails the session, but for PostgreSQL's on the run with SQLite."""

    def __init__(self) -> None:
        self.skipped: list[str] = []
        self.sqlite_run = not os.environ.get("DATABASE_URL", "").startswith("postgres")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.note(report)

    def note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        expected = self.sqlite_run and reason.endswith(ON_SQLITE)
        if report.skipped and not expected and not hasattr(report, "wasxfail"):
            self.skipped.append(f"{report.nodeid}: {reason}")

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.skipped:
            terminalreporter.section("REQUIRE_ALL=1: no test may be skipped", red=True)
            for line in self.skipped:
                terminalreporter.line(line, red=True)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The test database of this process, as pytest-django makes it, but migrated once and kept (tests/kept.py)."""
    from django.db import connection

    from tests import kept

    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        kept.set_up(lambda: connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False))
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(name, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def flushes_pass_the_triggers() -> Iterator[None]:
    """After a transactional test Django empties the tables; the append-only triggers are lifted just then."""
    from samverkan.publishing.append_only import lifted

    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def without_triggers(case: TransactionTestCase) -> None:
        with lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture(autouse=True)
def no_words_are_remembered() -> None:
    """A process remembers the words of a revision; in tests the same numbers mean other catalogues."""
    from samverkan.publishing import moment
    from samverkan.remembered import forget

    forget()
    moment.removals = moment.Removals()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system, without its own calls home."""
    quiet = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}
