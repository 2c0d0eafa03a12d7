"""Many responses at once, each screened and read like any other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice

from feedback import store
from feedback.intake.recording import Rows
from feedback.store import comments, concerns, responses

SIZE = 1000
"""Responses in one statement: enough to be quick, few enough to hold in memory."""


def record_all(rows: Iterable[Rows]) -> int:
    """Keep many responses, all or nothing, and say how many. Their ids must be new: look them up first."""
    waiting, total = iter(rows), 0
    with store.transaction():
        while batch := list(islice(waiting, SIZE)):
            responses.add_all([row.response for row in batch])
            comments.add_all(_all(row.comments for row in batch), _all(row.readings for row in batch))
            concerns.add_all(_all(row.concerns for row in batch), _all(row.contacts for row in batch))
            total += len(batch)
    return total


def _all(found: Iterable[list[dict[str, object]]]) -> list[dict[str, object]]:
    return list(chain.from_iterable(found))
