"""The tables of a breakdown put together: all its rolling years and all its questions, to decide what of them is held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedback.figures.measures import Figure
from feedback.figures.protecting import Held, protect
from feedback.figures.quarter import Quarters
from feedback.figures.tables import Groups, Members
from feedback.figures.worlds import Asked, Cell, Panel

QUARTERS = 4


HeldInGroups = Mapping[tuple[str, str], Mapping[Quarters, Held]]
"""By survey and breakdown, then by rolling year."""


def held_in_groups(tables: Sequence[Members | Groups], threshold: int) -> HeldInGroups:
    """What is held back in each rolling year of each breakdown. Raises ValueError for tables that do not fit together."""
    found: dict[tuple[str, str], list[Members | Groups]] = {}
    for table in tables:
        found.setdefault((table.survey, table.breakdown), []).append(table)
    return {breakdown: _held(of_breakdown, threshold) for breakdown, of_breakdown in found.items()}


def key(figure: Figure) -> str:
    """A question with the measure that is told of it."""
    return f"{figure.question}:{figure.measure}"


def question_of(table: Groups) -> str:
    """What a table is about."""
    return key(table.whole)


def _held(tables: Sequence[Members | Groups], threshold: int) -> Mapping[Quarters, Held]:
    members = {table.quarters: table for table in tables if isinstance(table, Members)}
    groups: dict[Quarters, list[Groups]] = {quarters: [] for quarters in members}
    for table in tables:
        if isinstance(table, Groups):
            if table.quarters not in groups:
                raise ValueError(f'"{table.title}": release it together with the Members of {table.breakdown} in the same window')
            groups[table.quarters].append(table)
    panels = tuple(_panel(members[one], groups[one]) for one in sorted(members) if len(one) in {1, QUARTERS})
    collected = {quarter: people for table in members.values() for quarter, people in table.collected}
    secret = any(table.about_people for table in members.values())
    return protect(panels, threshold, tuple(sorted(collected.items())), sizes_are_secret=secret)


def _panel(members: Members, groups: Sequence[Groups]) -> Panel:
    sizes = tuple(row.count for row in members.rows)
    if sum(sizes) > members.total:
        raise ValueError(f'"{members.title}": its rows hold {sum(sizes)} people, but there are {members.total}; nobody may be in two rows')
    return Panel(members.quarters, sizes, tuple(_asked(table, members) for table in groups))


def _asked(table: Groups, members: Members) -> Asked:
    if [row.code for row in table.rows] != [row.code for row in members.rows]:
        raise ValueError(f'"{table.title}": its groups are not those of "{members.title}", in the same order')
    cells = tuple(Cell(row.figure.n, row.figure.k) for row in table.rows)
    if any(cell.n > row.count for cell, row in zip(cells, members.rows, strict=True)):
        raise ValueError(f'"{table.title}": more people answered in a group than are in it')
    if sum(cell.n for cell in cells) > table.whole.n:
        raise ValueError(f'"{table.title}": its rows hold {sum(cell.n for cell in cells)} people, but there are {table.whole.n}')
    return Asked(question_of(table), cells)
