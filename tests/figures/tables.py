"""Small tables to release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger, Issued, Ledger, Population
from feedback.figures.measures import Figure
from feedback.figures.quarter import Quarters
from feedback.figures.released import Audience, ReleasedTable
from feedback.figures.spreads import Count, Spread
from feedback.figures.tables import Group, Groups, Members, People, Row, Table, Values, Whole
from tests.figures.samples import Q2, figure_of

OFFICERS, BOARD, PUBLIC = Audience.OFFICERS, Audience.BOARD, Audience.PUBLIC
YOUNG = "young people"
YEAR = Q2.rolling()


def released(table: Table, audience: Audience = OFFICERS, ledger: Ledger | None = None) -> ReleasedTable:
    """One table by itself; what groups said comes with who is in them, as it must."""
    asking: list[Table] = [table, members_of(table)] if isinstance(table, Groups) else [table]
    return release(asking, audience, ledger or EmptyLedger())[0]


def whole(*figures: Figure, before: Figure | None = None, adds_up: bool = False) -> Whole:
    rows = tuple(Row(f"row{i}", f"Row {i}", figure, (Q2,), before, "2026/27 Q1") for i, figure in enumerate(figures))
    return Whole("What young people said", "a", YOUNG, rows, adds_up)


def groups(*sides: tuple[int, int], rest: tuple[int, int] = (0, 0), quarters: Quarters = YEAR) -> Groups:
    """Of each group (k, n); `rest`: those of whom no group is known."""
    everybody = figure_of(sum(k for k, _ in (*sides, rest)), sum(n for _, n in (*sides, rest)))
    rows = tuple(Group(f"g{i}", f"Group {i}", figure_of(*side)) for i, side in enumerate(sides))
    return Groups("By group", "a", quarters, "team", everybody, rows)


def members(*sizes: int, rest: int = 0, quarters: Quarters = YEAR, about_people: bool = True) -> Members:
    rows = tuple(Count(f"g{i}", f"Group {i}", size) for i, size in enumerate(sizes))
    return Members("Who answered", "a", quarters, "team", YOUNG, rows, sum(sizes) + rest, about_people=about_people)


def members_of(table: Groups) -> Members:
    """Who is in the groups, where everybody gave an opinion."""
    sizes = [row.figure.n for row in table.rows]
    return members(*sizes, rest=max(table.whole.n - sum(sizes), 0), quarters=table.quarters)


def people(*counts: int, total: int | None = None, adds_up: bool = True) -> People:
    rows = tuple(Count(f"g{i}", f"Group {i}", count) for i, count in enumerate(counts))
    return People("Who they are", "a", (Q2,), "team", YOUNG, rows, sum(counts) if total is None else total, adds_up)


def marks(table: ReleasedTable) -> list[str | None]:
    return [row.mark for row in table.rows]


def shares(table: ReleasedTable) -> list[str]:
    return [row.share_text for row in table.rows]


def values(spread: Spread) -> Values:
    return Values("Stars", "a", (Q2,), YOUNG, spread)


@dataclass
class Remembering:
    """A ledger that issued one thing to everybody."""

    population: Population
    base: int

    def issued_before(self, audience: Audience, population: Population) -> Sequence[Issued]:  # noqa: ARG002 - the same for every audience
        same = (population.survey, population.question, population.breakdown, population.group)
        known = (self.population.survey, self.population.question, self.population.breakdown, self.population.group)
        return [Issued(self.population.quarters, self.base)] if same == known else []
