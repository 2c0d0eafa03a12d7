"""Tables of a window as officers may see them, and what of a rolling year is held back beside its quarters.

Every page is released by itself, so a year minus three quarters would give the fourth. What may be shown of a year is therefore
decided from what each of its quarters holds back when it stands alone, which is the same on every page.

- A figure of everybody, or a choice: only where all four quarters show it, or none does. Were it enough that two are held back,
  next year, which has one of them no longer, minus this one would give that one. A choice that quarters hold back must be of
  two of them at least, and together of as many people as the threshold; where choices add up, more are held back with it.
- The spread of numbers that were given: like a figure of everybody.
- A theme: its number not where a single quarter says "a few", or several that are together about fewer people than the threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from feedback.figures.disclosure import release
from feedback.figures.ledger import NOTHING_ISSUED, Ledger
from feedback.figures.measures import Figure
from feedback.figures.released import CONFIDENTIAL, Audience, ReleasedTable
from feedback.figures.rows import held_back_row
from feedback.figures.suppression import completed
from feedback.figures.tables import People, Table, Themes, Values, Whole
from feedback.figures.worlds import FEWEST_VALUES
from feedback.reporting.about import About
from feedback.reporting.kept import Kept
from feedback.reporting.windows import Window

QUARTERS = 4

Make = Callable[[About, Kept], Iterable[Table]]
"""Makes the tables of any window from its counts."""
Found = tuple[Table, ReleasedTable]
"""A table with what may be shown of it when it stands alone."""


def released(
    make: Make, about: About, kept: Mapping[Window, Kept], audience: Audience = Audience.OFFICERS, ledger: Ledger = NOTHING_ISSUED
) -> tuple[ReleasedTable, ...]:
    """The tables of a window. For a rolling year `kept` has the counts of its quarters too; a quarter that it lacks brought nothing.

    Looking at a page issues nothing, so officers' pages have no ledger.
    """
    found = _alone(make, about, kept, audience, ledger)
    if not about.window.rolling:
        return tuple(found_alone for _, found_alone in found.values())
    quarters = [_alone(make, replace(about, window=Window(quarter)), kept, audience, ledger) for quarter in about.window.quarters]
    beside = {name: [quarter[name] for quarter in quarters if name in quarter] for name in found}
    return tuple(_beside(year, beside[name], audience.threshold) for name, year in found.items())


def _alone(make: Make, about: About, kept: Mapping[Window, Kept], audience: Audience, ledger: Ledger) -> dict[tuple[str, ...], Found]:
    """By what they are about, so that those of two windows can be told to belong together."""
    asking = list(make(about, kept.get(about.window, Kept())))
    return {_name(table): (table, one) for table, one in zip(asking, release(asking, audience, ledger), strict=True)}


def _name(table: Table) -> tuple[str, ...]:
    code = table.breakdown if isinstance(table, People) else table.spread.question if isinstance(table, Values) else ""
    return type(table).__name__, table.title, code


def _beside(year: Found, quarters: Sequence[Found], threshold: int) -> ReleasedTable:
    """What may be shown of a year beside the same table of its quarters. A quarter without it has nobody in it."""
    table, alone = year
    if isinstance(table, Values):
        return _spread(alone, [found for _, found in quarters])
    if isinstance(table, Themes):
        return _held(alone, _of_a_few(table, [found for found, _ in quarters], threshold))
    mixed = _mixed([found for _, found in quarters])
    if isinstance(table, Whole):
        return _held(alone, mixed | _of_hidden_quarters(table, quarters))
    if not isinstance(table, People):
        return _held(alone, mixed)
    hidden = _giving_back(quarters, threshold) | mixed
    return _held(alone, _completed(table, quarters, hidden, threshold) if table.adds_up else hidden)


def held(table: ReleasedTable) -> frozenset[str]:
    """Codes of the rows that are held back."""
    return frozenset(row.code for row in table.rows if row.mark == CONFIDENTIAL)


def _mixed(quarters: Sequence[ReleasedTable]) -> frozenset[str]:
    """Rows that some quarters hold back and others do not."""
    every = [held(quarter) for quarter in quarters]
    return frozenset[str]().union(*every) - (frozenset.intersection(*every) if len(every) == QUARTERS else frozenset())


def _of_hidden_quarters(year: Whole, quarters: Sequence[Found]) -> frozenset[str]:
    """Rows that all quarters hold back and that would still tell of one of them.

    Years that overlap differ by the quarter that went and the one that came: of such rows only years that end a financial year are
    told, which share no quarter. And where nearly all gave the same answer, so did the people of each quarter.
    """
    hidden = frozenset.intersection(*(held(found) for _, found in quarters)) if quarters else frozenset[str]()
    bases = [{row.code: row.figure.n for row in table.rows} for table, _ in quarters if isinstance(table, Whole)]
    told = {
        row.code
        for row in year.rows
        if row.quarters[-1].number == QUARTERS and _leaves_enough(row.figure, [base[row.code] for base in bases])
    }
    return hidden - told


def _leaves_enough(figure: Figure, quarters: Sequence[int]) -> bool:
    """Whether each quarter may hold several numbers of those who gave the answer that counts."""
    spans = [min(n, figure.k) - max(0, figure.k - (figure.n - n)) for n in quarters if n]
    return all(span >= min(FEWEST_VALUES - 1, n) for span, n in zip(spans, (n for n in quarters if n), strict=True))


def _giving_back(quarters: Sequence[Found], threshold: int) -> frozenset[str]:
    """Rows of which the quarters that hold them back are a single one, or together about too few people."""
    hidden: dict[str, list[int]] = {}
    for table, released in quarters:
        bases = _bases(table)
        for code in held(released):
            hidden.setdefault(code, []).append(bases[code])
    return frozenset(code for code, bases in hidden.items() if any(bases) and not _enough(bases, threshold))


def _of_a_few(year: Themes, quarters: Sequence[Table], threshold: int) -> frozenset[str]:
    """Themes whose number in the year, less those of its quarters, would tell how many "a few" are."""
    few: dict[str, list[int]] = {}
    for quarter in quarters:
        assert isinstance(quarter, Themes)
        for row in quarter.rows:
            if 0 < row.count < threshold:
                few.setdefault(row.code, []).append(row.count)
    return frozenset(row.code for row in year.rows if row.count >= threshold and row.code in few and not _enough(few[row.code], threshold))


def _enough(bases: Sequence[int], threshold: int) -> bool:
    return sum(base > 0 for base in bases) > 1 and sum(bases) >= threshold


def _completed(table: Table, quarters: Sequence[Found], hidden: frozenset[str], threshold: int) -> frozenset[str]:
    """The hidden rows, and those that must be hidden with them where all rows add up to a whole that is shown.

    A row that every quarter shows can be added up from them, so it hides nobody: the others must be enough by themselves.
    """
    bases = _bases(table)
    added_up = set(bases).difference(*(held(found) for _, found in quarters))
    codes = [code for code in bases if code not in added_up]
    secret = {position for position, code in enumerate(codes) if code in hidden or bases[code] < threshold}
    return hidden | {codes[one] for one in completed(secret, [bases[code] for code in codes], threshold)}


def _spread(year: ReleasedTable, quarters: Sequence[ReleasedTable]) -> ReleasedTable:
    """Numbers that were given are held back as one: as the quarter says that holds them back."""
    hidden = [quarter for quarter in quarters if held(quarter)]
    return hidden[0] if hidden and len(hidden) < QUARTERS else year


def _held(table: ReleasedTable, hidden: AbstractSet[str]) -> ReleasedTable:
    return replace(table, rows=tuple(held_back_row(row.code, row.label) if row.code in hidden else row for row in table.rows))


def _bases(table: Table) -> Mapping[str, int]:
    assert isinstance(table, People)
    return {row.code: row.count for row in table.rows}
