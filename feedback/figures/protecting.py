"""What of a breakdown is held back, so that nothing of a small group can be worked out.

Rolling years are decided in order of time. What was decided for an earlier one stays, since somebody may have read it. In each year
the rows below the threshold go first; then, while any number could be worked out, one more row.

Years that share quarters are told apart by the people who answered in the others: what is added to one year in one of its quarters
can be taken out again in a quarter of the next one. Only where those are few (a panel that answers every quarter, a year with one
quarter in it) are two years about the same people; they are then looked at together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedback.figures.overlapping import given_away
from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.words import ENOUGH
from feedback.figures.worlds import FARTHEST, Asked, Panel, Print, Worlds

OVERLAPPING = 7
"""A year shares quarters with the three before it, and these with three more: farther back there is nothing to subtract from."""


ENOUGH_HALVES = 5
"""So many halves of the threshold a quarter must bring, if it brings anything, for its year to tell of groups: 12 people, or 25 for the
public. In one of 500 cohorts of ten people a quarter our attacker could follow more groups at once than `overlapping` does."""


@dataclass(frozen=True)
class Held:
    """Positions of groups of which the size, and of each question the share, is held back in one window."""

    sizes: frozenset[int]
    shares: Mapping[str, frozenset[int]]


@dataclass(frozen=True)
class _Secret:
    """A number that must not be worked out: the size of a group, or (with a `question`) how many of it gave an answer."""

    one: Print
    group: int
    asked: Asked | None = None


@lru_cache(maxsize=256)
def protect(
    panels: tuple[Panel, ...], threshold: int, collected: tuple[tuple[Quarter, int], ...], *, sizes_are_secret: bool
) -> Mapping[Quarters, Held]:
    """What is held back in each rolling year of one breakdown. Give its quarters too: nothing is told of them, and they stay secret.

    `collected`: people who answered, by quarter. `sizes_are_secret`: whether the groups say who people are.
    Raises ValueError when two panels are of one window.
    """
    if len({panel.quarters for panel in panels}) < len(panels):
        raise ValueError("a window stands twice: give each window of a breakdown once")
    quarters = {panel.quarters[0]: panel for panel in panels if len(panel.quarters) == 1}
    decided: list[Print] = []
    for panel in sorted((panel for panel in panels if len(panel.quarters) > 1), key=lambda one: one.quarters[-1]):
        told = _all_told(panel, threshold) if _quarters_are_large(panel, dict(collected), threshold) else _nothing_told(panel)
        together = [*(one for one in decided if _same_people(one.panel, panel, dict(collected))), told]
        _decide(told, together, threshold, sizes_are_secret=sizes_are_secret)
        decided.append(told)
        _keep_quarters_secret(decided[-OVERLAPPING:], quarters, threshold, sizes_are_secret=sizes_are_secret)
    return {one.panel.quarters: _held(one) for one in decided}


def _keep_quarters_secret(years: Sequence[Print], quarters: Mapping[Quarter, Panel], threshold: int, *, sizes_are_secret: bool) -> None:
    """Hold back rows of the newest of these years until no quarter of them can be worked out from all of them together."""
    newest = years[-1]
    near = {quarter: quarters[quarter] for one in years for quarter in one.panel.quarters if quarter in quarters}
    for found in given_away(years, near, threshold, sizes_are_secret=sizes_are_secret) if newest.told else ():
        _hold_one(newest, found.group, found.question)


def _quarters_are_large(panel: Panel, collected: Mapping[Quarter, int], threshold: int) -> bool:
    """Whether each quarter that brought something brought enough: of few people, whatever is told of groups tells too much."""
    return all(not 0 < collected.get(quarter, 0) < ENOUGH_HALVES * threshold // 2 for quarter in panel.quarters)


def _nothing_told(panel: Panel) -> Print:
    return Print(panel, set(), {asked.question: set() for asked in panel.answers})


def _all_told(panel: Panel, threshold: int) -> Print:
    """Everything told that is not below the threshold, but for the larger of two parts."""
    told = {group for group, size in enumerate(panel.sizes) if size >= threshold}
    said = {asked.question: {group for group in told if asked.cells[group].n >= threshold} for asked in panel.answers}
    return Print(panel, told, {asked.question: said[asked.question] - _larger_of_two(asked) for asked in panel.answers})


def _larger_of_two(asked: Asked) -> frozenset[int]:
    """ "Not this group" is not told beside everybody while this group is small."""
    sizes = sorted((cell.n, group) for group, cell in enumerate(asked.cells) if cell.n)
    return frozenset({sizes[1][1]}) if len(sizes) == 2 and sizes[0][0] < ENOUGH else frozenset()


def _same_people(one: Panel, other: Panel, collected: Mapping[Quarter, int]) -> bool:
    """Whether a quarter of both has nearly everybody of one of them."""
    people = min(sum(one.sizes), sum(other.sizes))
    return any(people - collected.get(quarter, 0) <= FARTHEST for quarter in set(one.quarters) & set(other.quarters))


def _decide(told: Print, together: Sequence[Print], threshold: int, *, sizes_are_secret: bool) -> None:
    worlds = Worlds(together, threshold)
    for secret in _secrets(together, threshold, sizes_are_secret=sizes_are_secret):
        # Holding back only adds worlds, so no secret that was safe before has to be looked at again.
        while told.told and not _is_safe(secret, worlds):
            _hold_back(told, secret, worlds)


def _held(one: Print) -> Held:
    every = frozenset(range(len(one.panel.sizes)))
    return Held(every - one.told, {question: every - told for question, told in one.said.items()})


def _secrets(prints: Iterable[Print], threshold: int, *, sizes_are_secret: bool) -> Iterator[_Secret]:
    for one in prints:
        if sizes_are_secret:
            yield from (_Secret(one, group) for group, size in enumerate(one.panel.sizes) if size < threshold)
        for asked in one.panel.answers:
            everybody = sum(cell.n for cell in asked.cells)
            # Where sizes are no secret, a group that is everybody has everybody's figure.
            most = everybody if sizes_are_secret else everybody - 1
            yield from (_Secret(one, group, asked) for group, cell in enumerate(asked.cells) if 0 < cell.n <= most)


def _is_safe(secret: _Secret, worlds: Worlds) -> bool:
    if secret.asked:
        return worlds.answers_vary(secret.one, secret.asked, secret.group)
    return worlds.size_varies(secret.group)


def _hold_back(one: Print, secret: _Secret, worlds: Worlds) -> None:
    """One more row of this window: one that makes the secret safe by itself, else the largest that is told; first of its question."""
    told = one.said.get(secret.asked.question) if secret.asked else None
    if not told or not secret.asked:
        _hold_group(one, min(one.told, key=lambda group: (one.panel.sizes[group], group)))
        return
    cells = next(asked.cells for asked in one.panel.answers if asked.question == secret.asked.question)
    # The smallest group is what somebody came to read, and the largest is nearly everybody: it goes first.
    largest_first = sorted(told, key=lambda group: (-cells[group].n, group))
    for group in largest_first:
        found = set(worlds.alike)
        told.remove(group)
        if _is_safe(secret, worlds):
            return
        told.add(group)
        # What was found while it was held back may be no world now that it is told.
        worlds.alike = found
    told.remove(largest_first[0])


def _hold_group(one: Print, group: int) -> None:
    """Where a size is held back, so is every share: the band of its base would tell it."""
    one.told.discard(group)
    for told in one.said.values():
        told.discard(group)


def _hold_one(one: Print, group: int, question: str) -> None:
    """A group's share, or its size; where it is not told, the smallest that is."""
    told = one.said[question] if question and one.said[question] else one.told
    if not told:
        return
    chosen = group if group in told else min(told, key=lambda other: (one.panel.sizes[other], other))
    if told is one.told:
        _hold_group(one, chosen)
    else:
        told.remove(chosen)
