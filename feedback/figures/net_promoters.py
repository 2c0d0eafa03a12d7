"""The net promoter score, for councils that must report one. It is no headline and no page shows it unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.questionnaire.definition import RATING_HIGH, RATING_LOW

PROMOTERS = range(9, RATING_HIGH + 1)
DETRACTORS = range(RATING_LOW, 7)


@dataclass(frozen=True)
class NetPromoters:
    """How many of `n` who rated from 0 to 10 gave 9 or 10 (promoters) and 0 to 6 (detractors)."""

    promoters: int
    detractors: int
    n: int

    @property
    def score(self) -> float | None:
        """Promoters minus detractors in per cents of all, from -100 to 100; None when nobody rated. Reichheld (2003), HBR 81(12)."""
        return 100 * (self.promoters - self.detractors) / self.n if self.n else None


def net_promoters(counts: Mapping[str, int]) -> NetPromoters:
    """From the counts of a rating by answer; whoever skipped it or was not asked is not in the base."""
    rated = {value: counts.get(str(value), 0) for value in range(RATING_LOW, RATING_HIGH + 1)}
    promoters, detractors = (sum(rated[value] for value in values) for values in (PROMOTERS, DETRACTORS))
    return NetPromoters(promoters, detractors, sum(rated.values()))
