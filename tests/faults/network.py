"""A network that fails on purpose: it stands between a browser and the server, and loses what is sent in the way it is told to."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["clear", "away", "lost_before", "lost_during", "lost_after", "unavailable"]
"""away: nothing connects. lost_*: a sent form is lost before it leaves, half-way, or the answer to it on its way back. unavailable: 503."""

CLOSING = re.compile(rb"\r\nconnection: [^\r]*", re.IGNORECASE)
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
UNAVAILABLE = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
LONGEST_WAIT_SECONDS = 20


@dataclass
class Network:
    """`port` is where browsers go; what gets through arrives at `server`. `mode` may be changed at any moment."""

    server: int
    mode: Mode = "clear"
    port: int = 0
    _listening: socket.socket = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(LONGEST_WAIT_SECONDS)
            if self.mode != "away":
                self._pass_on(client)

    def _pass_on(self, client: socket.socket) -> None:
        """One request and its answer; the connection ends with it."""
        head, body = _request(client)
        mode = self.mode if head.startswith(b"POST ") else "clear"
        if mode == "unavailable":
            client.sendall(UNAVAILABLE)
        elif mode == "lost_during":
            _ask(self.server, head, body[: len(body) // 2], wait=False)
        elif mode != "lost_before":
            answer = _ask(self.server, head, body, wait=True)
            if mode == "clear":
                client.sendall(answer)


def _request(client: socket.socket) -> tuple[bytes, bytes]:
    """The head of a request, made to close its connection, and its body."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _some(client)
    head, _, body = received.partition(b"\r\n\r\n")
    found = LENGTH.search(head)
    while len(body) < (int(found[1]) if found else 0):
        body += _some(client)
    return CLOSING.sub(b"", head) + b"\r\nConnection: close\r\n\r\n", body


def _some(connection: socket.socket) -> bytes:
    part = connection.recv(65_536)
    if not part:
        raise ConnectionError("the other side went away")
    return part


def _ask(port: int, head: bytes, body: bytes, *, wait: bool) -> bytes:
    """What the server answers to this, if anybody waits for it."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_WAIT_SECONDS) as server:
        server.sendall(head + body)
        answer = b""
        while wait and (part := server.recv(65_536)):
            answer += part
        return answer
