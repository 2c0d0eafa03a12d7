"""How comments are read, quarter by quarter: how many, how soon, how often people change the machine's guess, how far two agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from feedback import clock
from feedback.desk import clocks
from feedback.desk.reading import ONE_DAY, RECENT
from feedback.figures.agreement import Agreement, cohens_kappa
from feedback.figures.quarter import Quarter
from feedback.store import reading_figures
from feedback.store.reading_figures import Pairs
from feedback.working_time import Hours, is_working_day


@dataclass(frozen=True)
class HowRead:
    """Comments of one quarter, or of several: how many there are, how many a person has read, and `in_time` within a working day.

    For `changed` of those read the person's word differs from the machine's guess. `pairs`: what two officers took the same comments to
    mean, the second without knowing the first word or the guess.
    """

    comments: int = 0
    read: int = 0
    in_time: int = 0
    changed: int = 0
    pairs: Pairs = field(default_factory=Counter)

    def __add__(self, other: HowRead) -> HowRead:
        """Two sets of different comments as one."""
        return HowRead(
            self.comments + other.comments,
            self.read + other.read,
            self.in_time + other.in_time,
            self.changed + other.changed,
            self.pairs + other.pairs,
        )

    @property
    def agreement(self) -> Agreement | None:
        """How far the two agree beyond chance; None where that cannot be told."""
        return cohens_kappa(self.pairs)

    @property
    def twice(self) -> int:
        """How many comments two officers read."""
        return self.pairs.total()


def by_quarter() -> Sequence[tuple[Quarter, HowRead]]:
    """The quarter that runs and the four before it, newest first."""
    quarters = [Quarter.of(clock.today())]
    while len(quarters) < RECENT:
        quarters.append(quarters[-1].previous())
    names = [str(quarter) for quarter in quarters]
    comments, read = reading_figures.comments(names), _read(names)
    changed, pairs = reading_figures.changed(names), reading_figures.pairs(names)
    return [
        (
            quarter,
            HowRead(
                comments.get(name, 0),
                *read.get(name, (0, 0)),
                changed.get(name, 0),
                pairs.get(name, Counter()),
            ),
        )
        for quarter, name in zip(quarters, names, strict=True)
    ]


def together(found: Iterable[HowRead]) -> HowRead:
    """All of them as one."""
    return sum(found, HowRead())


def _read(quarters: Sequence[str]) -> Mapping[str, tuple[int, int]]:
    """By quarter: how many comments a person has read, and how many of them within a working day."""
    hours, found = clocks.hours(), dict[str, tuple[int, int]]()
    for quarter, sent_on, read_on, many in reading_figures.days(quarters):
        read, in_time = found.get(quarter, (0, 0))
        found[quarter] = read + many, in_time + (many if read_on <= next_working_day(hours, sent_on) else 0)
    return found


def next_working_day(hours: Hours, day: date) -> date:
    """The first working day after a day: by its end a comment of that day is to be read."""
    day += ONE_DAY
    while not is_working_day(hours, day):
        day += ONE_DAY
    return day
