"""Distance travelled: what the same people said at the start and at the end, person by person.

Only answers of one person are ever subtracted: a mean of those who started and a mean of those who finished are about different people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum, sqrt
from typing import NamedTuple

from feedback.figures.change import Word
from feedback.figures.instruments import GOAL_CHANGE
from feedback.figures.intervals import Interval, mean_interval
from feedback.figures.people_paired import Pair
from feedback.figures.start_and_end import GOALS, TOGETHER, Given, Reader, is_goal, is_question

HUNDRED = 100
"""Answers to questions with different scales are put on one from 0 to this before they are taken together."""


class Step(NamedTuple):
    """What one person said at the end minus what they said at the start; more is always the more wanted.

    `at_top`: they started where nothing is higher. `quarter` is that of their answers at the end.
    """

    by: float
    at_top: bool
    quarter: str


@dataclass(frozen=True)
class Moves:
    """How many people moved which way between start and end, and by how much on average.

    `at_top` of them started at the top and could not improve. `unlike` more people answered both times, but on scales that differ,
    and `apart` more are left out because they would be told of by themselves (`without_few`).
    `mean` and `sd` are in points of the scale, None below two people. `reliable` is how many moved up and down by no less than
    what counts as reliable, None where nothing is published about that.
    """

    improved: int = 0
    same: int = 0
    worse: int = 0
    at_top: int = 0
    unlike: int = 0
    apart: int = 0
    mean: float | None = None
    sd: float | None = None
    reliable: tuple[int, int] | None = None

    @property
    def n(self) -> int:
        """How many people can be compared."""
        return self.improved + self.same + self.worse

    @property
    def interval(self) -> Interval | None:
        """Student's t interval of the mean of the paired differences; None below two people."""
        return None if self.mean is None or self.sd is None else mean_interval(self.mean, self.sd, self.n)

    @property
    def word(self) -> Word:
        """A word other than "no clear change" needs that interval to exclude 0."""
        interval = self.interval
        if interval is None or interval.holds(0):
            return "no clear change"
        return "improved" if interval.low > 0 else "declined"


@dataclass(frozen=True)
class Found:
    """The steps of everybody by key, how many more answered both times on scales that differ, and how many are left out for now.

    Keys are those of `Reader`, TOGETHER and GOALS. `reliable` is from how many points one person's change is reliable, where known.
    """

    steps: Mapping[str, Sequence[Step]]
    unlike: Mapping[str, int]
    reliable: Mapping[str, float]
    apart: Mapping[str, int] = field(default_factory=dict)


