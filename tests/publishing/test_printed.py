"""What is printed is made once, kept whole, and made anew when what it shows has changed."""

import threading
from pathlib import Path

import pytest
from django.conf import LazySettings

from samverkan.printing import kept_files


@pytest.fixture(autouse=True)
def kept_in(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "utgavor"


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()} - {"lock"}


def never() -> bytes:
    raise AssertionError("it is kept")


def test_it_is_made_once_and_found_again(kept_in: Path) -> None:
    assert kept_files.kept("utgava-1", "a", lambda: b"en") == b"en"
    assert kept_files.kept("utgava-1", "a", never) == b"en"
    assert files(kept_in) == {"utgava-1.a.pdf"}


def test_another_state_takes_the_place_of_the_first_and_leaves_other_names_alone(kept_in: Path) -> None:
    for name, state in (("utgava-1", "a"), ("utgava-11", "a"), ("utgava-1", "b")):
        kept_files.kept(name, state, lambda: b"x")
    assert files(kept_in) == {"utgava-11.a.pdf", "utgava-1.b.pdf"}


def test_what_fails_while_it_is_made_leaves_nothing(kept_in: Path) -> None:
    def fails() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kept_files.kept("utgava-1", "a", fails)
    assert files(kept_in) == set()


def test_a_folder_that_cannot_be_written_costs_time_not_the_answer(tmp_path: Path) -> None:
    (tmp_path / "utgavor").write_text("en fil i vägen")
    assert kept_files.kept("utgava-1", "a", lambda: b"en") == b"en"
    assert kept_files.kept("utgava-1", "a", lambda: b"igen") == b"igen"


def test_a_full_disk_leaves_no_half_file(kept_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert kept_files.kept("utgava-1", "a", lambda: b"en") == b"en"
    assert files(kept_in) == set()


def test_forgetting_throws_all_of_it_away(kept_in: Path) -> None:
    kept_files.forget()
    kept_files.kept("utgava-1", "a", lambda: b"en")
    kept_files.forget()
    assert files(kept_in) == set()


def test_who_comes_while_it_is_made_waits_for_it_and_does_not_make_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    answers: list[bytes] = []
    looked = threading.Event()
    read = kept_files._read

    def look(file: Path) -> bytes | None:
        found = read(file)
        if threading.current_thread() is second:
            looked.set()
        return found

    def make() -> bytes:
        made.append("första")
        second.start()
        assert looked.wait(10)
        second.join(0.2)  # It has nothing to do but wait for us; were it let in, it would be done by now.
        return b"en"

    def make_too() -> bytes:
        made.append("andra")
        return b"annat"

    def come() -> None:
        answers.append(kept_files.kept("utgava-1", "a", make_too))

    second = threading.Thread(target=come)
    monkeypatch.setattr(kept_files, "_read", look)
    assert kept_files.kept("utgava-1", "a", make) == b"en"
    second.join(10)
    assert (made, answers) == (["första"], [b"en"])
