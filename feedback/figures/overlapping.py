"""Secrets of single quarters that printed years give away together, although nothing is printed of a quarter's groups.

For each group, what the printed years hold of it is turned into what each quarter can hold (`between_years`): of its size, and of each
question of those who gave the answer that counts and of those who gave another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from feedback.figures.between_years import quarters_between, years_between
from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.rounding import band
from feedback.figures.worlds import FEWEST_VALUES, Asked, Cell, Panel, Print, Span, span_alike

ROUNDS = 3
"""How often what is known of the other groups of a quarter is followed up."""


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
    while sizes_are_secret and years[-1].told:
        found = next(_known_sizes(years, quarters, threshold), None)
        if found is None:
            break
        yield found
    for asked in years[-1].panel.answers:
        for group, counting in product(groups, (True, False)):
            secret = dict.fromkeys(quarters, FEWEST_VALUES - 1)
            while years[-1].told:
                known = _of_answers(years, quarters, group, asked.question, threshold, counting=counting)
                if not _is_known(known, secret) and not _is_known_by_year(known):
                    break
                yield GivenAway(group, asked.question)


class _Known(NamedTuple):
    """Of one group: what each quarter can hold by itself, and what printed years hold together; `everybody`: all groups in a quarter."""

    bounds: Mapping[Quarter, Span]
    years: Mapping[Quarters, Span]
    everybody: Mapping[Quarter, int]


def _known_sizes(years: Sequence[Print], quarters: Mapping[Quarter, Panel], threshold: int) -> Iterator[GivenAway]:
    """Sizes that can be worked out, all groups together: what one must at least have in a quarter, another cannot have."""
    every = [_of_sizes(years, quarters, group, threshold) for group in range(len(years[0].panel.sizes))]
    for _ in range(ROUNDS):
        found = [quarters_between(known.bounds, known.years) for known in every]
        every = [known._replace(bounds=_beside_others(group, known, found)) for group, known in enumerate(every)]
    for group, known in enumerate(every):
        secret = {quarter: threshold for quarter, panel in quarters.items() if panel.sizes[group] < threshold}
        if _is_known(known, secret):
            yield GivenAway(group)


def _beside_others(group: int, known: _Known, found: Sequence[Mapping[Quarter, Span]]) -> Mapping[Quarter, Span]:
    """What a group can hold in each quarter, given what the others do: together they are everybody."""
    bounds: dict[Quarter, Span] = {}
    for quarter, total in known.everybody.items():
        lows, highs = ([spans[quarter][end] for other, spans in enumerate(found) if other != group] for end in (0, 1))
        low, high = found[group][quarter]
        bounds[quarter] = (max(low, total - sum(highs)), min(high, total - sum(lows)))
    return bounds


def _is_known(known: _Known, secret: Mapping[Quarter, int]) -> bool:
    """Whether some quarter can hold fewer different numbers than it must, and than everybody's figures alone leave."""
    found = quarters_between(known.bounds, known.years)
    return any(found[quarter][1] - found[quarter][0] < min(width, known.everybody[quarter]) for quarter, width in secret.items())


def _is_known_by_year(known: _Known) -> bool:
    """Whether the others leave some year fewer than three different numbers, and fewer than it has by itself.

    By itself it may have few, since the bases are taken as known here: whether these are enough is for `worlds` to say.
    """
    alone = {year: high - low for year, (low, high) in known.years.items()}
    found = years_between(known.bounds, known.years)
    return any(high - low < min(FEWEST_VALUES - 1, alone[year]) for year, (low, high) in found.items())


