"""The least satisfied: where nearly everybody is content, the few who are not tell more than the many who are."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.figures.measures import least_satisfied
from feedback.figures.released import ReleasedRow
from feedback.figures.rounding import percent_text
from feedback.figures.words import least_sentence
from feedback.reporting.questions import Rated


@dataclass(frozen=True)
class Least:
    """How many chose one of the two worst answers, in per cents and in a sentence."""

    share_text: str
    sentence: str


def least(row: ReleasedRow, question: Rated, people: str) -> Least | None:
    """From the spread that a released row shows, so that it tells no more; None where the spread is held back or has no worst."""
    worst = least_satisfied(question)
    parts = [part for part in row.distribution if part.code in worst]
    if not parts:
        return None
    count, base = sum(part.count for part in parts), sum(part.count for part in row.distribution)
    return Least(percent_text(count, base), least_sentence(count, base, [part.label for part in parts], people))
