"""Large spreadsheets are worked on by a process of their own, which tells how far it has come and may die."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from samverkan.exchange.spreadsheets import steps
from samverkan.exchange.spreadsheets.uploaded import CHECKING, DONE, FAULTY, READY, Kept
from tests.factories import AreaFactory, MunicipalityFactory, published
from tests.publishing.process import PATIENCE, run


@pytest.fixture
def shared(
    transactional_db: None,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> str:
    """A published municipality and a superuser in a database that processes share, and nothing done at once."""
    area = AreaFactory.create(slug="omrade")
    published(MunicipalityFactory.create(slug="kommun-0", owners=[area]))
    User.objects.create_superuser("admin")
    url: str = request.getfixturevalue("database_url")
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr(steps, "AT_ONCE_BYTES", 0)
    monkeypatch.setattr(steps, "AT_ONCE_CHANGES", -1)
    return url


def uploaded(text: str) -> Kept:
    file = SimpleUploadedFile("blad.csv", f"slug;official_name\nkommun-0;{text}\n".encode())
    return Kept.new(User.objects.get().pk, "municipality", file)


def after_work(kept: Kept) -> Kept:
    assert steps._children[-1].wait(PATIENCE) == 0
    found = Kept.find(kept.token)
    assert found
    return found


def test_a_process_checks_and_another_loads(shared: str) -> None:
    kept = uploaded("Orten kommun")
    steps.begin_check(kept)
    kept = after_work(kept)
    assert (kept.phase, kept.read, kept.changes) == (READY, 1, 1)
    assert run(shared, "saved_text")["text"] == ""
    steps.begin_load(kept)
    assert after_work(kept).phase == DONE
    assert run(shared, "saved_text")["text"] == "Orten kommun"


def test_the_name_of_an_upload_is_never_an_option_to_the_process_that_works_on_it(shared: str) -> None:
    assert all(uploaded("Orten kommun").token.isalnum() for _ in range(40))


def test_what_it_finds_wrong_is_told(shared: str) -> None:
    kept = uploaded("x" * 301)
    steps.begin_check(kept)
    kept = after_work(kept)
    assert (kept.phase, len(kept.faults)) == (FAULTY, 1)


def test_whoever_kills_it_leaves_an_upload_that_says_so(shared: str) -> None:
    kept = uploaded("Orten kommun")
    steps.begin_check(kept)
    assert not kept.is_abandoned
    steps._children[-1].kill()
    steps._children[-1].wait()
    found = Kept.find(kept.token)
    assert found
    assert found.phase == CHECKING
    assert found.is_abandoned


def test_one_upload_is_worked_on_once_at_a_time(shared: str) -> None:
    kept = uploaded("Orten kommun")
    with kept.alone():
        started = len(steps._children)
        steps.begin_check(kept)
        assert len(steps._children) == started
