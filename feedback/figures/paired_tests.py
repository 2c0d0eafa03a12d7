"""Exact tests of pairs: whether more people moved one way than the other than chance alone would bring about.

Both are two-sided and count exactly, with no approximation, so they hold for a handful of pairs as for thousands.
"""

from __future__ import annotations

from math import comb


def sign_test(improved: int, worse: int) -> float:
    """The probability, from 0 to 1, of a split at least as uneven if either way were as likely; 1.0 when nobody moved.

    People whose answer stayed the same say nothing about the direction and are left out. Dixon and Mood (1946), "The
    statistical sign test", JASA 41, 557-566. Raises ValueError for a count below nought.
    """
    if min(improved, worse) < 0:
        raise ValueError(f"{improved} improved and {worse} worse cannot be: count people, from nought up")
    moved: int = improved + worse
    tail = sum(comb(moved, fewer) for fewer in range(min(improved, worse) + 1))
    # Whole numbers until the last division: halves of a binomial overlap in the middle, hence at most 1.
    return min(1.0, 2 * tail / (1 << moved))


def mcnemar(only_before: int, only_after: int) -> float:
    """The same of a yes or no asked twice: how many said yes only the first time, and only the second.

    McNemar (1947), Psychometrika 12, 153-157, in its exact form: the sign test of those whose answer changed.
    """
    return sign_test(only_after, only_before)
