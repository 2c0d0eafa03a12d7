"""Findings, and the page that holds them."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.serving import TOP

PAGE = TOP / "docs" / "performance.md"


@dataclass(frozen=True)
class Finding:
    """One figure beside its target. `detail` says what it was made from."""

    what: str
    value: str
    target: str
    reached: bool
    detail: str

    def __str__(self) -> str:
        return f"{'  ok  ' if self.reached else 'MISSED'}  {self.what}: {self.value} (target: {self.target}). {self.detail}"


def at_least(what: str, value: float, target: float, detail: str) -> Finding:
    """A ratio that should be high."""
    return Finding(what, f"{value:.2f}", f"at least {target}", value >= target, detail)


def at_most(what: str, value: float, target: float, unit: str, detail: str) -> Finding:
    """A cost that should be low, in `unit`."""
    return Finding(what, f"{value:.3g} {unit}".strip(), f"at most {target:g} {unit}".strip(), value <= target, detail)


def show(findings: Sequence[Finding]) -> None:
    """Print findings, a line each."""
    for finding in findings:
        print(finding, flush=True)


def write(findings: Sequence[Finding]) -> None:
    """Write docs/performance.md."""
    head = HEAD.format(day=datetime.now(UTC).date().isoformat(), cores=os.cpu_count(), python=platform.python_version())
    PAGE.write_text(head + "".join(map(_row, findings)))


def _row(one: Finding) -> str:
    return f"| {one.what} | {one.value} | {one.target} | {'yes' if one.reached else '**no**'} | {one.detail} |\n"


HEAD = """# What the service costs

Written by `make bench`; do not edit. Last run on {day}, Python {python}, {cores} cores shared by server, client and whatever else ran.

Rates are ratios to a floor that is measured in the same run, in turns with the service (A B A B …), under the same gunicorn
settings, so that they mean the same on any machine. The floor of a sent response is a bare Flask view that parses the same form
and inserts one row as large as all that the service keeps of it, as durably (SQLite, WAL, synchronous FULL). The floor of a page
is a bare Flask view that returns the same bytes.
Times are CPU seconds of one process.

| what | measured | target | reached | made from |
| --- | --- | --- | --- | --- |
"""
