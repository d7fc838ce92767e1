"""A large edition is printed once by a job, while whoever asked sees that it is on its way."""

import shutil
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from activities.editions import printing
from activities.editions.pdf import Printable
from samverkan.jobs import working
from samverkan.jobs.models import Job, Material
from samverkan.jobs.working import perform, take
from samverkan.printing.pdf import CannotPrint
from tests.editions import frozen, redacted
from tests.factories import ActivityFactory, published

pytestmark = pytest.mark.django_db
PDF = "/utgavor/1/katalog.pdf"


@pytest.fixture(autouse=True)
def large(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition that counts as large."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(printing, "AT_ONCE", 0)
    published(ActivityFactory.create())
    frozen()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What is printed, in place of Typst, in more than one piece."""
    calls: list[int] = []

    def make(printable: Printable) -> bytes:
        calls.append(printable.edition.number)
        return b"%PDF " + str(len(calls)).encode()

    monkeypatch.setattr(Printable, "make", make)
    monkeypatch.setattr(working, "PIECE", 4)
    return calls


def work() -> Job:
    """Do what waits, as a worker would."""
    job = take()
    assert job
    perform(job)
    return job


def test_who_asks_waits_on_a_page_that_nobody_keeps(client: Client, made: list[int]) -> None:
    for _ in range(2):
        response = client.get(PDF)
        assert (response.status_code, response["Cache-Control"], response["Refresh"]) == (202, "no-store", "3")
        assert not response.has_header("ETag")
        assert 'href="/utgavor/1/"' in response.content.decode()
    assert made == []
    assert Job.objects.count() == 1


def test_it_is_there_when_the_job_is_done(client: Client, made: list[int]) -> None:
    client.get(PDF)
    work()
    response = client.get(PDF)
    assert (response.status_code, response.content, made) == (200, b"%PDF 1", [1])
    assert client.get(PDF, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_another_node_serves_what_the_job_has_made(client: Client, made: list[int], tmp_path: Path) -> None:
    client.get(PDF)
    work()
    shutil.rmtree(tmp_path / "utgavor")
    assert client.get(PDF).content == b"%PDF 1"
    assert made == [1]


def test_words_that_were_removed_meanwhile_reach_no_reader(client: Client, made: list[int]) -> None:
    client.get(PDF)
    work()
    redacted()
    assert client.get(PDF).status_code == 202
    work()
    assert client.get(PDF).content == b"%PDF 2"


def test_words_that_are_removed_while_it_is_printed_are_not_left(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(_printable: Printable) -> bytes:
        redacted()
        return b"%PDF with the words"

    monkeypatch.setattr(Printable, "make", make)
    client.get(PDF)
    assert work().state == Job.State.FAILED
    assert not Material.objects.exists()


def test_what_cannot_be_printed_is_an_error_and_not_tried_for_ever(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_printable: Printable) -> bytes:
        raise CannotPrint("nej")

    monkeypatch.setattr(Printable, "make", refuse)
    client.get(PDF)
    assert work().state == Job.State.FAILED
    with pytest.raises(CannotPrint):
        client.get(PDF)
    assert Job.objects.count() == 1