class Comparer:
    """Subtracts the answers of pairs, each pair once however many windows it counts in."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[str, str], tuple[Sequence[tuple[str, Step]], Sequence[str]]] = {}

    def found(self, pairs: Iterable[Pair]) -> Found:
        """What these pairs say: by question, goal and instrument; under TOGETHER all questions at once, under GOALS all goals."""
        steps: dict[str, list[Step]] = {}
        unlike: Counter[str] = Counter()
        for pair in pairs:
            moved, differ = self._compared(pair)
            unlike.update(differ)
            for key, step in moved:
                steps.setdefault(key, []).append(step)
        return Found(steps, unlike, self._reader.reliable)

    def _compared(self, pair: Pair) -> tuple[Sequence[tuple[str, Step]], Sequence[str]]:
        name = pair.start.id, pair.end.id
        known = self._known.get(name)
        if known is None:
            before, after = self._reader.given(pair.start), self._reader.given(pair.end)
            both = [key for key in after if key in before]
            alike = {key: (before[key], after[key]) for key in both if before[key].like(after[key])}
            moved = (*_each(alike, pair), *_together(alike, self._reader.asked(pair.end), pair))
            known = self._known[name] = (moved, [key for key in both if key not in alike])
        return known


def moves(found: Found, key: str) -> Moves:
    """The moves under one key."""
    steps = found.steps.get(key, ())
    reliable = GOAL_CHANGE if key == GOALS or is_goal(key) else found.reliable.get(key)
    # Few different steps come out of however many people, so that each is looked at once.
    counted = Counter((step.by, step.at_top) for step in steps)
    by = [(one, people) for (one, _), people in counted.items()]
    mean, sd = _moments(by)
    return Moves(
        improved=sum(people for one, people in by if one > 0),
        same=sum(people for one, people in by if one == 0),
        worse=sum(people for one, people in by if one < 0),
        at_top=sum(people for (_, at_top), people in counted.items() if at_top),
        unlike=found.unlike.get(key, 0),
        apart=found.apart.get(key, 0),
        mean=mean,
        sd=sd,
        reliable=None if reliable is None else _beyond(by, reliable),
    )


def without_few(found: Found, alone: Collection[str], years: Iterable[Collection[str]], fewest: int) -> Found:
    """The steps that may be told of all quarters at once beside those quarters and years that are told by themselves.

    `alone` are the quarters that have a page of their own. Those with 1 to `fewest` - 1 people show nothing there, and other quarters
    have no page: together they are all minus the pages. So they are left out, key by key, while they are fewer than `fewest` people
    in all, or beside one of the `years` (of four such quarters, which is told since none of them is).
    """
    told = {key: _without_few(steps, alone, years, fewest) for key, steps in found.steps.items()}
    return replace(found, steps=told, apart={key: len(found.steps[key]) - len(steps) for key, steps in told.items()})


def _without_few(steps: Sequence[Step], alone: Collection[str], years: Iterable[Collection[str]], fewest: int) -> Sequence[Step]:
    people = Counter(step.quarter for step in steps)
    apart = {quarter for quarter, total in people.items() if quarter not in alone or total < fewest}
    told = [sum(people[quarter] for quarter in year) for year in years if apart.issuperset(year)]
    total = sum(people[quarter] for quarter in apart)
    if any(0 < total - of_year < fewest for of_year in (0, *told)):
        return [step for step in steps if step.quarter not in apart]
    return steps


def _each(alike: Mapping[str, tuple[Given, Given]], pair: Pair) -> Iterable[tuple[str, Step]]:
    return ((key, Step(after.score - before.score, before.score == before.high, pair.quarter)) for key, (before, after) in alike.items())


def _together(alike: Mapping[str, tuple[Given, Given]], asked: int, pair: Pair) -> Iterable[tuple[str, Step]]:
    """All questions as one, for who answered at least half of those `asked` both times, and all goals as one."""
    questions = [both for key, both in alike.items() if is_question(key)]
    goals = [both for key, both in alike.items() if is_goal(key)]
    if asked > 1 and questions and 2 * len(questions) >= asked:
        yield TOGETHER, _one_of(questions, HUNDRED, pair)
    if goals:
        yield GOALS, _one_of(goals, None, pair)


def _one_of(both: Sequence[tuple[Given, Given]], length: int | None, pair: Pair) -> Step:
    """Several changes of one person as their mean, each on a scale of this length where one is given."""
    by = fsum((after.score - before.score) * (length / (before.high - before.low) if length else 1) for before, after in both)
    # Changes that cancel out are no change, also where thirds were added.
    return Step(round(by / len(both), 9) + 0.0, all(before.score == before.high for before, _ in both), pair.quarter)


def _beyond(by: Sequence[tuple[float, int]], points: float) -> tuple[int, int]:
    """How many people moved by so many points or more, up and down."""
    up = sum(people for one, people in by if one >= points)
    return up, sum(people for one, people in by if one <= -points)


def _moments(by: Sequence[tuple[float, int]]) -> tuple[float | None, float | None]:
    """Mean and standard deviation (divided by n - 1) of values with how often they come; none below two."""
    n = sum(people for _, people in by)
    if n < 2:
        return None, None
    mean = fsum(one * people for one, people in by) / n
    return mean, sqrt(fsum((one - mean) ** 2 * people for one, people in by) / (n - 1))
