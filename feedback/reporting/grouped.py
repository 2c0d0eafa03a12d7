"""What is told of groups in a rolling year: which of it is decided from every rolling year up to that one, and every question.

A single quarter of a group is too few people to be sure of, and beside its years it would give them away: it has no such tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience, ReleasedTable
from feedback.figures.tables import Groups, Members
from feedback.reporting import tables
from feedback.reporting.about import About
from feedback.reporting.breakdowns import Breakdown
from feedback.reporting.kept import Kept
from feedback.reporting.questions import Rated
from feedback.reporting.windows import Window, years_upto

WHO = ""
"""Stands for the question in the table of who answered."""


@dataclass(frozen=True)
class Grouped:
    """The released tables of one rolling year: by breakdown, then by question, with who answered under WHO."""

    tables: Mapping[str, Mapping[str, ReleasedTable]]

    def who(self, breakdown: Breakdown) -> ReleasedTable:
        """How large the groups are."""
        return self.tables[breakdown.code][WHO]

    def said(self, breakdown: Breakdown, question: Rated) -> ReleasedTable:
        """What they said."""
        return self.tables[breakdown.code][question.code]


def needed(window: Window, first: Quarter) -> Sequence[Window]:
    """The windows whose counts decide what is told of the groups of a rolling year: earlier years, and every quarter of them.

    `first`: the first quarter that brought something.
    """
    years = years_upto(window.last, first)
    quarters = {quarter for year in years for quarter in year.quarters}
    return [*years, *map(Window, sorted(quarters))]


def grouped(
    about: About, breakdowns: Sequence[Breakdown], rated: Sequence[Rated], kept: Mapping[Window, Kept], audience: Audience
) -> Grouped:
    """What an audience may be told of the groups in a rolling year. `kept` has the counts of the `needed` windows."""
    upto = tuple((window, one) for window, one in kept.items() if window.last <= about.window.last)
    return _grouped(about, tuple(breakdowns), tuple(rated), upto, audience)


@lru_cache(maxsize=32)
def _grouped(
    about: About,
    breakdowns: tuple[Breakdown, ...],
    rated: tuple[Rated, ...],
    kept: tuple[tuple[Window, Kept], ...],
    audience: Audience,
) -> Grouped:
    """Remembered, because every question and every breakdown of a page asks for it."""
    collected = tuple(sorted((window.last, one.whole.responses) for window, one in kept if not window.rolling))
    asking = [table for window, one in kept for table in _asking(replace(about, window=window), breakdowns, rated, one, collected)]
    found: dict[str, dict[str, ReleasedTable]] = {}
    # Looking at a page issues nothing, so there is no ledger.
    for table, told in zip(asking, release(asking, audience, EmptyLedger()), strict=True):
        if table.quarters == about.window.quarters:
            question = table.whole.question if isinstance(table, Groups) else WHO
            found.setdefault(table.breakdown, {})[question] = told
    return Grouped(found)


def _asking(
    about: About, breakdowns: Sequence[Breakdown], rated: Sequence[Rated], kept: Kept, collected: tuple[tuple[Quarter, int], ...]
) -> Iterator[Members | Groups]:
    for breakdown in breakdowns:
        yield tables.who(about, breakdown, kept, collected)
        yield from (tables.groups(about, question, breakdown, kept) for question in rated)
