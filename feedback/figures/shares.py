"""The share of a group that gave an answer, as coarsely as it may be told.

A step is never smaller than one person, so that nearly every share can be had from nearly every size in the band printed beside it:
what is told of twelve questions does not add up to how many people answered them.
"""

from __future__ import annotations

from typing import NamedTuple

from feedback.figures.words import FEWEST_FOR_A_RATE, HALF_OR_FEWER, MOST, NEARLY_ALL, NEARLY_NONE, share_in_a_word

ONE_SIDED = 2
"""A group in which so few, or all but so few, chose an answer is told in words: nobody learns what everybody said."""
STEPS = ((20, 10), (300, 5))
"""Below so many people a share is told to the nearest so many per cents; from the last on in whole ones."""


class Share(NamedTuple):
    """A share as it is told: `percent` to the nearest `step`, or None where `text` says it in words."""

    text: str
    percent: int | None
    step: int


def numbers_told_as(share: Share, n: int) -> tuple[int, int] | None:
    """The lowest and the highest number of n people of whom `share` is told; all between are told so too. None where none is."""
    low, high = _numbers(share, n)
    if share.percent is not None:
        low, high = max(low, ONE_SIDED + 1), min(high, n - ONE_SIDED - 1)
    return (low, high) if low <= high and told_share(low, n) == told_share(high, n) == share else None


def _numbers(share: Share, n: int) -> tuple[int, int]:
    if share.percent is not None:
        # Halves go up, so the upper end is just out of reach; whole numbers only, so that nothing is lost to rounding.
        return max(0, -((share.step - 2 * share.percent) * n // 200)), min(n, -(-(2 * share.percent + share.step) * n // 200) - 1)
    # The last half step before nobody and everybody is said in words too.
    least = max(ONE_SIDED, -(-share.step * n // 200) - 1)
    most = min(n - ONE_SIDED, -((share.step - 200) * n // 200))
    return {MOST: (n // 2 + 1, n), HALF_OR_FEWER: (0, n // 2), NEARLY_ALL: (most, n), NEARLY_NONE: (0, least)}[share.text]


def told_share(k: int, n: int) -> Share:
    """k of n people in a group. Raises ValueError unless 0 <= k <= n and n > 0."""
    if n < 1 or not 0 <= k <= n:
        raise ValueError(f"{k} out of {n} is not a share: count from 0 to {max(n, 0)} out of at least one answer")
    if n < FEWEST_FOR_A_RATE:
        return Share(share_in_a_word(k, n), None, 0)
    step = next((step for below, step in STEPS if n < below), 1)
    percent = step * ((200 * k + step * n) // (2 * step * n))
    if min(k, n - k) <= ONE_SIDED or percent in {0, 100}:
        return Share(NEARLY_ALL if 2 * k > n else NEARLY_NONE, None, step)
    return Share(f"{'about ' * (step > 1)}{percent} %", percent, step)
