"""The results page at 10,000 and at 100,000 responses. `python -m benchmarks.results`."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from benchmarks import report
from benchmarks.filling import fill
from benchmarks.prepared import SLUG, service
from benchmarks.visitor import sign_in
from feedback.figures.released import Audience
from feedback.reporting import results
from feedback.reporting.windows import Window
from feedback.store import surveys

FEW, MANY = 10_000, 100_000
VIEWS = 5
PAGE = f"/officer/results/{SLUG}?period=year+to+2026%2F27+Q2"
TARGET_KEPT, TARGET_FIRST, TARGET_GROWTH, TARGET_CLICK, TARGET_RELEASE = 0.5, 2.5, 11, 0.15, 2


@dataclass(frozen=True)
class Cost:
    """CPU seconds of the very first view of all responses, of later ones, of another question, and of deciding what may be told."""

    first: float
    kept: float
    click: float
    release: float


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
        report.at_most("Another question on the results page", few.click, TARGET_CLICK, "s of CPU", f"the page alone, {FEW:,} responses"),
        report.at_most(
            "Release of the tables of groups",
            many.release,
            TARGET_RELEASE,
            "s of CPU",
            f"12 questions by every breakdown, {MANY:,} responses",
        ),
    ]


def _cost(responses: int) -> Cost:
    with service() as made:
        app = made.application()
        officer = sign_in(app)
        officer.look(PAGE)  # an empty page warms the process up: modules, templates, the chart engine
        with app.app_context():
            fill(made, responses)
        first, kept = officer.look(PAGE), statistics.median(officer.look(PAGE) for _ in range(VIEWS))
        click = statistics.median(officer.click(f"{PAGE}&question=fair") for _ in range(VIEWS))
        with app.app_context():
            return Cost(first, kept, click, _release())


def _release() -> float:
    """What is told of groups, decided for the first time: the page has decided for officers, so here it is for the public."""
    survey = surveys.by_slug(SLUG)
    assert survey is not None
    found = results.results(survey, Window.parse("year to 2026/27 Q2"))
    begun = time.process_time()
    found.grouped(Audience.PUBLIC)
    return time.process_time() - begun


if __name__ == "__main__":
    report.show(measure())
