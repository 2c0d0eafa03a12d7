"""Everything that is issued to one audience about one cohort: all windows, all questions, the groups and who they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.quarter import Quarters
from feedback.figures.released import Audience, ReleasedTable
from feedback.figures.rows import held_back_row
from feedback.figures.tables import Groups, Members, Table, Whole
from feedback.reporting import releasing
from feedback.reporting.about import About
from feedback.reporting.kept import Kept
from feedback.reporting.releasing import released
from feedback.reporting.windows import Window
from tests.attacker.cohorts import YOUNG, Cohort, tables
from tests.attacker.reading import Count, Printed


def issued(cohort: Cohort, true: Mapping[Count, int], audience: Audience) -> list[Printed]:
    """Every table as this audience may see it, with what its heading says."""
    asking = {quarters: tables(cohort, quarters, true) for quarters in cohort.windows}
    every = [table for quarters in asking for table in asking[quarters] if isinstance(table, Groups | Members)]
    of_groups = [_printed(table, out) for table, out in zip(every, release(every, audience, EmptyLedger()), strict=True)]
    return [*of_groups, *(Printed(quarters, "", "", _of_everybody(asking, quarters, audience)) for quarters in asking)]


def _of_everybody(asking: Mapping[Quarters, list[Table]], quarters: Quarters, audience: Audience) -> ReleasedTable:
    """A year beside its quarters, as pages for officers do it. With another threshold the same rule is asked for its rows."""

    def alone(one: Quarters) -> ReleasedTable:
        return release([table for table in asking[one] if isinstance(table, Whole)], audience, EmptyLedger())[0]

    def make(about: About, _: Kept) -> list[Table]:
        return [table for table in asking[about.window.quarters] if isinstance(table, Whole)]

    window = Window(quarters[-1], rolling=len(quarters) > 1)
    if audience.threshold == Audience.OFFICERS.threshold:
        return released(make, About("a", YOUNG, window), {})[0]
    table = alone(quarters)
    mixed = releasing._mixed([alone((quarter,)) for quarter in quarters]) if window.rolling else ()
    return replace(table, rows=tuple(held_back_row(row.code, row.label) if row.code in mixed else row for row in table.rows))


def _printed(table: Groups | Members, out: ReleasedTable) -> Printed:
    question = table.whole.question if isinstance(table, Groups) else ""
    return Printed(table.quarters, table.breakdown, question, out)
