"""The readers' queue at 100,000 comments: nobody has read anything, and all but a few are read. `python -m benchmarks.desk`."""

from __future__ import annotations

import statistics
import time
from datetime import date

from sqlalchemy import select

from benchmarks import report
from benchmarks.filling import AT_ONCE, fill
from benchmarks.prepared import SLUG, service
from benchmarks.visitor import EMAIL, PASSWORD
from feedback import accounts, store
from feedback.desk import reading
from feedback.store import person_readings, surveys
from feedback.store.accounts import Officer
from feedback.store.comments import Comment
from feedback.store.database import db

RESPONSES, UNREAD = 84_000, 200
"""Responses with 1.2 comments each, and the comments that are left unread in the second measurement."""
TIMES = 5
TARGET = 0.2
DAY = date(2026, 11, 1)


def measure() -> list[report.Finding]:
    """CPU seconds from a saved word to the next comment: finding it and counting what is left, in a process that is warm."""
    with service() as made:
        app = made.application()
        with app.app_context():
            fill(made, RESPONSES)
            officer = accounts.create_officer(EMAIL, "A Reader", PASSWORD, ["voice_officer"], "benchmark")
            ids = list(db.session.scalars(select(Comment.id)))
            fresh = _cost(officer)
            _read(ids[UNREAD:], officer)
            read = _cost(officer)
    about = f"{len(ids):,} comments of the last five quarters, SQLite; found and counted"
    return [
        report.at_most("The next comment, nothing read", fresh, TARGET, "s of CPU", about),
        report.at_most(f"The next comment, all but {UNREAD} read", read, TARGET, "s of CPU", about),
    ]


def _cost(officer: Officer) -> float:
    survey = surveys.by_slug(SLUG)
    assert survey is not None
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        if reading.ahead(officer, [survey], None, ()).comment_id is None:
            raise RuntimeError("nothing is left to read")
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def _read(ids: list[str], officer: Officer) -> None:
    row = {"place": "first", "officer_id": officer.id, "sentiment": "positive", "guess_seen": True, "read_on": DAY}
    for start in range(0, len(ids), AT_ONCE):
        with store.transaction():
            person_readings.take([row | {"comment_id": one} for one in ids[start : start + AT_ONCE]])


if __name__ == "__main__":
    report.show(measure())
