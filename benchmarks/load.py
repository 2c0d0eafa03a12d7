"""A small HTTP client that sends prepared requests, several at once, and costs little: the server shares its two cores."""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
LONGEST_WAIT_SECONDS = 30


@dataclass
class Load:
    """What a load did: seconds in all, the seconds that each answer took, and how many answers had each status."""

    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds

    def slowest(self, share: float) -> float:
        """The seconds within which `share` of the answers came."""
        return sorted(self.taken)[int(share * (len(self.taken) - 1))]


@dataclass
class _Connection:
    """One kept-alive connection and the answer that it waits for."""

    port: int
    socket: socket.socket = field(init=False)
    started: float = 0.0
    received: bytes = b""

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_WAIT_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> None:
        self.received = b""
        self.started = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> int | None:
        """The status of the answer once all of it is there."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError(f"the server closed the connection after {self.received[:200]!r}")
        self.received += part
        head, separator, body = self.received.partition(b"\r\n\r\n")
        found = LENGTH.search(head + b"\r\n") if separator else None
        if found is None or len(body) < int(found[1]):
            return None
        return int(head.split(b" ", 2)[1])


def post(path: str, body: str) -> bytes:
    """A form as it goes over the wire."""
    data = body.encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


def get(path: str) -> bytes:
    """A page as a browser asks for it."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n".encode()


def send(port: int, requests: Sequence[bytes], at_once: int) -> Load:
    """Send every request once, `at_once` at a time, each connection its next one as soon as its answer is there."""
    load, waiting = Load(), deque(requests)
    with selectors.DefaultSelector() as selector:
        connections = [_Connection(port) for _ in range(min(at_once, len(requests)))]
        begun = time.perf_counter()
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(waiting.popleft())
        while len(load.taken) < len(requests):
            _take(load, waiting, (key.data for key, _ in selector.select(LONGEST_WAIT_SECONDS)))
        load.seconds = time.perf_counter() - begun
        for connection in connections:
            connection.socket.close()
    return load


def _take(load: Load, waiting: deque[bytes], ready: Iterable[_Connection]) -> None:
    """Read from the connections that have something, and give each that is done its next request."""
    empty = True
    for connection in ready:
        empty = False
        status = connection.read()
        if status is None:
            continue
        load.taken.append(time.perf_counter() - connection.started)
        load.statuses[status] += 1
        if waiting:
            connection.send(waiting.popleft())
    if empty:
        raise TimeoutError(f"no answer within {LONGEST_WAIT_SECONDS} seconds")
