"""Work that takes time: done once, by one worker, told of while it goes on, and taken up again where a worker dies."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import OperationalError
from django.db.models import F

from samverkan.jobs import working
from samverkan.jobs.management.commands import work
from samverkan.jobs.models import Job, Material
from samverkan.jobs.working import Heart, ask, perform, register, take
from samverkan.publishing.documents import Refused
from samverkan.publishing.kinds import Fault
from tests.jobs.dying import die
from tests.publishing.process import PATIENCE, ROOT

done: list[Any] = []


@pytest.fixture(autouse=True)
def adding() -> Iterator[None]:
    """A kind of work that notes its argument."""

    def add(job: Job) -> dict[str, Any]:
        job.tell("add", 1, 2)
        done.append(job.argument["what"])
        return {"added": job.argument["what"]}

    register("add", add)
    done.clear()
    yield
    del working._works["add"]


@pytest.mark.django_db
def test_what_waits_is_done_in_the_order_in_which_it_was_asked_for() -> None:
    first, second = (ask("add", {"what": what}, User.objects.create(username=what)) for what in ("a", "b"))
    call_command("work", once=True)
    assert done == ["a", "b"]
    for job in (first, second):
        job.refresh_from_db()
        assert (job.state, job.result, job.step) == (Job.State.DONE, {"added": job.argument["what"]}, "add")
        assert job.asked_at <= job.started_at <= job.finished_at  # type: ignore[operator]
        assert job.asked_by


@pytest.mark.django_db
def test_what_one_has_taken_no_other_gets() -> None:
    ask("add", {"what": "a"})
    assert take()
    assert take() is None


@pytest.mark.django_db
def test_a_dead_worker_s_job_is_taken_up_again_and_a_living_one_s_is_not() -> None:
    ask("add", {"what": "a"})
    job = take()
    assert job
    die(job)
    job.beat()
    assert take() is None
    die(job)
    again = take()
    assert again
    assert (again.pk, again.attempts) == (job.pk, 2)


@pytest.mark.django_db
def test_who_was_given_up_can_neither_tell_nor_finish_while_another_works_or_after() -> None:
    ask("add", {"what": "a"})
    slow = take()
    assert slow
    die(slow)
    other = take()
    assert other
    for state, finish in ((Job.State.RUNNING, None), (Job.State.DONE, other)):
        if finish:
            perform(finish)
        slow.tell("add", 99)
        slow.beat()
        perform(slow)
        job = Job.objects.get()
        assert job.state == state
        assert job.done != 99


@pytest.mark.django_db
def test_what_has_killed_three_workers_is_left_alone_and_its_material_erased() -> None:
    ask("add", {"what": "a"}, material=[b"file"])
    for _ in range(3):
        job = take()
        assert job
        die(job)
    assert take() is None
    assert Job.objects.get().state == Job.State.FAILED
    assert not Material.objects.exists()


@pytest.mark.django_db
def test_why_something_cannot_be_done_is_told_with_its_first_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(job: Job) -> dict[str, Any]:
        raise Refused([Fault(f"rad {number}", "är fel.") for number in range(502)])

    monkeypatch.setitem(working._works, "add", refuse)
    ask("add", {}, material=[b"file"])
    call_command("work", once=True)
    job = Job.objects.get()
    assert (job.state, len(job.faults), job.more_faults) == (Job.State.REFUSED, 500, 2)
    assert job.faults[0] == ["rad 0", "är fel."]
    assert not Material.objects.exists()


@pytest.mark.django_db
def test_what_breaks_is_noted_and_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(working._works, "break", lambda job: {"told": job.result["nothing"]})
    ask("break", {})
    ask("unheard of", {})
    ask("add", {"what": "a"})
    call_command("work", once=True)
    assert sorted(Job.objects.values_list("kind", "state")) == [
        ("add", "done"),
        ("break", "failed"),
        ("unheard of", "failed"),
    ]


@pytest.mark.django_db
def test_material_comes_back_in_its_order() -> None:
    job = ask("add", {}, material=[b"a", b"b"])
    job.keep([b"c"])
    assert [bytes(row.content) for row in job.material.all()] == [b"a", b"b", b"c"]


@pytest.mark.django_db
def test_after_a_day_nothing_is_left_of_it() -> None:
    ask("add", {"what": "a"}, material=[b"file"])
    Job.objects.update(asked_at=F("asked_at") - dt.timedelta(hours=25))
    call_command("work", once=True)
    assert not Job.objects.exists()
    assert not Material.objects.exists()
    assert done == []


def test_a_heart_goes_on_beating_when_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[int] = []

    def beat(job: Job) -> None:
        beats.append(1)
        if len(beats) > 2:
            heart._stopped.set()
        raise OperationalError

    monkeypatch.setattr(working, "BEAT", 0.001)
    monkeypatch.setattr(Job, "beat", beat)
    heart = Heart(Job())
    heart.start()
    heart.join(PATIENCE)
    assert len(beats) == 3


@pytest.mark.django_db
def test_the_work_looks_again_when_the_database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([OperationalError("away"), None])

    def asked(*args: Any) -> None:
        answer = next(answers, None)
        if answer:
            raise answer
        os.kill(os.getpid(), signal.SIGTERM)  # As whoever stops the server does.

    monkeypatch.setattr(work, "PAUSE", 0.001)
    monkeypatch.setattr(work, "forget", asked)
    monkeypatch.setattr(work, "take", lambda: None)
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        call_command("work")
    finally:
        for number, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
            signal.signal(number, handler)
    assert next(answers, "all were asked") == "all were asked"


def test_in_the_midst_of_a_job_it_leaves_with_the_server_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr(os, "_exit", left.append)
    work.leave_with(None)
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as server:
        work.leave_with(server.pid)
        assert left == []
    work.leave_with(server.pid)
    assert left == [0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("blow", [signal.SIGTERM, signal.SIGKILL])
def test_it_ends_when_the_server_beside_it_has_ended_however_that_was(database_url: str, blow: signal.Signals) -> None:
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as server:
        command = [sys.executable, "manage.py", "work", "--beside", str(server.pid)]
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": database_url}) as beside:
            server.send_signal(blow)
            server.wait()
            assert beside.wait(PATIENCE) == 0