def _of_sizes(years: Sequence[Print], quarters: Mapping[Quarter, Panel], group: int, threshold: int) -> _Known:
    everybody = {quarter: sum(panel.sizes) for quarter, panel in quarters.items()}
    most = dict(everybody)
    spans: dict[Quarters, Span] = {}
    for one in years:
        here = [quarter for quarter in one.panel.quarters if quarter in quarters]
        again = sum(quarters[quarter].sizes[group] for quarter in here) - one.panel.sizes[group]
        spans[one.panel.quarters] = _shifted(_sizes(one, threshold).of(group), again)
        for asked in one.panel.answers:
            high = _bases(one, asked, threshold).of(group)[1] + again
            for quarter in here:
                # Whoever is in the group has answered the question, so they are among its base, or has not.
                most[quarter] = min(most[quarter], high + everybody[quarter] - _total(quarters[quarter], asked.question))
    for asked in years[-1].panel.answers:
        # Whoever answered gave the answer that counts, or another.
        gave, others = (
            quarters_between(known.bounds, known.years)
            for known in (_of_answers(years, quarters, group, asked.question, threshold, counting=counting) for counting in (True, False))
        )
        for quarter, panel in quarters.items():
            skipped = everybody[quarter] - _total(panel, asked.question)
            most[quarter] = min(most[quarter], gave[quarter][1] + others[quarter][1] + skipped)
    return _Known({quarter: (0, max(0, number)) for quarter, number in most.items()}, spans, everybody)


def _of_answers(
    years: Sequence[Print], quarters: Mapping[Quarter, Panel], group: int, question: str, threshold: int, *, counting: bool
) -> _Known:
    everybody = {quarter: sum(_counts(panel, question, counting=counting)) for quarter, panel in quarters.items()}
    spans: dict[Quarters, Span] = {}
    for one in years:
        here = [_counts(quarters[quarter], question, counting=counting) for quarter in one.panel.quarters if quarter in quarters]
        year = _counts(one.panel, question, counting=counting)
        again = sum(of_quarter[group] for of_quarter in here) - year[group]
        spans[one.panel.quarters] = _shifted(_answers(one, question, threshold, counting=counting).of(group), again)
    return _Known({quarter: (0, number) for quarter, number in everybody.items()}, spans, everybody)


def _shifted(span: Span, again: int) -> Span:
    """A year counts a person once: its quarters hold as many more as answered again. Whoever knows how many knows no less than a reader."""
    return span[0] + again, span[1] + again


def _sizes(one: Print, threshold: int) -> _Part:
    total = sum(one.panel.sizes)
    return _Part(total, [band(size, threshold) if group in one.told else (0, total) for group, size in enumerate(one.panel.sizes)])


def _bases(one: Print, asked: Asked, threshold: int) -> _Part:
    """The bands that are printed beside the shares of a question."""
    told, total = one.said[asked.question], sum(cell.n for cell in asked.cells)
    return _Part(total, [band(cell.n, threshold) if group in told else (0, total) for group, cell in enumerate(asked.cells)])


def _answers(one: Print, question: str, threshold: int, *, counting: bool) -> _Part:
    """Those who gave the answer that counts, or the others, with the bases as they are: knowing them leaves no more."""
    told, total = one.said.get(question, set()), sum(_counts(one.panel, question, counting=counting))
    spans: list[Span] = []
    for group, cell in enumerate(_cells(one.panel, question)):
        low, high = span_alike(cell.n, cell.k, cell.n, threshold) or (0, cell.n)
        ends = (low, high) if counting else (cell.n - high, cell.n - low)
        spans.append(ends if group in told else (0, total))
    return _Part(total, spans)


def _cells(panel: Panel, question: str) -> Sequence[Cell]:
    """Nobody gave an opinion where a question was not asked."""
    found = next((asked.cells for asked in panel.answers if asked.question == question), None)
    return [Cell(0, 0)] * len(panel.sizes) if found is None else found


def _counts(panel: Panel, question: str, *, counting: bool) -> Sequence[int]:
    return [cell.k if counting else cell.n - cell.k for cell in _cells(panel, question)]


def _total(panel: Panel, question: str) -> int:
    return sum(cell.n for cell in _cells(panel, question))
