"""What is told of groups in a rolling year: which of it is decided from every rolling year up to that one, and every question.

A single quarter of a group is too few people to be sure of, and beside its years it would give them away: it has no such tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from feedback.figures.disclosure import release
from feedback.figures.ledger import NOTHING_ISSUED, Ledger
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
    """The tables of one rolling year, each with what may be told of it: by breakdown, who answered and then what they said."""

    pairs: Sequence[tuple[Members | Groups, ReleasedTable]]

    def who(self, breakdown: Breakdown) -> ReleasedTable:
        """How large the groups are."""
        return self._told[breakdown.code, WHO]

    def said(self, breakdown: Breakdown, question: Rated) -> ReleasedTable:
        """What they said."""
        return self._told[breakdown.code, question.code]

    @cached_property
    def _told(self) -> Mapping[tuple[str, str], ReleasedTable]:
        return {(table.breakdown, table.whole.question if isinstance(table, Groups) else WHO): told for table, told in self.pairs}


def needed(window: Window, first: Quarter) -> Sequence[Window]:
    """The windows whose counts decide what is told of the groups of a rolling year: earlier years, and every quarter of them.

    `first`: the first quarter that brought something.
    """
    years = years_upto(window.last, first)
    quarters = {quarter for year in years for quarter in year.quarters}
    return [*years, *map(Window, sorted(quarters))]


def grouped(
    about: About,
    breakdowns: Sequence[Breakdown],
    rated: Sequence[Rated],
    kept: Mapping[Window, Kept],
    audience: Audience = Audience.OFFICERS,
    ledger: Ledger = NOTHING_ISSUED,
) -> Grouped:
    """What an audience may be told of the groups in a rolling year. `kept` has the counts of the `needed` windows."""
    upto = tuple((window, one) for window, one in kept.items() if window.last <= about.window.last)
    return _grouped(about, tuple(breakdowns), tuple(rated), upto, audience, ledger)


@lru_cache(maxsize=32)
def _grouped(
    about: About,
    breakdowns: tuple[Breakdown, ...],
    rated: tuple[Rated, ...],
    kept: tuple[tuple[Window, Kept], ...],
    audience: Audience,
    ledger: Ledger,
) -> Grouped:
    """Remembered, because every question and every breakdown of a page asks for it."""
    collected = tuple(sorted((window.last, one.whole.responses) for window, one in kept if not window.rolling))
    asking = [table for window, one in kept for table in _asking(replace(about, window=window), breakdowns, rated, one, collected)]
    both = zip(asking, release(asking, audience, ledger), strict=True)
    return Grouped(tuple((table, told) for table, told in both if table.quarters == about.window.quarters))


def _asking(
    about: About, breakdowns: Sequence[Breakdown], rated: Sequence[Rated], kept: Kept, collected: tuple[tuple[Quarter, int], ...]
) -> Iterator[Members | Groups]:
    for breakdown in breakdowns:
        yield tables.who(about, breakdown, kept, collected)
        yield from (tables.groups(about, question, breakdown, kept) for question in rated)
