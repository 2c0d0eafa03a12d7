"""Who answered in each quarter, when, and how: on a tablet, by link, on paper; alone or with help; in Easy Read or not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from feedback.demo import targets
from feedback.demo.cohort import Somebody, parents, young_people
from feedback.demo.council import SITE_OF_TEAM
from feedback.demo.seeds import QUARTERS, a_day, dealt, generator, last_day, some
from feedback.demo.touchpoints import Due, chosen, due
from feedback.figures.quarter import Quarter, london_day

LONDON = ZoneInfo("Europe/London")
UNLINKED = 2
"""Answers by the open link in each quarter: nobody knows whose."""
ON_TABLET, ON_PAPER = 0.72, 0.06
ASSISTED = 0.31
"""Share of the tablet's answers given with a worker's help."""
IN_EASY_READ = 0.35
"""Share of those on a tablet, with speech and language needs, who choose Easy Read."""
STRAIGHT = 0.05
"""Share who give the same answer to every question."""
LATE_IN = (Quarter(2025, 3), Quarter(2026, 1))
"""Quarters whose first days bring an answer of somebody asked in the quarter before."""
AFTER_MIDNIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
"""Half an hour into 1 July in London, so of 2026/27 Q2."""
OFFICE_HOURS = (10, 17)
LINK_HOURS = (16, 21)
MONTHS_APART = 3
"""Quarters between two answers of somebody in a group whose numbers are fixed: at most one in each rolling year."""


@dataclass(frozen=True)
class Respondent:
    """One response before anything is answered. `person` is None on the open link; `asked_in` is the quarter of the invitation."""

    quarter: Quarter
    at: datetime
    way: str
    person: Somebody | None = None
    touchpoint: str = ""
    asked_in: Quarter | None = None
    helper: str = ""
    variant: str = ""
    site: str = ""
    straight: bool = False

    @property
    def day(self) -> date:
        """The day in London."""
        return london_day(self.at)

    @property
    def assisted(self) -> bool:
        """Answered with a worker beside."""
        return self.helper in {"near", "read"}


@cache
def of_young_people() -> dict[Quarter, tuple[Respondent, ...]]:
    """The young people's survey."""
    rng = generator("respondents young people")
    recent: list[set[str]] = []
    found = {}
    for place, quarter in enumerate(QUARTERS):
        people = _young_people_of(rng, place, set().union(*recent[-MONTHS_APART:]))
        recent.append({each.person.reference for each in people if _in_a_fixed_group(each.person)})
        found[quarter] = tuple(_young_responses(rng, quarter, people, targets.YOUNG_PEOPLE.answered[place]))
    return found


@cache
def of_parents() -> dict[Quarter, tuple[Respondent, ...]]:
    """The parents' and carers' survey: all by link."""
    rng = generator("respondents parents")
    found = {}
    for quarter, answered in zip(QUARTERS, targets.PARENTS.answered, strict=True):
        people = chosen(rng, due(parents(), quarter), answered - UNLINKED)
        linked = [_by_link(rng, quarter, each) for each in people]
        found[quarter] = (*linked, *_unlinked(rng, quarter))
    return found


def _in_a_fixed_group(person: Somebody) -> bool:
    return person.in_care or is_black_or_mixed(person)


def is_black_or_mixed(person: Somebody | None) -> bool:
    """Whether somebody is in the group whose answers on fairness are fixed."""
    return person is not None and person.bands.get("ethnicity") in {"black", "mixed"}


def _young_people_of(rng: random.Random, place: int, not_again: set[str]) -> list[Due]:
    """Those who answer by a link number: so many in care, so many Black or mixed, and others."""
    everybody = due(young_people(), QUARTERS[place])
    free = [each for each in everybody if each.person.reference not in not_again]
    in_care = chosen(rng, _who(free, lambda person: person.in_care), targets.IN_CARE[place])
    counted = sum(is_black_or_mixed(each.person) for each in in_care)
    others = _who(free, lambda person: is_black_or_mixed(person) and not person.in_care)
    fixed = [*in_care, *chosen(rng, others, targets.BLACK_OR_MIXED[place] - counted)]
    rest = _who(everybody, lambda person: not _in_a_fixed_group(person))
    return [*fixed, *chosen(rng, rest, targets.YOUNG_PEOPLE.answered[place] - UNLINKED - len(fixed))]


