"""Where the demo's numbers come from: one seeded generator for each part, so that a new part moves none of the others."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from feedback.figures.quarter import Quarter

FIRST = Quarter(2025, 1)
OPEN = Quarter(2026, 3)
TODAY = date(2026, 11, 21)
"""The day on which the demo takes place; the open quarter has answers up to here."""
LAST_WORKING_DAY = date(2026, 11, 20)
"""The Friday before the Saturday on which the demo takes place."""
CLOSED = (FIRST, Quarter(2025, 2), Quarter(2025, 3), Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 2))
QUARTERS = (*CLOSED, OPEN)

Drawn = TypeVar("Drawn")


def generator(part: str) -> random.Random:
    """The generator of one part: the same numbers in the same order, whatever other parts draw."""
    return random.Random(f"harrowdale {part}")


def new_id(rng: random.Random) -> str:
    """A UUID4 drawn from `rng`."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def last_day(quarter: Quarter) -> date:
    """The last day of a quarter of which the demo knows anything."""
    return min(quarter.last, TODAY)


def a_day(rng: random.Random, first: date, last: date) -> date:
    """A working day from `first` to `last`, both included; `first` itself when there is none."""
    days = [first + timedelta(days=number) for number in range(max((last - first).days, 0) + 1)]
    return rng.choice([day for day in days if day.weekday() < 5] or days[:1])


def about(rng: random.Random, expected: float) -> int:
    """One of the two whole numbers next to `expected`, which it is on average."""
    return int(expected + rng.random())


def shares(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """`total` split by `weights` into whole numbers that add up to it (largest remainders)."""
    whole = sum(weights.values())
    exact = {name: total * weight / whole for name, weight in weights.items()}
    split = {name: int(value) for name, value in exact.items()}
    by_remainder = sorted(exact, key=lambda name: split[name] - exact[name])
    for name in by_remainder[: total - sum(split.values())]:
        split[name] += 1
    return split


def dealt(rng: random.Random, counts: Mapping[Drawn, int]) -> list[Drawn]:
    """Each value as often as `counts` says, in random order."""
    values = [value for value, count in counts.items() for _ in range(count)]
    rng.shuffle(values)
    return values


def some(rng: random.Random, members: Sequence[Drawn], count: int) -> list[Drawn]:
    """`count` members, or all of them when there are no more."""
    return rng.sample(members, min(count, len(members)))
