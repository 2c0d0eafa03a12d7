"""Compliments: approved, redacted praise. By team only where enough people praised it in a quarter that is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from feedback import clock
from feedback.desk.quoting import BY
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience
from feedback.store import council, redactions
from feedback.store.redactions import Compliment

SIZE = 25
LEAST = Audience.OFFICERS.threshold
WHOLE_SERVICE = "The whole service"
Pile = Sequence[Compliment]


@dataclass(frozen=True)
class Praise:
    """One compliment as it is read: words, quarter, who said it, and for whom. Nothing else of it is known outside the desk."""

    words: str
    quarter: str
    by: str
    whom: str


def page(number: int) -> tuple[Sequence[Praise], int]:
    """Page `number` (from 1) of all compliments, newest quarter first, the whole service before its teams; and how many there are."""
    names, now = council.place_names("team"), str(Quarter.of(clock.today()))
    ordered = [
        (whom, one) for quarter, pile in _by_quarter(redactions.compliments()) for whom, one in _of_quarter(quarter, pile, names, now)
    ]
    here = ordered[(number - 1) * SIZE : number * SIZE]
    words = redactions.in_clear([one for _, one in here])
    return [Praise(words[one.id], one.quarter, BY[one.audience], whom) for whom, one in here], len(ordered)


def by_team(pile: Pile, least: int = LEAST) -> tuple[Pile, Mapping[int, Pile]]:
    """Compliments of one closed quarter in two parts: those for the whole service, and those of each team that may be named.

    A team is named when at least `least` people praised it. What is left for the whole service comes from nobody or from at
    least `least` people: where it would be fewer, the named team with the fewest people goes with it.
    """
    named = {team: ones for team, ones in _teams(pile).items() if people(ones) >= least}
    while named and 0 < people(_rest(pile, named)) < least:
        del named[min(named, key=lambda team: (people(named[team]), team))]
    return _rest(pile, named), named


def people(pile: Iterable[Compliment]) -> int:
    """How many people these compliments come from."""
    return len({one.person for one in pile})


def _by_quarter(pile: Pile) -> list[tuple[str, Pile]]:
    """Newest first; within a quarter in the order given."""
    ordered = sorted(pile, key=lambda one: one.quarter, reverse=True)
    return [(quarter, list(ones)) for quarter, ones in groupby(ordered, key=lambda one: one.quarter)]


def _of_quarter(quarter: str, pile: Pile, names: Mapping[int, str], now: str) -> list[tuple[str, Compliment]]:
    """A quarter's compliments with whom each is for. While it is open, and more may come, no team is named."""
    rest, named = (pile, {}) if quarter >= now else by_team(pile)
    teams = sorted((names[team], ones) for team, ones in named.items())
    return [(WHOLE_SERVICE, one) for one in rest] + [(name, one) for name, ones in teams for one in ones]


def _teams(pile: Pile) -> Mapping[int, Pile]:
    found: dict[int, list[Compliment]] = {}
    for one in pile:
        if one.team_id is not None:
            found.setdefault(one.team_id, []).append(one)
    return found


def _rest(pile: Pile, named: Mapping[int, Pile]) -> Pile:
    return [one for one in pile if one.team_id not in named]
