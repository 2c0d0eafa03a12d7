"""The results page at 10,000 and at 100,000 responses. `python -m benchmarks.results`."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from benchmarks import report
from benchmarks.filling import fill
from benchmarks.prepared import SLUG, service
from benchmarks.visitor import sign_in

FEW, MANY = 10_000, 100_000
VIEWS = 5
PAGE = f"/officer/results/{SLUG}?period=year+to+2026%2F27+Q2"
TARGET_KEPT, TARGET_FIRST, TARGET_GROWTH = 0.5, 2.5, 11


@dataclass(frozen=True)
class Cost:
    """CPU seconds of the very first view of all responses, and of later ones."""

    first: float
    kept: float


def measure() -> list[report.Finding]:
    """CPU time of the page and its charts, of a rolling year that holds every response, in a process that is warm."""
    few, many = _cost(FEW), _cost(MANY)
    where = f"page and charts, {MANY:,} responses in one rolling year, 120,000 comments"
    return [
        report.at_most("Results page from kept counts", many.kept, TARGET_KEPT, "s of CPU", where),
        report.at_most("Results page, first count", many.first, TARGET_FIRST, "s of CPU", where),
        report.at_most(
            "First count, ten times the responses", many.first / few.first, TARGET_GROWTH, "times the time", f"{few.first:.2f} s at {FEW:,}"
        ),
    ]


def _cost(responses: int) -> Cost:
    with service() as made:
        app = made.application()
        officer = sign_in(app)
        officer.look(PAGE)  # an empty page warms the process up: modules, templates, the chart engine
        with app.app_context():
            fill(made, responses)
        return Cost(officer.look(PAGE), statistics.median(officer.look(PAGE) for _ in range(VIEWS)))


if __name__ == "__main__":
    report.show(measure())
