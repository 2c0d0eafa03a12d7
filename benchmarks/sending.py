"""Sent responses a second, durable, beside the floor. `python -m benchmarks.sending`."""

from __future__ import annotations

import sqlite3
from itertools import islice
from pathlib import Path

from benchmarks import report
from benchmarks.answers import bodies
from benchmarks.load import post, send
from benchmarks.prepared import SLUG, Service, service
from benchmarks.serving import serving
from benchmarks.turns import AT_ONCE, in_turns

ROUNDS, EACH = 9, 400
TARGET = 0.4


def measure() -> list[report.Finding]:
    """The ratio of both rates. Rows of the floor are as large as what the service keeps of a response, measured first."""
    with service() as made, serving("app:app", made.environment) as ours:
        forms = bodies(made.questionnaire, EACH * (2 * ROUNDS + 2))
        row = _bytes_kept(made, ours.port, list(islice(forms, EACH)))
        floor = {"FLOOR_DATABASE": str(made.folder / "floor.db"), "FLOOR_ROW": str(row)}
        with serving("benchmarks.floor:app", floor) as theirs:
            rounds = [(_requests(f"/s/{SLUG}", forms), _requests("/floor", forms)) for _ in range(ROUNDS)]
            turns = in_turns(ours, theirs, rounds)
    detail = f"12 questions and 2 comments, {row} bytes a response; {turns.detail}"
    return [report.at_least("Sent responses a second, beside the floor", turns.ratio, TARGET, detail)]


def _requests(path: str, forms: object) -> list[bytes]:
    return [post(path, body) for body in islice(forms, EACH)]  # type: ignore[call-overload]


def _bytes_kept(made: Service, port: int, forms: list[str]) -> int:
    """Bytes by which the database grows with each response."""
    send(port, [post(f"/s/{SLUG}", body) for body in forms], AT_ONCE)
    before = _size(made.database)
    send(port, [post(f"/s/{SLUG}", body) for body in bodies(made.questionnaire, EACH, seed=1)], AT_ONCE)
    return (_size(made.database) - before) // EACH


def _size(database: Path) -> int:
    connection = sqlite3.connect(database)
    (pages,), (size,) = connection.execute("PRAGMA page_count").fetchone(), connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    return int(pages) * int(size)


if __name__ == "__main__":
    report.show(measure())
