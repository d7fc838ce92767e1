"""What holds when real processes publish and read at once, and when one of them is killed midway."""

import os
import random
import signal
import time
from typing import Any

import pytest

from tests.publishing.process import run, started

PUBLISHERS = 8
CHANGES = 4
KILLS = 15
TOWNS = 5
WORDS = "Ymer Ymersson"

pytestmark = pytest.mark.rehearsal  # Real processes, killed.


def test_publishers_at_once_leave_one_gapless_log_and_no_reader_sees_a_later_revision_first(database_url: str) -> None:
    first = run(database_url, "prepare", PUBLISHERS)["revision"]
    publishers = [("publisher", index, CHANGES) for index in range(PUBLISHERS)]
    with started(database_url, *publishers, ("reader",), ("reader",)) as processes:
        for process in processes[:PUBLISHERS]:
            process.go()
        told = [row for process in processes[:PUBLISHERS] for answer in process.end() for row in answer["told"]]
        seen = [answer for process in processes[PUBLISHERS:] for answer in process.end()]
    log = run(database_url, "inspect")

    newest = first + PUBLISHERS * CHANGES
    assert log["faults"] == []
    assert [(answer["faults"], answer["newest"]) for answer in seen] == [([], newest)] * 2
    assert all(answer["polls"] > 1 for answer in seen), "the readers should have read meanwhile"
    assert sorted(number for number, _slug, _name in told) == list(range(first + 1, newest + 1))
    assert [row for row in told if row not in log["published"]] == []


def test_a_killed_publisher_leaves_every_acknowledged_revision_whole_and_none_half(database_url: str) -> None:
    chance = random.Random(2007)
    first = run(database_url, "prepare", TOWNS)["revision"]
    told: list[Any] = []
    with started(database_url, ("victims", KILLS)) as [process]:
        for _ in range(KILLS):
            process.go()
            pid = process.answer()["pid"]
            told.append(process.answer()["told"])
            before = time.monotonic()
            told.append(process.answer()["told"])
            # Somewhere in the next publication, or right after it when it was quicker than the last.
            process.says_something_within(chance.uniform(0, time.monotonic() - before))
            os.kill(pid, signal.SIGKILL)
            while "dead" not in (answer := process.answer()):
                told.append(answer["told"])
    log = run(database_url, "inspect")

    assert log["faults"] == []
    assert [row for rows in told for row in rows if row not in log["published"]] == []
    assert len(told) <= log["newest"] - first <= len(told) + KILLS, "a kill may cost an answer, never a revision"


def test_a_killed_removal_of_words_has_changed_nothing_and_the_log_is_locked(database_url: str) -> None:
    run(database_url, "prepare", TOWNS)
    run(database_url, "slip", WORDS)
    before = run(database_url, "standing", WORDS)
    with started(database_url, ("redactor", WORDS)) as [process]:
        process.go()
        os.kill(process.answer()["pid"], signal.SIGKILL)
    assert run(database_url, "standing", WORDS) == before
    assert before["locked"]
    with started(database_url, ("redactor", WORDS)) as [process]:
        process.go()
        process.answer()
        process.go()
        process.end()
    after = run(database_url, "standing", WORDS)
    assert (after["locked"], after["newest"]) == (True, before["newest"] + 1)
    assert after["times"] == 0 < before["times"]
