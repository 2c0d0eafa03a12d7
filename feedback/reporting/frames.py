"""How many different people were due in a window: what the finite population correction of its intervals needs."""

from __future__ import annotations

from feedback.reporting.kept import Kept
from feedback.reporting.windows import Window
from feedback.store import asked, samples


def population(survey_id: int, window: Window, kept: Kept) -> int | None:
    """The number of different people asked in a window, where each shown response is another one of them; else None.

    None, and so no correction, as soon as one response came without a personal link (it may be anybody's), or is of somebody who
    was asked in another period: then those who answered are no part of those who were due.
    """
    if not kept.responses or kept.linked != kept.responses:
        return None
    quarters = [str(quarter) for quarter in window.quarters]
    if asked.strangers(survey_id, quarters):
        return None
    due = samples.different(survey_id, quarters)
    return due if due >= kept.whole.responses else None
