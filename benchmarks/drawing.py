"""10,000 people drawn into a sample with their links, and their messages written. `python -m benchmarks.drawing`."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from benchmarks import report
from benchmarks.cohort import ACTOR, bring_in, listed
from benchmarks.prepared import SLUG, service
from feedback.asking import samples, sending
from feedback.asking.samples import Plan

Done = TypeVar("Done")
PEOPLE = 10_000
LONGEST_SECONDS = 10
WINDOW = date(2026, 10, 1), date(2026, 12, 5)
CAN_SEND = {
    "FEEDBACK_NOTIFY_KEY": f"benchmark-{uuid.UUID(int=1)}-{uuid.UUID(int=2)}",
    "FEEDBACK_NOTIFY_SMS_TEMPLATE": str(uuid.UUID(int=3)),
}
"""Nothing is sent: messages are written into the outbox, and no worker runs."""


def measure() -> list[report.Finding]:
    """Seconds for each of the two transactions, of a census."""
    with service() as empty:
        made = replace(empty, environment=empty.environment | CAN_SEND)
        with made.application().app_context():
            bring_in(listed(PEOPLE))
            sample, drawing = _timed(lambda: samples.draw(SLUG, Plan("census", *WINDOW, seed=1), ACTOR))
            split, writing = _timed(lambda: sending.write(sample.id, ["sms"], [5, 12], ACTOR))
    if (sample.drawn, split.sms) != (PEOPLE, PEOPLE):
        raise RuntimeError("not everybody was drawn and asked")
    drawn, written = "frame, invitations and links", "the outbox, and how each person is asked"
    return [
        report.at_most(f"{PEOPLE:,} people drawn and invited", drawing, LONGEST_SECONDS, "s", f"{drawn}, in one transaction"),
        report.at_most(f"{PEOPLE:,} messages written", writing, LONGEST_SECONDS, "s", f"{written}, in one transaction"),
    ]


def _timed(act: Callable[[], Done]) -> tuple[Done, float]:
    begun = time.monotonic()
    done = act()
    return done, time.monotonic() - begun


if __name__ == "__main__":
    report.show(measure())
