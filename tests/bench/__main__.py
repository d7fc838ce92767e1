"""`./run bench`: kept answers beside a bare server that replays the same bytes, and answers made anew.

Every figure of a row is taken in turn within the same seconds, since machines are shared: read the ratios. Each server
has one core, and the load comes from another where there is one; where that is the slower one, the processor's share
tells more. With a number, as in `./run bench 20000`, answers made anew are also measured among so many activities.
"""

import os
import pickle
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import environ
from psycopg2.extensions import make_dsn

from tests.bench import load

ROOT = Path(__file__).resolve().parents[2]
SECONDS, TURNS = 1.5, 3
KEPT = ("/", "/verksamheter/lotsen/", "/api/v1/activities?limit=100", "/api/v1/activities/lotsen")
ANEW = (
    "/",
    "/verksamheter/lotsen/",
    "/verksamheter/",
    "/hitta/?kommun=tranemo&alder=22",
    "/api/v1/activities?limit=100",
    "/api/v1/activities/lotsen",
)
NATIONAL = (
    "/verksamheter/",
    "/verksamheter/?kommun=ort-001",
    "/hitta/?kommun=ort-001&alder=22",
    "/api/v1/activities/match?municipality=ort-001&age=22",
    "/matris/omrade-01/",
    "/kommuner/ort-001/",
    "/verksamheter/?q=resursteam",
    "/verksamheter/?q=ungdomscoach",
    "/verksamheter/?q=arbete",
)
QUESTION = "SELECT max(number) FROM publishing_revision"
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A server, and the process that was started for it."""

    port: int
    process: int

    def cpu(self) -> float:
        """Seconds of the processor that it and its children have used; 0 where the system does not tell."""
        return sum(_cpu(one) for one in _family(self.process))


def _family(process: int) -> Iterator[int]:
    yield process
    children = Path(f"/proc/{process}/task/{process}/children")
    for child in children.read_text().split() if children.exists() else ():
        yield from _family(int(child))


def _cpu(process: int) -> float:
    stat = Path(f"/proc/{process}/stat")
    words = stat.read_text().rpartition(")")[2].split() if stat.exists() else []
    return (int(words[11]) + int(words[12])) / TICK if words else 0.0


@contextmanager
def started(*command: str, **environment: str) -> Iterator[Served]:
    """A server by a command whose last word is its port, on the first core."""
    port = int(command[-1])
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | environment,
        preexec_fn=lambda: _use_core(0),
    )
    try:
        for _ in range(600):
            try:
                urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
                break
            except URLError as error:
                if getattr(error, "code", None):
                    break
                time.sleep(0.05)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _use_core(number: int) -> None:
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {number})


def bare(port: int, interface: str = "rsgi", target: str = "tests.bench.bare:application") -> tuple[str, ...]:
    """The command of a granian with nothing, or only Django, behind it."""
    words = ("-m", "granian", "--interface", interface, "--http", "1", "--no-ws", "--log-level", "error")
    return (*words, target, "--port", str(port))


def recorded(ours: Served) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What our server answers to each address, with and without a condition; and the requests."""
    answers, requests = {}, {}
    for address in KEPT:
        request = load.request(address, Accept="*/*", Accept_Encoding="br")
        answers[address], requests[address] = _parsed(load.ask(ours.port, request)), request
        tag = dict(answers[address][1])["etag"]
        condition = load.request(address, Accept="*/*", Accept_Encoding="br", If_None_Match=tag)
        answers[f"{address} 304"], requests[f"{address} 304"] = _parsed(load.ask(ours.port, condition)), condition
    return answers, requests


