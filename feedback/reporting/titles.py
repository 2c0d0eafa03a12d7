"""Titles that say what a chart shows, from what is printed in it."""

from __future__ import annotations

from collections.abc import Sequence

from feedback.figures.released import CONFIDENTIAL, ReleasedRow, ReleasedTable
from feedback.figures.rounding import joined


def of_dots(items: ReleasedTable) -> str:
    """The lowest of rows that stand weakest first."""
    lowest = next((row for row in items.rows if row.share is not None), None)
    return f"Lowest: “{_bare(lowest.label)}”, {lowest.share_text}" if lowest else f"{_why_none(items)} to compare the questions"


def of_stack(table: ReleasedTable) -> str:
    """How far the share of the best answer differs between rows that offer the same answers."""
    best = sorted((row.distribution[-1] for row in table.rows), key=lambda part: part.share)
    if best[0].share_text == best[-1].share_text:
        return f"“{best[0].label}” was chosen by {best[0].share_text}"
    return f"“{best[0].label}” was chosen by {best[0].share_text} to {best[-1].share_text}"


def of_bars(themes: ReleasedTable) -> str:
    """What most people raised: all that tie for it."""
    counted = [row for row in themes.rows if row.base]
    if not counted:
        return "No theme was raised by enough people to count"
    most = [f"“{row.label}”" for row in counted if row.base == counted[0].base]
    return f"Raised most: {joined(most, 'and')}, {counted[0].share_text}{' each' if len(most) > 1 else ''}"


def of_trend(trend: ReleasedTable) -> str:
    """Where the line begins and ends."""
    drawn = [row for row in trend.rows if row.share is not None]
    if not drawn:
        return f"{_why_none(trend)} to draw a line"
    if len(drawn) == 1:
        return f"{drawn[0].share_text} in {drawn[0].label}"
    return f"{_at(drawn[0])} and {_at(drawn[-1])}"


def of_pairs(clear: Sequence[str]) -> str:
    """Which questions two audiences answered clearly differently."""
    if not clear:
        return "No clear difference between the two"
    return f"Clear difference: {joined([f'“{_bare(label)}”' for label in clear], 'and')}"


def _why_none(table: ReleasedTable) -> str:
    """What is held back may be about many people: it would give back somebody else's answers."""
    return "Too much is held back" if any(row.mark == CONFIDENTIAL for row in table.rows) else "Too few people answered"


def _at(row: ReleasedRow) -> str:
    return f"{row.share_text} in {row.label}"


def _bare(label: str) -> str:
    return label.removesuffix(".")
