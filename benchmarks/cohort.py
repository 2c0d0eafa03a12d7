"""A list of 100,000 people brought in: read, sifted, compared and taken. `python -m benchmarks.cohort`."""

from __future__ import annotations

import csv
import io
import random
import time
from datetime import timedelta

from benchmarks import report
from benchmarks.answers import SEED
from benchmarks.filling import FIRST
from benchmarks.prepared import service
from feedback import store
from feedback.asking.cohort import drafting, taking
from feedback.questionnaire.definition import BANDS
from feedback.store import council, people, snapshots

PEOPLE = 100_000
LONGEST_SECONDS = 60
AUDIENCE = "young_people"
ACTOR = "benchmark"
TEAMS = ("East team", "West team", "Prevention")
HEADINGS = ("Reference", *BANDS, "Language", "Team", "Started on", "Mobile", "E-mail")
STARTED_WITHIN = 300
"""Days."""


def measure() -> list[report.Finding]:
    """Seconds from the file to the people, each with a phone and an e-mail address, in an empty cohort."""
    with service() as made, made.application().app_context():
        data = listed(PEOPLE)
        begun, cpu = time.monotonic(), time.process_time()
        bring_in(data)
        seconds, cpu = time.monotonic() - begun, time.process_time() - cpu
        if people.sizes() != {AUDIENCE: PEOPLE}:
            raise RuntimeError("not everybody was taken")
    detail = f"{len(data) / 1e6:.0f} MB of CSV, {len(HEADINGS)} columns, contacts encrypted; {cpu:.0f} s of CPU"
    return [report.at_most(f"A cohort of {PEOPLE:,} brought in", seconds, LONGEST_SECONDS, "s", detail)]


def bring_in(data: bytes) -> None:
    """Take a list of people as `flask cohort import` does, the worker's part too."""
    with store.transaction():
        for team in TEAMS:
            council.add_place("team", team)
    draft_id = drafting.bring_in(data, AUDIENCE, "", ACTOR)
    draft = snapshots.draft(draft_id)
    assert draft is not None
    preview = drafting.preview(draft)
    if preview.people.faults:
        raise RuntimeError(f"the list has faults: {preview.people.faults[0]}")
    taking.take(draft_id, preview.after, ACTOR)
    taking.take_waiting()


def listed(count: int) -> bytes:
    """A CSV file of `count` people, drawn from seeded numbers."""
    draw, made = random.Random(SEED), io.StringIO(newline="")
    csv.writer(made).writerows([HEADINGS, *(_person(number, draw) for number in range(count))])
    return made.getvalue().encode()


def _person(number: int, draw: random.Random) -> list[str]:
    bands = [draw.choice(codes) for codes in BANDS.values()]
    started = FIRST + timedelta(days=draw.randrange(STARTED_WITHIN))
    contact = [f"077{draw.randrange(10**8):08}", f"p{number}@example.org"]
    return [f"YP-{number}", *bands, "English", draw.choice(TEAMS), started.isoformat(), *contact]


if __name__ == "__main__":
    report.show(measure())
