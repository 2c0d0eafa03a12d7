"""The stand-in for Notify with everything that can go wrong at the other end."""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from feedback.demo.phone import Handler, Phone, Server
from feedback.message_settings import Messages, Notify, Smtp

KEY = "tests-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"
TEMPLATE = "33333333-3333-4333-8333-333333333333"
RECEIPTS = "r" * 40
ADDRESS = "https://feedback.example.gov.uk"
SLOW_SECONDS = 1.0

ERRORS: Mapping[str, tuple[int, Any]] = {
    "429": (429, {"status_code": 429, "errors": [{"error": "RateLimitError", "message": "Exceeded rate limit"}]}),
    "500": (500, {"status_code": 500, "message": "Internal server error"}),
    "key": (403, {"status_code": 403, "errors": [{"error": "AuthError", "message": "Invalid token: API key not found"}]}),
    "template": (400, {"status_code": 400, "errors": [{"error": "BadRequestError", "message": "Template not found"}]}),
    "trial": (
        400,
        {
            "status_code": 400,
            "errors": [{"error": "BadRequestError", "message": "Can’t send to this recipient when service is in trial mode"}],
        },
    ),
    "odd": (400, {"status_code": 400, "errors": [{"error": "ValidationError", "message": "reference is not valid"}]}),
    "gone": (404, {}),
}


class Faulty(Handler):
    """Does what each fault says."""

    def fail(self, fault: str, channel: str, said: Mapping[str, Any]) -> None:
        if fault in ERRORS:
            self.answer(*ERRORS[fault])
        elif fault == "500 after accepting":
            self.phone.take(channel, said)
            self.answer(*ERRORS["500"])
        elif fault == "garbage":
            self.phone.take(channel, said)
            self.write(201, b"<html>Welcome to the Wi-Fi", "text/html")
        elif fault == "nonsense":
            self.phone.take(channel, said)
            self.answer(201, ["yes"])  # type: ignore[arg-type]
        elif fault == "wrong reference":
            one = self.phone.take(channel, said)
            self.answer(201, {"id": one.id, "reference": "another"})
        elif fault == "slow":
            time.sleep(SLOW_SECONDS)
            self.accept(channel, said)
        else:
            assert fault in {"hang up", "hang up after accepting"}, fault
            if fault == "hang up after accepting":
                self.phone.take(channel, said)
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True


def one_after_the_other(*faults: str) -> Callable[[], str]:
    """These faults, one a request, then none."""
    waiting = deque(faults)
    return lambda: waiting.popleft() if waiting else ""


@contextmanager
def standing_in(phone: Phone) -> Iterator[str]:
    """The address of the stand-in meanwhile."""
    with Server(0, phone, Faulty) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def notify(address: str) -> Notify:
    return Notify(KEY, address, TEMPLATE, TEMPLATE, RECEIPTS)


def settings(address: str, smtp: Smtp | None = None) -> Messages:
    return Messages(ADDRESS, notify(address), smtp)