def _who(among: Sequence[Due], is_one: Callable[[Somebody], bool]) -> list[Due]:
    return [each for each in among if is_one(each.person)]


def _young_responses(rng: random.Random, quarter: Quarter, people: Sequence[Due], answered: int) -> Iterator[Respondent]:
    tablet, paper = round(ON_TABLET * answered), round(ON_PAPER * answered)
    ways = dealt(rng, {"kiosk": tablet, "paper": paper, "invitation": len(people) - tablet - paper})
    assisted = round(ASSISTED * tablet)
    helped = iter(dealt(rng, {"none": tablet - assisted, "near": assisted // 2, "read": assisted - assisted // 2}))
    made = [
        _on_tablet(rng, quarter, each, next(helped)) if way == "kiosk" else replace(_by_link(rng, quarter, each), way=way)
        for each, way in zip(people, ways, strict=True)
    ]
    yield from _with_straight_lines(rng, _with_late_ones(rng, quarter, made), round(STRAIGHT * answered))
    yield from _unlinked(rng, quarter)


def _on_tablet(rng: random.Random, quarter: Quarter, each: Due, helper: str) -> Respondent:
    easy = each.person.bands["needs"] in {"slcn", "both"} and rng.random() < IN_EASY_READ
    variant, site = "easy-read" if easy else "", SITE_OF_TEAM[each.person.team]
    at = _instant(rng, a_day(rng, each.first, each.last), OFFICE_HOURS)
    return Respondent(quarter, at, "kiosk", each.person, each.touchpoint, quarter, helper, variant, site)


def _by_link(rng: random.Random, quarter: Quarter, each: Due) -> Respondent:
    at = _instant(rng, a_day(rng, each.first, each.last), LINK_HOURS)
    return Respondent(quarter, at, "invitation", each.person, each.touchpoint, quarter)


def _unlinked(rng: random.Random, quarter: Quarter) -> Iterator[Respondent]:
    for _ in range(UNLINKED):
        yield Respondent(quarter, _instant(rng, a_day(rng, quarter.first, last_day(quarter)), LINK_HOURS), "link")


def _with_late_ones(rng: random.Random, quarter: Quarter, made: Sequence[Respondent]) -> list[Respondent]:
    """The same, but for answers that belong to another quarter than one might think."""
    changed = list(made)
    before = quarter.previous()
    movable = [place for place, each in enumerate(made) if each.way == "invitation" and each.person and each.person.there(before)]
    places = iter(some(rng, movable, 2))
    if quarter in LATE_IN:
        place = next(places)
        at = _instant(rng, a_day(rng, quarter.first, quarter.first + timedelta(days=3)), LINK_HOURS)
        changed[place] = replace(made[place], at=at, asked_in=before)
    if quarter == Quarter.of_instant(AFTER_MIDNIGHT):
        place = next(places)
        changed[place] = replace(made[place], at=AFTER_MIDNIGHT, asked_in=before)
    return changed


def _with_straight_lines(rng: random.Random, made: Sequence[Respondent], count: int) -> list[Respondent]:
    able = [place for place, each in enumerate(made) if each.person and not _in_a_fixed_group(each.person) and not each.variant]
    lines = set(some(rng, able, count))
    return [replace(each, straight=place in lines) for place, each in enumerate(made)]


def _instant(rng: random.Random, day: date, hours: tuple[int, int]) -> datetime:
    return datetime.combine(day, time(rng.randint(*hours), rng.randrange(60)), LONDON).astimezone(UTC)
