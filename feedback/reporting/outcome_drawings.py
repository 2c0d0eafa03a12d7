"""The charts of a page of outcomes: how many improved, stayed the same and got worse, each bar everybody who answered both times."""

from __future__ import annotations

from dataclasses import replace

from feedback.figures.released import ReleasedTable
from feedback.figures.start_and_end import GOALS, TOGETHER
from feedback.reporting import charts
from feedback.reporting.drawings import Drawing
from feedback.reporting.outcomes import Outcomes


def of(outcomes: Outcomes) -> dict[str, Drawing]:
    """The charts by the name in their address: questions, scores and goals, each where it has a row with numbers."""
    tables = {"questions": outcomes.questions, "scores": outcomes.instruments, "goals": outcomes.goals}
    counted = {name: _counted(table) for name, table in tables.items()}
    return {name: Drawing(titled(table), table, charts.stacks) for name, table in counted.items() if table.rows}


def titled(table: ReleasedTable) -> str:
    """What a chart of such rows shows: the question or goal in which most improved."""
    rows = [row for row in table.rows if row.code not in {TOGETHER, GOALS}]
    best = max(rows or table.rows, key=lambda row: row.share or 0)
    improved = best.distribution[-1]
    return f"Most improved: “{best.label.removesuffix('.')}”, {improved.count} of {best.base}"


def _counted(table: ReleasedTable) -> ReleasedTable:
    """The rows that have numbers: the others stand in the table beside the chart."""
    return replace(table, rows=tuple(row for row in table.rows if row.distribution))
