"""The start and exit form: 118 starts, 74 ends, 61 people with both. Of those 36 improved, 15 stayed the same and 10 got worse.

Improved means that the eight answers together are higher at the end. Hope rises by 0.7 on average; drugs and alcohol
show no clear change. Nobody who answered twice skipped anything, so that these numbers are exact.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from feedback.demo import surveys
from feedback.demo.cohort import Somebody, young_people
from feedback.demo.council import SITE_OF_TEAM
from feedback.demo.recording import Filled, in_order_of_days, keep
from feedback.demo.seeds import FIRST, TODAY, a_day, dealt, generator, new_id, some

PAIRED, STARTS_ONLY, ENDS_ONLY = 61, 57, 13
QUESTIONS = ("school", "home", "friends", "anger", "drugs", "safe", "where_help", "hope")
LOW, HIGH = 1, 5
OUTCOMES = {"improved": 36, "same": 15, "worse": 10}
TOTALS = {"improved": (2, 7), "same": (0, 0), "worse": (-4, -1)}
"""By how much the eight answers together change, from and to."""
HOPE = {2: 12, 1: 25, 0: 18, -1: 6}
"""How many people's hope changes by how much: 43 points among 61 people, +0.70 on average."""
DRUGS = {1: 14, 0: 35, -1: 12}
"""The same for drugs and alcohol: +0.03, no clear change."""
USUAL_START = {1: 8, 2: 25, 3: 37, 4: 23, 5: 7}
"""Percent of answers at the start."""
GOALS = ("school", "work", "home", "friends", "calm", "trouble", "put_right", "healthy")
WITHOUT_AN_ANSWER = 0.05
AFTER_START = (timedelta(days=14), timedelta(days=28))
BEFORE_END = (timedelta(days=12), timedelta(days=1))
AT_NOON = time(12, 15, tzinfo=UTC)

Levels = dict[str, int]


@cache
def everybody() -> tuple[tuple[Filled, ...], tuple[Filled, ...]]:
    """The starts and the ends."""
    rng = generator("how things are going")
    both, starts_only, ends_only = _people(rng)
    starts, ends = [], []
    for person, change in zip(both, _changes(rng), strict=True):
        before, after = _levels(rng, change)
        goals = rng.sample(GOALS, rng.choice((1, 2, 2, 3)))
        starts.append(_one(rng, person, "start", before, _rated(rng, goals, 2, 5)))
        ends.append(_one(rng, person, "exit", after, _rated(rng, goals, 4, 9)))
    starts += [_one(rng, person, "start", _alone(rng), {}) for person in starts_only]
    ends += [_one(rng, person, "exit", _alone(rng), {}) for person in ends_only]
    return tuple(starts), tuple(ends)


def load() -> None:
    """Keep the starts and the ends."""
    starts, ends = everybody()
    keep(surveys.door(surveys.HOW_THINGS), in_order_of_days([*starts, *ends]))


def _people(rng: random.Random) -> tuple[list[Somebody], list[Somebody], list[Somebody]]:
    """Who answered at both ends, only at the start, and only at the end (having started before there was a form)."""
    started = [person for person in young_people() if FIRST.first <= person.started_on <= TODAY - AFTER_START[1]]
    both = some(rng, [person for person in started if person.ended_on], PAIRED)
    others = [person for person in started if person not in both]
    before = [person for person in young_people() if person.started_on < FIRST.first and person.ended_on]
    return both, some(rng, others, STARTS_ONLY), some(rng, before, ENDS_ONLY)


def _changes(rng: random.Random) -> Iterator[Mapping[str, int]]:
    """For each person with both: by how much hope, drugs and the whole change. Hope rises most where the whole improves."""
    outcomes = [outcome for outcome, count in OUTCOMES.items() for _ in range(count)]
    hope = sorted(dealt(rng, HOPE), key=lambda change: change + rng.gauss(0, 0.8), reverse=True)
    drugs = dealt(rng, DRUGS)
    people = [
        {"hope": up, "drugs": across, "": rng.randint(*TOTALS[outcome])} for outcome, up, across in zip(outcomes, hope, drugs, strict=True)
    ]
    rng.shuffle(people)
    return iter(people)


def _levels(rng: random.Random, change: Mapping[str, int]) -> tuple[Levels, Levels]:
    """Answers before and after that change by as much as they should, each from 1 to 5."""
    before = {question: _within(_usual(rng), change.get(question, 0)) for question in QUESTIONS}
    after = {question: level + change.get(question, 0) for question, level in before.items()}
    free = [question for question in QUESTIONS if question not in change]
    while (missing := change[""] - sum(after.values()) + sum(before.values())) != 0:
        step = 1 if missing > 0 else -1
        movable = [question for question in free if LOW <= after[question] + step <= HIGH]
        after[rng.choice(movable)] += step
    return before, after


def _usual(rng: random.Random) -> int:
    return rng.choices(list(USUAL_START), weights=list(USUAL_START.values()))[0]


def _within(level: int, change: int) -> int:
    """The nearest level from which such a change stays on the scale."""
    return min(max(level, LOW - min(change, 0)), HIGH - max(change, 0))


def _alone(rng: random.Random) -> Levels:
    return {question: _usual(rng) for question in QUESTIONS if rng.random() >= WITHOUT_AN_ANSWER}


def _rated(rng: random.Random, goals: list[str], low: int, high: int) -> dict[str, str | list[str]]:
    return {"goals": goals, **{f"goals.{goal}": str(rng.randint(low, high)) for goal in goals}}


def _one(rng: random.Random, person: Somebody, touchpoint: str, levels: Levels, goals: Mapping[str, str | list[str]]) -> Filled:
    day = _day(rng, person, touchpoint)
    return Filled(
        response_id=new_id(rng),
        at=datetime.combine(day, AT_NOON),
        day=day,
        way="kiosk",
        typed={question: str(level) for question, level in levels.items()} | dict(goals),
        person=person,
        touchpoint=touchpoint,
        helper=rng.choice(("none", "none", "near", "read")),
        site=SITE_OF_TEAM[person.team],
    )


def _day(rng: random.Random, person: Somebody, touchpoint: str) -> date:
    if touchpoint == "start":
        return a_day(rng, person.started_on + AFTER_START[0], person.started_on + AFTER_START[1])
    assert person.ended_on
    return a_day(rng, person.ended_on - BEFORE_END[0], person.ended_on - BEFORE_END[1])
