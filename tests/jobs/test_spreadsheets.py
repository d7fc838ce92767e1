"""Large spreadsheets are work for whoever does the jobs; what comes of them is the same."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from federations.models import Municipality
from samverkan.exchange.spreadsheets import steps
from samverkan.exchange.spreadsheets.uploaded import BROKEN, CHECKING, DONE, FAULTY, LOADING, READY, Kept
from samverkan.jobs.models import Job, Lost, Material
from samverkan.jobs.working import perform, take
from tests.factories import AreaFactory, MunicipalityFactory, published
from tests.jobs.dying import die

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A published municipality and a superuser, and no spreadsheet so small that somebody waits for it."""
    published(MunicipalityFactory.create(slug="kommun-0", owners=[AreaFactory.create(slug="omrade")]))
    User.objects.create_superuser("admin")
    monkeypatch.setattr(steps, "AT_ONCE_BYTES", 0)
    monkeypatch.setattr(steps, "AT_ONCE_CHANGES", -1)


def uploaded(text: str) -> Kept:
    file = SimpleUploadedFile("blad.csv", f"slug;official_name\nkommun-0;{text}\n".encode())
    kept = Kept.new(User.objects.get(), "municipality", file)
    steps.begin_check(kept)
    return kept


def now(kept: Kept) -> Kept:
    found = Kept.find(kept.job.identifier)
    assert found
    return found


def work(kept: Kept) -> Kept:
    call_command("work", once=True)
    return now(kept)


def saved() -> str:
    return Municipality.objects.get(slug="kommun-0").official_name


def test_it_is_checked_then_loaded_and_nothing_of_it_is_left() -> None:
    kept = uploaded("Orten kommun")
    assert now(kept).phase == CHECKING
    kept = work(kept)
    assert (kept.phase, kept.read, kept.changes, saved()) == (READY, 1, 1, "")
    steps.begin_load(kept)
    assert now(kept).phase == LOADING
    kept = work(kept)
    assert (kept.phase, kept.changes, saved()) == (DONE, 1, "Orten kommun")
    assert not Material.objects.exists()


def test_what_is_wrong_with_it_is_told() -> None:
    kept = work(uploaded("x" * 301))
    assert (kept.phase, len(kept.job.faults)) == (FAULTY, 1)


def test_two_presses_of_the_button_load_once() -> None:
    kept = work(uploaded("Orten kommun"))
    steps.begin_load(kept)
    work(kept)
    steps.begin_load(kept)
    assert now(kept).phase == DONE
    assert take() is None


def test_who_comes_back_from_the_dead_loads_nothing_a_second_time() -> None:
    kept = work(uploaded("Orten kommun"))
    steps.begin_load(kept)
    slow = take()
    assert slow
    die(slow)
    assert work(kept).phase == DONE
    Municipality.objects.update(official_name="Någons arbete")
    perform(slow)
    assert saved() == "Någons arbete"


def test_a_check_whose_upload_was_removed_meanwhile_keeps_nothing() -> None:
    kept = uploaded("Orten kommun")
    slow = take()
    assert slow
    Job.objects.filter(pk=kept.job.pk).update(held_by=None)
    with pytest.raises(Lost):
        steps.check_upload(slow)
    assert Material.objects.count() == 1


def test_what_kills_every_worker_ends_as_broken() -> None:
    kept = uploaded("Orten kommun")
    for _ in range(3):
        job = take()
        assert job
        die(job)
    assert work(kept).phase == BROKEN
    assert not Material.objects.exists()
