"""Secrets of single quarters that printed years give away together, although nothing is printed of a quarter's groups.

For each group, what the printed years hold of it is turned into what each quarter can hold (`between_years`): of its size, and of each
question of those who gave the answer that counts and of those who gave another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from feedback.figures.between_years import quarters_between
from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.rounding import band
from feedback.figures.worlds import FEWEST_VALUES, Asked, Panel, Print, Span, span_alike


class GivenAway(NamedTuple):
    """A group of which a quarter can be worked out; `question` is empty where it is its size."""

    group: int
    question: str = ""


class _Part(NamedTuple):
    """What one window holds: of everybody, and of each group the span that its print leaves (all of it where nothing is printed)."""

    total: int
    spans: Sequence[Span]

    def of(self, group: int) -> Span:
        """What one group can be, as the others cannot be more or fewer than their own spans."""
        low, high = self.spans[group]
        lows, highs = sum(span[0] for span in self.spans) - low, sum(span[1] for span in self.spans) - high
        return max(low, self.total - highs), min(high, self.total - lows)


def given_away(years: Sequence[Print], quarters: Mapping[Quarter, Panel], threshold: int, *, sizes_are_secret: bool) -> Iterator[GivenAway]:
    """What can be worked out of quarters, looked up anew at every step: whoever asks holds something back before asking on."""
    groups = range(len(years[0].panel.sizes))
    if sizes_are_secret:
        totals = {quarter: sum(panel.sizes) for quarter, panel in quarters.items()}
        for group in groups:
            secret = {quarter: threshold for quarter, panel in quarters.items() if panel.sizes[group] < threshold}
            while years[-1].told and secret and _is_known(totals, _parts(years, threshold), group, secret):
                yield GivenAway(group)
    for asked in years[-1].panel.answers:
        for counting in (True, False):
            totals = {quarter: _total(panel, asked.question, counting=counting) for quarter, panel in quarters.items()}
            secret = dict.fromkeys(quarters, FEWEST_VALUES - 1)
            for group in groups:
                while years[-1].told and _is_known(totals, _parts_of(years, asked.question, threshold, counting=counting), group, secret):
                    yield GivenAway(group, asked.question)


def _parts(years: Sequence[Print], threshold: int) -> Mapping[Quarters, _Part]:
    return {one.panel.quarters: _sizes(one, threshold) for one in years}


def _parts_of(years: Sequence[Print], question: str, threshold: int, *, counting: bool) -> Mapping[Quarters, _Part]:
    return {one.panel.quarters: _answers(one, question, threshold, counting=counting) for one in years}


def _is_known(totals: Mapping[Quarter, int], parts: Mapping[Quarters, _Part], group: int, secret: Mapping[Quarter, int]) -> bool:
    """Whether some quarter can hold fewer different numbers of a group than it must, and than everybody's figures alone leave."""
    bounds = {quarter: (0, total) for quarter, total in totals.items()}
    years = {year: _with_repeats(part.of(group), part.total, [totals.get(quarter, 0) for quarter in year]) for year, part in parts.items()}
    found = quarters_between(bounds, years)
    return any(found[quarter][1] - found[quarter][0] < min(width, totals[quarter]) for quarter, width in secret.items())


def _with_repeats(span: Span, total: int, quarters: Sequence[int]) -> Span:
    """A year counts a person once: its quarters hold as many more as answered again."""
    return span[0], span[1] + max(0, sum(quarters) - total)


def _sizes(one: Print, threshold: int) -> _Part:
    total = sum(one.panel.sizes)
    spans = [band(size, threshold) if group in one.told else (0, total) for group, size in enumerate(one.panel.sizes)]
    return _Part(total, spans)


def _answers(one: Print, question: str, threshold: int, *, counting: bool) -> _Part:
    """Those who gave the answer that counts, or the others, with the bases as they are: knowing them leaves no more."""
    asked = next((asked for asked in one.panel.answers if asked.question == question), Asked(question, ()))
    told = one.said.get(question, set())
    total = sum(cell.k if counting else cell.n - cell.k for cell in asked.cells)
    spans: list[Span] = []
    for group, cell in enumerate(asked.cells):
        low, high = (span_alike(cell.n, cell.k, cell.n, threshold) or (0, cell.n)) if group in told else (0, cell.n)
        ends = (low, high) if counting else (cell.n - high, cell.n - low)
        spans.append(ends if group in told else (0, total))
    return _Part(total, spans or [(0, total)] * len(one.panel.sizes))


def _total(panel: Panel, question: str, *, counting: bool) -> int:
    cells = next((asked.cells for asked in panel.answers if asked.question == question), ())
    return sum(cell.k if counting else cell.n - cell.k for cell in cells)
