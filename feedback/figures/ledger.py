"""What was issued before, so that nothing issued now can be subtracted from it.

The ledger is written when something is issued, never by looking at a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from feedback.figures.quarter import Quarters
from feedback.figures.released import Audience


@dataclass(frozen=True)
class Population:
    """Whose answers or characteristics a row counts. `breakdown` and `group` are empty for a whole audience."""

    survey: str
    question: str
    quarters: Quarters
    breakdown: str = ""
    group: str = ""


@dataclass(frozen=True)
class Issued:
    """What was issued about a population before: in which quarters, and how many people it was about.

    Whoever read it must not tell fewer people apart than `threshold`, the one of the audience that it went to.
    """

    quarters: Quarters
    base: int
    threshold: int = Audience.PUBLIC.threshold


class Ledger(Protocol):
    """What has been issued before, so that two releases cannot be subtracted from each other."""

    def issued_before(self, audience: Audience, population: Population) -> Sequence[Issued]:
        """Everything that people of this audience may have read of the same survey, question, breakdown and group, in any quarters."""

    def __hash__(self) -> int:
        """So that what was decided with it can be remembered."""


class EmptyLedger:
    """Nothing was issued: for looking at a page, which issues nothing."""

    def issued_before(self, audience: Audience, population: Population) -> Sequence[Issued]:  # noqa: ARG002 - what it is asked does not matter
        """Nothing."""
        return ()


NOTHING_ISSUED = EmptyLedger()


def subtractable(base: int, quarters: Quarters, issued: Iterable[Issued], threshold: int) -> bool:
    """Whether `base` people minus what was issued before, or the other way round, leaves fewer than `threshold` people.

    Only where the quarters of one lie within those of the other: the same quarter issued again, a year to date and its first quarter.
    Of two audiences' thresholds the smaller counts: only who reads what both get can subtract.
    """
    return any(
        _nested(quarters, earlier.quarters) and 0 < abs(base - earlier.base) < min(threshold, earlier.threshold) for earlier in issued
    )


def _nested(one: Quarters, other: Quarters) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)
