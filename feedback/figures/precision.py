"""How sure a percentage would be, said before anybody is asked: the margin that so many answers would give."""

from __future__ import annotations

from math import sqrt

from feedback.figures.intervals import Z
from feedback.figures.rounding import half_up

WORST = 0.5
"""The share about which so many answers say least: no percentage is less sure than one half."""


def margin(answers: int, population: int) -> float:
    """How far off a percentage of `answers` of a `population` may be either way, in points: 95 %, worst case.

    With the finite population correction (Cochran, "Sampling Techniques", 1977, section 3.6): as if those who answer were drawn
    at random. Raises ValueError unless 0 < answers <= population.
    """
    if not 0 < answers <= population:
        raise ValueError(f"{answers} of {population} people cannot have answered")
    if answers == population:
        return 0.0
    variance = WORST * (1 - WORST) / answers * (population - answers) / (population - 1)
    return 100 * Z * sqrt(variance)


def sentence(answers: int, population: int) -> str:
    """What so many answers would be worth, in one sentence. Raises ValueError like `margin`."""
    points = half_up(margin(answers, population))
    if answers == population:
        who = "the one person answers" if population == 1 else f"all {population} answer"
        return f"If {who}, percentages are exact."
    who = f"If {answers} of the {population} answer{'s' if answers == 1 else ''}"
    if points == 0:
        return f"{who}, a percentage will be off by less than 1 point."
    return f"{who}, a percentage may be off by about {points} point{'' if points == 1 else 's'} either way."
