"""The tables that ask to be released: counts and figures as they are, which only `disclosure.release` may read."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.figures.measures import Figure
from feedback.figures.outcomes import Moves
from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.spreads import Count, Spread


@dataclass(frozen=True)
class Row:
    """A figure of a whole audience in one quarter or rolling year. `before` is the figure it is compared with, of the period `since`."""

    code: str
    label: str
    figure: Figure
    quarters: Quarters
    before: Figure | None = None
    since: str = ""


@dataclass(frozen=True)
class Whole:
    """What a whole audience thinks: a row for each question, or for each quarter of a trend.

    `adds_up`: the rows are parts of something that is shown elsewhere (quarters of a year), so that a single row held
    back could be worked out from the others.
    """

    title: str
    survey: str
    people: str
    rows: tuple[Row, ...]
    adds_up: bool = False


@dataclass(frozen=True)
class Group:
    """A figure of one group of a breakdown."""

    code: str
    label: str
    figure: Figure


@dataclass(frozen=True)
class Groups:
    """What the groups of one approved breakdown think: the same groups, in the same order, as in the Members of that window.

    Nobody may be in two groups; `whole` is everybody's figure.
    """

    title: str
    survey: str
    quarters: Quarters
    breakdown: str
    whole: Figure
    rows: tuple[Group, ...]


@dataclass(frozen=True)
class People:
    """Who people are, or what they chose or had. `adds_up`: each of the `total` is in at most one row."""

    title: str
    survey: str
    quarters: Quarters
    breakdown: str
    people: str
    rows: tuple[Count, ...]
    total: int
    adds_up: bool = True


@dataclass(frozen=True)
class Members:
    """How many of those who answered are in each group of an approved breakdown. Nobody may be in two; `total` may be in none.

    `collected`: how many people answered in each quarter of the window. `about_people` is false where the groups are about the way
    of asking: then the size of a group is no secret.
    """

    title: str
    survey: str
    quarters: Quarters
    breakdown: str
    people: str
    rows: tuple[Count, ...]
    total: int
    collected: tuple[tuple[Quarter, int], ...] = ()
    about_people: bool = True


@dataclass(frozen=True)
class Themes:
    """How many people raised each theme in their comments."""

    title: str
    rows: tuple[Count, ...]


@dataclass(frozen=True)
class Asked:
    """How many of a whole audience were invited, and how many of them answered."""

    code: str
    label: str
    answered: int
    invited: int


@dataclass(frozen=True)
class Rates:
    """Response rates of whole audiences."""

    title: str
    people: str
    rows: tuple[Asked, ...]


@dataclass(frozen=True)
class GroupRates:
    """Response rates of groups of those invited: by team, by touchpoint, by how they were asked. Nobody may be in two groups.

    `invited` people in all, whose rate is shown elsewhere.
    """

    title: str
    people: str
    rows: tuple[Asked, ...]
    invited: int


@dataclass(frozen=True)
class Crossed:
    """How many people are in each cell of rows and columns, whose totals are shown: `cells` by row, then by column."""

    title: str
    people: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Values:
    """How the numbers that a whole audience gave are spread: a rating, a number, the ratings of a goal."""

    title: str
    survey: str
    quarters: Quarters
    people: str
    spread: Spread


@dataclass(frozen=True)
class Moved:
    """How people moved between start and end in one respect, on a scale from `low` to `high`.

    From `reliable` points one person's change is reliable, None where that is not known.
    """

    code: str
    label: str
    moves: Moves
    low: float
    high: float
    reliable: float | None = None


@dataclass(frozen=True)
class Changes:
    """What changed for a whole audience between start and end: a row for each question, goal or instrument."""

    title: str
    survey: str
    quarters: Quarters
    people: str
    rows: tuple[Moved, ...]


Table = Whole | Groups | Members | People | Themes | Rates | GroupRates | Values | Changes | Crossed
