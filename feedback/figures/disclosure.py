"""Disclosure control: the only way out for a figure, to a screen, a chart, a file or a paper.

The rules, by kind of table:

- What a whole audience thinks: from the audience's threshold up, with its count and whole per cents. From 5 to 9 words
  only. Below 30 only positive and not positive, without the split.
- What groups think: for rolling years only, from the threshold up, positive or not positive only, the base as a band, per
  cents in steps (`shares`), and words when either side is 0, 1 or 2, so that nobody learns what everybody in a group said.
  Intervals are computed from what is printed, never from what is held back.
- How large the groups are: the same bands. Which groups are told, and which shares, is decided for all rolling years
  together (`protecting`): only while enough other worlds would print the same.
- Other counts of people, such as what they had help with: from the threshold up, if what is left beside it is as large.
- People in two directions: cells from the threshold up; of the others as few as can be are held back with them, so that nobody
  can narrow one down from the totals (`cells`).
- Themes: the count from the threshold up, else "a few of you".
- What changed for a whole audience between start and end: like what it thinks, with better, same and worse from 10 people up.
- Response rates of whole audiences pass; those of groups from the threshold up, by how many were invited.

Where rows add up, one hidden row could be worked out: `suppression.completed` hides more. What was issued before must
not leave fewer than the threshold when it is subtracted: see `ledger`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedback.figures.crossed import crossed_rows
from feedback.figures.grouping import HeldInGroups, held_in_groups, key, question_of
from feedback.figures.ledger import Ledger, Population, subtractable
from feedback.figures.outcome_release import moved_rows
from feedback.figures.outcome_words import NOT_THE_CAUSE
from feedback.figures.protecting import Held
from feedback.figures.released import Audience, ReleasedRow, ReleasedTable
from feedback.figures.rows import (
    asked_row,
    cell_row,
    group_rate_row,
    group_row,
    held_back_row,
    member_row,
    theme_row,
    value_rows,
    whole_row,
)
from feedback.figures.suppression import completed, one_sided, too_small
from feedback.figures.tables import Changes, Crossed, GroupRates, Groups, Members, People, Rates, Table, Themes, Values, Whole
from feedback.figures.words import ENOUGH, mean_sentence, too_few_to_spread


def release(tables: Iterable[Table], audience: Audience, ledger: Ledger) -> tuple[ReleasedTable, ...]:
    """Each table as it may be shown to an audience, in the same order.

    Give the Members and Groups of a breakdown for every quarter and rolling year up to the one wanted, and every question: what may
    be told of one depends on the others. Raises ValueError for a table whose rows cannot be (more people in its groups than in all, or
    more than its total), and for Groups without the Members of their window.
    """
    asking = list(tables)
    held = held_in_groups([table for table in asking if isinstance(table, Members | Groups)], audience.threshold)
    return tuple(_released(table, audience, ledger, held) for table in asking)


def _released(table: Table, audience: Audience, ledger: Ledger, held: HeldInGroups) -> ReleasedTable:
    match table:
        case Whole():
            return ReleasedTable("whole", table.title, audience, _whole(table, audience, ledger))
        case Members() | Groups():
            return _in_groups(table, held[table.survey, table.breakdown].get(table.quarters), audience, ledger)
        case People() | Crossed():
            return _counts(table, audience, ledger)
        case Themes():
            return ReleasedTable("themes", table.title, audience, tuple(theme_row(row, audience.threshold) for row in table.rows))
        case Rates() | GroupRates():
            return ReleasedTable("rates", table.title, audience, _rates(table, audience))
        case Values():
            return _values(table, audience, ledger)
        case Changes():
            return ReleasedTable("changes", table.title, audience, moved_rows(table, audience, ledger), NOT_THE_CAUSE)


def _whole(table: Whole, audience: Audience, ledger: Ledger) -> tuple[ReleasedRow, ...]:
    populations = [Population(table.survey, key(row.figure), row.quarters) for row in table.rows]
    bases = [row.figure.n for row in table.rows]
    hidden = {position for position in too_small(bases, audience.threshold) if bases[position]}
    hidden |= _subtractable(populations, bases, audience, ledger)
    held = completed(hidden, bases, audience.threshold) if table.adds_up else hidden
    return tuple(
        held_back_row(row.code, row.label) if position in held else whole_row(row, table.people, audience.threshold)
        for position, row in enumerate(table.rows)
    )


def _counts(table: People | Crossed, audience: Audience, ledger: Ledger) -> ReleasedTable:
    if isinstance(table, Crossed):
        return ReleasedTable("crossed", table.title, audience, crossed_rows(table, audience.threshold), columns=table.columns)
    return ReleasedTable("people", table.title, audience, _people(table, audience, ledger))


def _in_groups(table: Members | Groups, held: Held | None, audience: Audience, ledger: Ledger) -> ReleasedTable:
    """A window that nothing was decided for is no rolling year: all of it is held back."""
    return _members(table, held, audience, ledger) if isinstance(table, Members) else _groups(table, held, audience, ledger)


def _members(table: Members, held: Held | None, audience: Audience, ledger: Ledger) -> ReleasedTable:
    sizes = [row.count for row in table.rows]
    populations = [Population(table.survey, "", table.quarters, table.breakdown, row.code) for row in table.rows]
    hidden = (held.sizes if held else _all(sizes)) | _subtractable(populations, sizes, audience, ledger)
    rows = tuple(
        held_back_row(row.code, row.label) if position in hidden else member_row(row, table.total, table.people, audience.threshold)
        for position, row in enumerate(table.rows)
    )
    return ReleasedTable("people", table.title, audience, rows)


def _groups(table: Groups, held: Held | None, audience: Audience, ledger: Ledger) -> ReleasedTable:
    question, bases = question_of(table), [row.figure.n for row in table.rows]
    populations = [Population(table.survey, question, table.quarters, table.breakdown, row.code) for row in table.rows]
    hidden = (held.shares[question] if held else _all(bases)) | _subtractable(populations, bases, audience, ledger)
    rows = tuple(
        held_back_row(row.code, row.label) if position in hidden else group_row(row, audience.threshold)
        for position, row in enumerate(table.rows)
    )
    return ReleasedTable("groups", table.title, audience, rows)


def _all(rows: Sequence[int]) -> frozenset[int]:
    return frozenset(range(len(rows)))


def _people(table: People, audience: Audience, ledger: Ledger) -> tuple[ReleasedRow, ...]:
    populations = [Population(table.survey, "", table.quarters, table.breakdown, row.code) for row in table.rows]
    counts = [row.count for row in table.rows]
    subtracted = _subtractable(populations, counts, audience, ledger)
    held = (_held_of_parts if table.adds_up else _held_of_choices)(table, counts, audience.threshold, subtracted)
    return tuple(
        held_back_row(row.code, row.label) if position in held else cell_row(row, table.total, table.people)
        for position, row in enumerate(table.rows)
    )


def _held_of_parts(table: People, counts: Sequence[int], threshold: int, subtracted: frozenset[int]) -> frozenset[int]:
    rest = _rest(table.title, table.total, counts)
    return completed(too_small(counts, threshold) | subtracted, counts, threshold, rest)


def _held_of_choices(table: People, counts: Sequence[int], threshold: int, subtracted: frozenset[int]) -> frozenset[int]:
    if any(count > table.total for count in counts):
        raise ValueError(f'"{table.title}": a count is larger than the total of {table.total}')
    return one_sided(counts, table.total, threshold) | subtracted


def _rates(table: Rates | GroupRates, audience: Audience) -> tuple[ReleasedRow, ...]:
    if isinstance(table, GroupRates):
        return _group_rates(table, audience)
    return tuple(asked_row(row, table.people) for row in table.rows)


def _group_rates(table: GroupRates, audience: Audience) -> tuple[ReleasedRow, ...]:
    invited = [row.invited for row in table.rows]
    held = completed(too_small(invited, audience.threshold), invited, audience.threshold, _rest(table.title, table.invited, invited))
    return tuple(
        held_back_row(row.code, row.label) if position in held else group_rate_row(row, table.people, audience.threshold)
        for position, row in enumerate(table.rows)
    )


def _values(table: Values, audience: Audience, ledger: Ledger) -> ReleasedTable:
    spread = table.spread
    population = Population(table.survey, spread.question, table.quarters)
    held = 0 < spread.n < ENOUGH or bool(_subtractable([population], [spread.n], audience, ledger))
    # One mark for all of it: even which values were given would tell something.
    rows = (held_back_row(spread.question, spread.text),) if held else value_rows(spread)
    told = too_few_to_spread(table.people) if held else mean_sentence(spread, table.people)
    return ReleasedTable("values", table.title, audience, rows, told)


def _subtractable(populations: Sequence[Population], bases: Sequence[int], audience: Audience, ledger: Ledger) -> frozenset[int]:
    """Positions of rows that would give something back together with what was issued before."""
    return frozenset(
        position
        for position, (population, base) in enumerate(zip(populations, bases, strict=True))
        if subtractable(base, population.quarters, ledger.issued_before(audience, population), audience.threshold)
    )


def _rest(title: str, total: int, parts: Sequence[int]) -> int:
    """How many of the total are in no row. Raises ValueError when the rows hold more than the total."""
    rest = total - sum(parts)
    if rest < 0:
        raise ValueError(f'"{title}": its rows hold {sum(parts)} people, but there are {total}; nobody may be in two rows')
    return rest
