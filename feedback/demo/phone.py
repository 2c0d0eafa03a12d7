"""A stand-in for GOV.UK Notify and the phones behind it: it takes Notify's calls on 127.0.0.1 and shows what arrived.

`python -m feedback.demo.phone PORT`. Every request that it accepts is one more message, as it would be at Notify: whoever sends twice is
seen to. With FEEDBACK_PHONE_RECEIPTS it tells that address how each message ended. Some addresses never arrive (NOT_THERE, NOT_NOW).
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

PAGE = Path(__file__).with_name("phone.html")
LINK = re.compile(r"https?://[^\s<]+")
NOT_THERE = frozenset({"07700900002", "perm-fail@simulator.notify"})
NOT_NOW = frozenset({"07700900003", "temp-fail@simulator.notify"})
"""Notify's own addresses for tries: nobody has them, and a phone that is off."""

SHOWN = 200
FIELDS = {"sms": "phone_number", "email": "email_address"}
Json = dict[str, Any]


@dataclass(frozen=True)
class Arrived:
    """One accepted request."""

    id: str
    reference: str
    channel: str
    address: str
    subject: str
    body: str
    at: str

    @property
    def status(self) -> str:
        """How it ended, in Notify's words."""
        if self.address in NOT_THERE:
            return "permanent-failure"
        return "temporary-failure" if self.address in NOT_NOW else "delivered"

    def described(self) -> Json:
        """As Notify describes it."""
        return {"id": self.id, "reference": self.reference, "type": self.channel, "status": self.status, "created_at": self.at}


@dataclass
class Phone:
    """What arrived. `fault` names what goes wrong with the next request (tests/delivery/faults.py), "" for nothing."""

    fault: Callable[[], str] = lambda: ""
    delay: float = 0.0
    receipts: tuple[str, str] | None = None
    arrived: list[Arrived] = field(default_factory=list)
    asked: int = 0
    _by_reference: dict[str, list[Arrived]] = field(default_factory=dict)
    _by_id: dict[str, Arrived] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, channel: str, said: Mapping[str, Any]) -> Arrived:
        """Accept a request."""
        text = said.get("personalisation") or {}
        address = str(said.get(FIELDS[channel], ""))
        at = f"{time.time_ns() / 1e9:.6f}"
        words = (str(text.get("subject", "")), str(text.get("message", "")))
        one = Arrived(str(uuid.uuid4()), str(said.get("reference", "")), channel, address, *words, at)
        with self._lock:
            self.arrived.append(one)
            self._by_reference.setdefault(one.reference, []).append(one)
            self._by_id[one.id] = one
        if self.receipts:
            threading.Thread(target=_tell, args=(*self.receipts, one), daemon=True).start()
        return one

    def with_reference(self, reference: str) -> list[Arrived]:
        """What arrived under a reference; counted as asked."""
        with self._lock:
            self.asked += 1
            return list(self._by_reference.get(reference, ()))

    def by_id(self, arrived_id: str) -> Arrived | None:
        """One by its id."""
        return self._by_id.get(arrived_id)

    def counts(self) -> Json:
        """How often each reference was accepted, and how often somebody asked."""
        with self._lock:
            return {"accepted": Counter(one.reference for one in self.arrived), "asked": self.asked}


def _tell(address: str, token: str, one: Arrived) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({**one.described(), "to": one.address}).encode()
    try:
        urlopen(Request(address, body, headers), timeout=10).close()  # noqa: S310 - the address is the demo's own
    except OSError:
        # As at Notify: who does not take its receipt may ask.
        return


