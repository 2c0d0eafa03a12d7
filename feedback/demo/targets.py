"""What the demo's figures should come to, quarter by quarter: how many were asked, how many answered, and what share said good things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.demo.seeds import QUARTERS
from feedback.figures.quarter import Quarter

Shares = tuple[int, int, int, int, int, int, int]
"""Percent in each of QUARTERS, the open one last."""


@dataclass(frozen=True)
class Audience:
    """One survey's targets. `good` is the share of positive answers to each question, in percent of those with an opinion.

    `skipped` and `not_sure` are shares of those asked; questions not named there use the one under "".
    """

    invited: tuple[int, ...]
    answered: tuple[int, ...]
    good: Mapping[str, Shares]
    skipped: Mapping[str, float]
    not_sure: Mapping[str, float]

    def share(self, question: str, quarter: Quarter) -> int:
        """The target of one question in one quarter, in percent."""
        return self.good[question][QUARTERS.index(quarter)]


YOUNG_PEOPLE = Audience(
    invited=(70, 74, 71, 76, 73, 72, 41),
    answered=(31, 36, 34, 38, 41, 46, 23),
    good={
        "listened": (90, 89, 88, 82, 88, 91, 91),
        "fair": (87, 86, 88, 84, 87, 89, 90),
        "say": (71, 69, 71, 63, 73, 78, 77),
        "understand": (82, 81, 83, 79, 83, 85, 84),
        "miss": (66, 67, 65, 66, 68, 70, 71),
        "times": (61, 58, 59, 53, 68, 76, 79),
        "safe": (90, 91, 90, 87, 90, 92, 91),
        "better": (77, 76, 78, 70, 78, 81, 80),
        "skills": (86, 85, 86, 79, 85, 88, 88),
        "help": (73, 72, 74, 68, 75, 77, 76),
        "complain": (52, 50, 53, 50, 57, 63, 62),
        "overall": (84, 83, 82, 74, 83, 87, 86),
    },
    skipped={"": 0.03, "miss": 0.045, "help": 0.04, "complain": 0.05, "overall": 0.02},
    not_sure={"": 0.04, "miss": 0.06, "help": 0.05, "complain": 0.09, "overall": 0.03},
)

PARENTS = Audience(
    invited=(62, 64, 61, 66, 63, 65, 33),
    answered=(13, 16, 15, 18, 19, 23, 9),
    good={
        "informed": (62, 63, 60, 56, 63, 70, 67),
        "listened": (77, 75, 78, 71, 78, 82, 80),
        "respect": (80, 79, 80, 76, 81, 84, 85),
        "contact": (72, 73, 72, 62, 74, 78, 75),
        "calls": (62, 61, 63, 51, 64, 70, 71),
        "understand": (79, 78, 79, 74, 80, 82, 83),
        "support": (69, 68, 70, 64, 71, 74, 73),
        "home": (62, 63, 61, 60, 64, 66, 67),
        "language": (78, 77, 76, 77, 78, 80, 80),
        "recommend": (77, 76, 78, 71, 79, 82, 82),
        "complain": (54, 52, 53, 50, 55, 58, 57),
        "overall": (77, 75, 80, 72, 79, 83, 86),
    },
    skipped={"": 0.03, "home": 0.05, "language": 0.04},
    not_sure={"": 0.03, "complain": 0.08, "home": 0.05, "overall": 0.03},
)

ANSWERED_BY_ALL = frozenset({("overall", Quarter(2025, 4)), ("overall", Quarter(2026, 2))})
"""Questions of the young people's survey that nobody skipped: 28 of 38 and 40 of 46 said good or very good, exactly."""

IN_CARE = (2, 4, 3, 2, 5, 4, 2)
"""Responses of care-experienced young people in each quarter."""
IN_CARE_OVERALL_GOOD = (1, 3, 2, 1, 3, 4, 2)
"""How many of them said that the help is good: 10 of 14 in the year to 2026/27 Q2."""
ALL_IN_CARE_LISTENED = Quarter(2026, 1)
"""The quarter in which all five of them say that their worker listens."""
BLACK_OR_MIXED = (5, 6, 5, 6, 7, 7, 4)
"""Responses of Black and mixed young people in each quarter."""
BLACK_OR_MIXED_FAIR = (4, 5, 4, 5, 5, 6, 3)
"""How many of them say that they are treated fairly: 20 of 25 in the year to 2026/27 Q2, 8 points below the others."""
BEFORE_ANSWERING_AGAIN = {"overall": 0.74, "fair": 0.86}
"""Share of good answers among those who answer again within the year: with the later answers alone, the year comes to the targets."""
