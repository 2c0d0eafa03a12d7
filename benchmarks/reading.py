"""Comments read a second on one core. `python -m benchmarks.reading`."""

from __future__ import annotations

import csv
import time

from benchmarks import report
from benchmarks.serving import TOP
from feedback.language import reading
from feedback.questionnaire.definition import CommentKind

COMMENTS = TOP / "training" / "data" / "nhs_fft_train.csv"
TARGET = 10_000
KINDS: dict[str, CommentKind] = {"what_good": "praise", "could_improve": "improve", "why_general": "general"}


def measure() -> list[report.Finding]:
    """The rate over comments that people wrote, each read once, after a first thousand that warm up."""
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        written = [(row["text"], KINDS[row["question"]]) for row in csv.DictReader(file)]
    _read(written[:1000])
    begun = time.process_time()
    _read(written)
    rate = len(written) / (time.process_time() - begun)
    letters = sum(len(text) for text, _ in written) // len(written)
    detail = f"{len(written)} comments of {letters} characters on average"
    return [report.Finding("Comments read a second", f"{rate:.0f}", f"at least {TARGET}", rate >= TARGET, detail)]


def _read(written: list[tuple[str, CommentKind]]) -> None:
    for text, kind in written:
        reading.read(text, kind)


if __name__ == "__main__":
    report.show(measure())
