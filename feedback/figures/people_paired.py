"""Who answered at the start and at the end: responses of one survey paired by link number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple


class Sent(NamedTuple):
    """A linked response at the start or at the end. `quarter` is the one it counts in, `version` the id of what it answered."""

    id: str
    link_number: int
    touchpoint: Literal["start", "exit"]
    day: date
    quarter: str
    version: int
    answers: str


class Pair(NamedTuple):
    """One person's answers at the start and at the end."""

    start: Sent
    end: Sent

    @property
    def quarter(self) -> str:
        """The quarter that the pair counts in: that of the answers at the end."""
        return self.end.quarter


@dataclass(frozen=True)
class Person:
    """One person's answers at the start and at the end, each in the order of their days."""

    starts: Sequence[Sent]
    ends: Sequence[Sent]

    def pair(self, quarters: Collection[str] | None) -> Pair | None:
        """The latest end (in these quarters; None for any) with the latest start on an earlier day; None where either is missing."""
        end = self.end(quarters)
        start = next((start for start in reversed(self.starts) if end and start.day < end.day), None)
        return Pair(start, end) if start and end else None

    def end(self, quarters: Collection[str] | None) -> Sent | None:
        """The latest end in these quarters; None for any."""
        return next((end for end in reversed(self.ends) if quarters is None or end.quarter in quarters), None)

    def waits(self, last: str | None) -> bool:
        """Whether they started, and by the end of quarter `last` (None for now) had not finished since."""
        starts, ends = ([one for one in side if last is None or one.quarter <= last] for side in (self.starts, self.ends))
        return bool(starts) and not any(end.day > starts[0].day for end in ends)


@dataclass(frozen=True)
class Flow:
    """How many people started by the end of a window, finished within it, did both, and started but have not finished."""

    started: int
    ended: int
    paired: int
    waiting: int


def people_of(sent: Iterable[Sent]) -> tuple[Person, ...]:
    """The responses by person. Of one day the greater id comes later, so that the order is always the same."""
    found: dict[int, tuple[list[Sent], list[Sent]]] = {}
    for one in sorted(sent, key=lambda one: (one.day, one.id)):
        found.setdefault(one.link_number, ([], []))[one.touchpoint == "exit"].append(one)
    return tuple(Person(starts, ends) for starts, ends in found.values())


def pairs_of(people: Iterable[Person], quarters: Collection[str] | None) -> tuple[Pair, ...]:
    """The pairs of these people that count in a window: its `quarters`, or None for all there are."""
    return tuple(pair for person in people if (pair := person.pair(quarters)))


def flow_of(people: Sequence[Person], quarters: Collection[str] | None) -> Flow:
    """How many people there are of each kind in a window."""
    last = max(quarters) if quarters else None
    return Flow(
        started=sum(any(last is None or start.quarter <= last for start in person.starts) for person in people),
        ended=sum(person.end(quarters) is not None for person in people),
        paired=sum(person.pair(quarters) is not None for person in people),
        waiting=sum(person.waits(last) for person in people),
    )
