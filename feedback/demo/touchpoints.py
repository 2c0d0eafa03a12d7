"""When each person is due to be asked: two to four weeks after the start, at a review, or in the last two weeks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.demo.cohort import Somebody
from feedback.demo.seeds import last_day
from feedback.figures.quarter import Quarter

AFTER_START = (timedelta(days=14), timedelta(days=28))
BEFORE_END = (timedelta(days=14), timedelta(days=1))
SETTLED = timedelta(days=60)
"""Nobody is asked for a review sooner than this."""
WEIGHTS = {"start": 2.0, "exit": 2.0, "review": 1.0}


@dataclass(frozen=True)
class Due:
    """One person due at one touchpoint, on some day from `first` to `last`."""

    person: Somebody
    touchpoint: str
    first: date
    last: date


def due(everybody: Sequence[Somebody], quarter: Quarter) -> list[Due]:
    """Who is due in a quarter, each person once: start before exit before review."""
    return [found for person in everybody if (found := next(_windows(person, quarter), None))]


def _windows(person: Somebody, quarter: Quarter) -> Iterator[Due]:
    ended = person.ended_on or date.max
    stages = [("start", person.started_on + AFTER_START[0], person.started_on + AFTER_START[1])]
    if person.ended_on:
        stages.append(("exit", person.ended_on - BEFORE_END[0], person.ended_on - BEFORE_END[1]))
    stages.append(("review", person.started_on + SETTLED, ended - BEFORE_END[0]))
    for touchpoint, first, last in stages:
        window = max(first, quarter.first), min(last, last_day(quarter))
        if window[0] <= window[1]:
            yield Due(person, touchpoint, *window)


def chosen(rng: random.Random, among: Sequence[Due], count: int) -> list[Due]:
    """`count` of them, those who start or leave twice as likely as those under review (Efraimidis and Spirakis, 2006)."""
    keys = {each.person.reference: rng.random() ** (1 / WEIGHTS[each.touchpoint]) for each in among}
    return sorted(among, key=lambda each: keys[each.person.reference], reverse=True)[:count]
