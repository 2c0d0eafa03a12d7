"""Reading a bounced e-mail: which message came back, and why. Pure: bytes in."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.policy import default

LARGEST = 1024 * 1024
OURS = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^<>\s]+>")
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
REASONS = (("5.1.", "unknown_there"), ("5.2.1", "unknown_there"), ("5.2.", "full_or_off"), ("5.7.", "blocked"), ("4.", "full_or_off"))
"""The start of an enhanced status code (RFC 3463) → why. 4 is what a server tried for days and then gave up."""
FAILED = "failed"


@dataclass(frozen=True)
class Bounce:
    """`message_id`: the id of our message; `why`: one of the table's reasons."""

    message_id: str
    why: str


def read(data: bytes) -> Bounce | None:
    """The bounce that a mail reports (RFC 3464); None when it reports none of ours, or only a delay."""
    mail = email.message_from_bytes(data[:LARGEST], policy=default)
    parts = list(_parts(mail))
    report = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    found = next((match for part in parts if (match := OURS.search(_heads(part)))), None)
    if report is None or found is None:
        return None
    said = _said(report)
    if _field(said, "Action").lower() != FAILED:
        return None
    return Bounce(found[1], _why(_field(said, "Status")))


def _parts(mail: Message) -> Iterator[Message]:
    """What the mail holds, without the mail itself: its own id is not ours."""
    walked = iter(mail.walk())
    next(walked, None)
    return walked


def _heads(part: Message) -> str:
    """The ids that a returned mail, or its returned head, was sent under."""
    if part.get_content_type() == "text/rfc822-headers":
        body = part.get_payload(decode=True)
        text = body.decode(errors="replace") if isinstance(body, bytes) else ""
        return str(email.message_from_string(text).get("Message-ID", ""))
    return str(part.get("Message-ID", ""))


def _said(report: Message) -> str:
    """The fields of a delivery status as text, whichever way it was taken apart."""
    inner = report.get_payload()
    blocks = inner if isinstance(inner, list) else [inner]
    return "\n".join(str(block) for block in blocks)


def _field(said: str, name: str) -> str:
    found = re.search(rf"^{name}:[ \t]*(\S+)", said, re.IGNORECASE | re.MULTILINE)
    return found[1] if found else ""


def _why(status: str) -> str:
    if not STATUS.fullmatch(status):
        return "refused"
    return next((why for start, why in REASONS if status.startswith(start)), "refused")
