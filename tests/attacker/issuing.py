"""Everything that is issued to one audience about one cohort: all windows, all questions, the groups and who they are."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.quarter import Quarters
from feedback.figures.released import Audience, ReleasedTable
from feedback.figures.tables import Groups, Members, Table, Whole
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
    """A year beside its quarters, as pages and files have it."""

    def make(about: About, _: Kept) -> list[Table]:
        return [table for table in asking[about.window.quarters] if isinstance(table, Whole)]

    return released(make, About("a", YOUNG, Window(quarters[-1], rolling=len(quarters) > 1)), {}, audience)[0]


def _printed(table: Groups | Members, out: ReleasedTable) -> Printed:
    question = table.whole.question if isinstance(table, Groups) else ""
    return Printed(table.quarters, table.breakdown, question, out)