def _parsed(whole: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    own = {"date", "server", "content-length", "connection"}
    return int(first.split()[1]), [pair for pair in pairs if pair[0] not in own], body


def kept(database: str) -> None:
    """The table of kept answers on one database."""
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        ours = stack.enter_context(
            started("-m", "samverkan.server", "127.0.0.1", str(free_port()), DATABASE_URL=database)
        )
        answers, requests = recorded(ours)
        file = Path(folder) / "answers"
        file.write_bytes(pickle.dumps({"/healthz": (200, [], b"-")} | answers))
        asking = {"BARE": str(file), "BARE_DATABASE": _place(database), "BARE_QUESTION": QUESTION}
        servers = {
            "bare": stack.enter_context(started(*bare(free_port()), BARE=str(file))),
            "bare, one query": stack.enter_context(started(*bare(free_port()), **asking)),
            "Django's floor": stack.enter_context(
                started(*bare(free_port(), "wsgi", "tests.bench.floor:application"), BARE=str(file))
            ),
            "ours": ours,
        }
        print("| Address | " + " | ".join(servers) + " | of bare | of bare with one query | processor, of bare |")
        print("|---|" + "---:|" * (len(servers) + 3))
        for address, request in requests.items():
            rates, costs = _measured(servers, request)
            ratios = [rates["ours"] / rates[name] for name in ("bare", "bare, one query")]
            cost = costs["bare"] / costs["ours"] if costs["ours"] else 0.0
            shown = [f"{rates[name]:,.0f}" for name in servers] + [f"{ratio:.2f}" for ratio in (*ratios, cost)]
            print(f"| `{address}` | " + " | ".join(shown) + " |", flush=True)


def _place(database: str) -> str:
    """Where a driver finds the database: SQLite's file, or what PostgreSQL's connections are given."""
    found = environ.Env.db_url_config(database)
    if database.startswith("sqlite"):
        return str(found["NAME"])
    given = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return str(make_dsn(**{name: found[key] for name, key in given.items() if found[key]}))


def _measured(servers: dict[str, Served], request: bytes) -> tuple[dict[str, float], dict[str, float]]:
    """Requests a second and seconds of the processor for each request, the best of some turns."""
    rates, costs = dict.fromkeys(servers, 0.0), dict.fromkeys(servers, float("inf"))
    for _ in range(TURNS):
        for name, server in servers.items():
            before = server.cpu()
            done = load.run(server.port, request, SECONDS)
            rates[name] = max(rates[name], done.per_second)
            costs[name] = min(costs[name], (server.cpu() - before) / done.requests)
    return rates, costs


def anew(database: str, addresses: tuple[str, ...]) -> None:
    """The table of answers that nobody has kept."""
    with started("-m", "samverkan.server", "127.0.0.1", str(free_port()), DATABASE_URL=database, KEPT_MB="0") as ours:
        print("| Address, made anew | ms | bytes |\n|---|---:|---:|")
        for address in addresses:
            request = load.request(address, Accept="*/*")
            times = []
            for _ in range(12):
                began = time.perf_counter()
                size = len(load.ask(ours.port, request))
                times.append(time.perf_counter() - began)
            print(f"| `{address}` | {min(times[2:]) * 1000:.1f} | {size:,} |", flush=True)
        sizes = [Path(f"/proc/{one}/status") for one in _family(ours.process)]
        lines = [line for path in sizes if path.exists() for line in path.read_text().splitlines()]
        used = [f"{int(line.split()[1]) // 1024} MiB" for line in lines if line.startswith("VmRSS")]
        print(f"\nMemory of the watching and the answering process: {', '.join(used)}")


def free_port() -> int:
    """A port that nobody listens on."""
    from tests.serving import free_port

    return free_port()


def prepared(database: str) -> None:
    """The source catalogue in an empty database."""
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def main() -> None:
    os.environ |= {"REQUESTS_PER_MINUTE": "0"}
    _use_core(1)
    model = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    print(f"{(model or [platform.machine()])[0]}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        given = os.environ.get("DATABASE_URL", "")
        database = given if given.startswith("postgres") else f"sqlite:///{folder}/bench.sqlite3"
        print(f"## {'PostgreSQL' if given.startswith('postgres') else 'SQLite'}\n")
        prepared(database)
        kept(database)
        print()
        anew(database, ANEW)
        for size in sys.argv[1:]:
            subprocess.run(
                [sys.executable, "-m", "tests.bench.national", size],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": database},
                check=True,
            )
            print(f"\n{size} activities\n")
            anew(database, NATIONAL)


def _cpuinfo() -> list[str]:
    place = Path("/proc/cpuinfo")
    return place.read_text().splitlines() if place.exists() else []


if __name__ == "__main__":
    main()
