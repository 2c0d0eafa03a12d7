"""Trying again what failed: an officer's word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from feedback import clock, queue, store
from feedback.store import events, messages, samples

WORTHWHILE = timedelta(days=60)
"""A message that failed longer ago asks about something that is over."""


def worthwhile_since() -> date:
    """Messages written before this day are left alone."""
    return clock.today() - WORTHWHILE


def repeat(message_ids: Sequence[str] | None, actor: str) -> int:
    """Let these failed messages wait again, or all whose reason may be gone when None is given; how many that was.

    The record names each sample.
    """
    with store.transaction():
        found = messages.repeat(message_ids, worthwhile_since(), clock.now(), clock.today())
        for message in found:
            if message.number == 0 and message.sample_id is not None and message.person_id is not None:
                samples.reach(message.sample_id, [message.person_id], "waiting")
        for sample_id, number in Counter(message.sample_id for message in found).items():
            events.record(clock.now(), actor, "message.repeated", sample_id or "", messages=number)
    if found:
        queue.wake()
    return len(found)
