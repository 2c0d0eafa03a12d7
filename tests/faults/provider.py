"""Whoever carries messages in the fault run: the stand-in for Notify in a process of its own, or a mail server.

`python -m tests.faults.provider PORT DELAY_SECONDS`
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from feedback.demo.phone import Handler, Phone, Server

MESSAGE_ID = re.compile(rb"^Message-ID: <([^@>]+)@", re.MULTILINE | re.IGNORECASE)


class Counting(Handler):
    """Says how many it accepted without listing them all."""

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        if self.path == "/total":
            self.answer(200, {"accepted": len(self.phone.arrived)})
        else:
            super().do_GET()


class Mailbox:
    """Takes every mail, and counts by Message-ID."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.accepted: Counter[str] = Counter()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        found = MESSAGE_ID.search(envelope.content or b"")  # type: ignore[arg-type]
        assert found
        self.accepted[found[1].decode()] += 1
        await asyncio.sleep(self.delay)
        return "250 OK"


def mail_server(port: int, mailbox: Mailbox) -> Controller:
    """A mail server on this machine alone; start and stop it."""
    return Controller(mailbox, hostname="127.0.0.1", port=port)


if __name__ == "__main__":
    with Server(int(sys.argv[1]), Phone(delay=float(sys.argv[2])), Counting) as server:
        server.serve_forever()
