"""The share of a group that gave an answer, as coarsely as it may be told.

A step is never smaller than one person, so that nearly every share can be had from nearly every size in the band printed beside it:
what is told of twelve questions does not add up to how many people answered them.
"""

from __future__ import annotations

from typing import NamedTuple

from feedback.figures.words import FEWEST_FOR_A_RATE, NEARLY_ALL, NEARLY_NONE, share_in_a_word

ONE_SIDED = 2
"""A group in which so few, or all but so few, chose an answer is told in words: nobody learns what everybody said."""
STEPS = ((20, 10), (300, 5))
"""Below so many people a share is told to the nearest so many per cents; from the last on in whole ones."""


class Share(NamedTuple):
    """A share as it is told: `percent` to the nearest `step`, or None where `text` says it in words."""

    text: str
    percent: int | None
    step: int


def told_share(k: int, n: int) -> Share:
    """k of n people in a group. Raises ValueError unless 0 <= k <= n and n > 0."""
    if n < 1 or not 0 <= k <= n:
        raise ValueError(f"{k} out of {n} is not a share: count from 0 to {max(n, 0)} out of at least one answer")
    if n < FEWEST_FOR_A_RATE:
        return Share(share_in_a_word(k, n), None, 0)
    if min(k, n - k) <= ONE_SIDED:
        return Share(NEARLY_ALL if k > ONE_SIDED else NEARLY_NONE, None, 0)
    step = next((step for below, step in STEPS if n < below), 1)
    percent = step * ((200 * k + step * n) // (2 * step * n))
    return Share(f"{'about ' * (step > 1)}{percent} %", percent, step)
