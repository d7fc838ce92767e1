"""Load over loopback: as many requests as one process can send in a time, the same one again and again."""

import selectors
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 16
READ = 1 << 18


@dataclass(frozen=True)
class Load:
    """What a run came to."""

    requests: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def request(path: str, **headers: str) -> bytes:
    """A GET of a path, as bytes."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: localhost",
        *(f"{name.replace('_', '-')}: {headers[name]}" for name in headers),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def ask(port: int, asked: bytes) -> bytes:
    """One whole answer, head and body."""
    with socket.create_connection(("127.0.0.1", port), 30) as opened:
        opened.sendall(asked)
        return _answer(opened)


def _answer(opened: socket.socket) -> bytes:
    read = b""
    while b"\r\n\r\n" not in read:
        read += opened.recv(READ)
    head, _, body = read.partition(b"\r\n\r\n")
    lengths = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while lengths and len(body) < lengths[0]:
        body += opened.recv(READ)
    return head + b"\r\n\r\n" + body


def run(port: int, asked: bytes, seconds: float, connections: int = CONNECTIONS) -> Load:
    """Ask the same for so long. Every answer must be as long as the first; else this stops with an error."""
    whole = ask(port, asked)
    status, length = whole[:12], len(whole)
    waiting = selectors.DefaultSelector()
    opened = [socket.create_connection(("127.0.0.1", port), 30) for _ in range(connections)]
    socket_of = {one.fileno(): one for one in opened}
    left = {one.fileno(): length for one in opened}
    done = 0
    try:
        for one in opened:
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            waiting.register(one, selectors.EVENT_READ)
            one.sendall(asked)
        began = time.perf_counter()
        while (now := time.perf_counter()) - began < seconds:
            for key, _ in waiting.select(1):
                one, place = socket_of[key.fd], key.fd
                read = one.recv(READ)
                if left[place] == length and read[:12] != status:
                    raise RuntimeError(f"The answer changed: {read[:60]!r}")
                left[place] -= len(read)
                if left[place] <= 0:
                    done += 1
                    left[place] = length
                    one.sendall(asked)
        return Load(done, now - began)
    finally:
        for one in opened:
            one.close()