class Handler(BaseHTTPRequestHandler):
    """Notify's calls, and the page."""

    protocol_version = "HTTP/1.1"
    # One packet for head and body: in two, the second would wait 40 ms for the first to be confirmed.
    wbufsize = 64 * 1024
    disable_nagle_algorithm = True

    @property
    def phone(self) -> Phone:
        """The phone of this server."""
        found: Phone = self.server.phone  # type: ignore[attr-defined]
        return found

    def do_POST(self) -> None:
        """Accept a message."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        channel = self.path.rpartition("/")[2]
        if channel not in FIELDS:
            self.answer(404, {"status_code": 404, "errors": [{"error": "NoResultFound", "message": "Not found"}]})
            return
        said = json.loads(body)
        if self.phone.delay:
            time.sleep(self.phone.delay)
        fault = self.phone.fault()
        if fault:
            self.fail(fault, channel, said)
        elif problem := refusal(channel, said):
            self.answer(400, {"status_code": 400, "errors": [problem]})
        else:
            self.accept(channel, said)

    def do_GET(self) -> None:
        """The page, or what Notify tells when asked."""
        parts = urlsplit(self.path)
        if parts.path == "/":
            self.write(200, page(self.phone.arrived).encode(), "text/html; charset=utf-8")
        elif parts.path == "/counts":
            self.answer(200, self.phone.counts())
        elif parts.path == "/v2/notifications":
            found = self.phone.with_reference(parse_qs(parts.query).get("reference", [""])[0])
            self.answer(200, {"notifications": [one.described() for one in reversed(found)], "links": {}})
        elif one := self.phone.by_id(parts.path.removeprefix("/v2/notifications/")):
            self.answer(200, one.described())
        else:
            self.answer(404, {"status_code": 404, "errors": [{"error": "NoResultFound", "message": "No result found"}]})

    def accept(self, channel: str, said: Mapping[str, Any]) -> None:
        """One more message."""
        one = self.phone.take(channel, said)
        self.answer(201, {"id": one.id, "reference": one.reference, "content": {"body": one.body}})

    def fail(self, fault: str, channel: str, said: Mapping[str, Any]) -> None:
        """Do something that Notify should not: only tests ask for it."""
        raise NotImplementedError(f"{fault} {channel} {said.get('reference')}")

    def answer(self, status: int, said: Json) -> None:
        """Answer with JSON."""
        self.write(status, json.dumps(said).encode(), "application/json")

    def write(self, status: int, body: bytes, kind: str) -> None:
        """Answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: what arrives is on the page."""


class Server(ThreadingHTTPServer):
    """The stand-in on a port of this machine alone (0: any that is free)."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, phone: Phone, handler: type[Handler] = Handler) -> None:
        self.phone = phone
        super().__init__(("127.0.0.1", port), handler)

    def handle_error(self, *_: Any) -> None:
        """Nothing: somebody who is killed hangs up."""


def refusal(channel: str, said: Mapping[str, Any]) -> Mapping[str, str] | None:
    """What Notify says to an address that can be none; None when it is one."""
    address = str(said.get(FIELDS[channel], ""))
    digits = re.sub(r"[\s()+-]", "", address)
    if channel == "sms" and not (digits.isdigit() and 10 <= len(digits) <= 15):
        return {"error": "ValidationError", "message": "phone_number Not enough digits"}
    if channel == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address):
        return {"error": "ValidationError", "message": "email_address Not a valid email address"}
    return None


def page(arrived: list[Arrived]) -> str:
    """The messages as on a phone, the newest first."""
    newest = arrived[: -SHOWN - 1 : -1]
    shown = "\n".join(_bubbles(newest)) or "<li>Nothing has arrived yet. Send a test to yourself, or ask a sample.</li>"
    return PAGE.read_text().replace("{{ count }}", str(len(arrived))).replace("{{ messages }}", shown)


def _bubbles(arrived: list[Arrived]) -> Iterator[str]:
    for one in arrived:
        when = time.strftime("%H:%M:%S", time.localtime(float(one.at)))
        body = LINK.sub(lambda link: f'<a href="{link[0]}">{link[0]}</a>', escape(one.body, quote=True))
        subject = f"<strong>{escape(one.subject)}</strong>" if one.subject else ""
        end = "" if one.status == "delivered" else " · did not arrive"
        yield f'<li><h2>{escape(one.address)}</h2>{subject}<p class="body">{body}</p><p class="when">{when}{end}</p></li>'


def main() -> None:
    """Serve until it is stopped."""
    told = os.environ.get("FEEDBACK_PHONE_RECEIPTS", "")
    receipts = (told, os.environ.get("FEEDBACK_NOTIFY_RECEIPTS", "")) if told else None
    with Server(int(sys.argv[1]), Phone(receipts=receipts)) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
