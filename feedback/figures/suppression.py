"""Which rows of a table are held back, and which more, so that none can be worked out from the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet


def too_small(bases: Sequence[int], threshold: int) -> frozenset[int]:
    """Positions of rows about fewer people than the threshold. Nobody is too few as well."""
    return frozenset(position for position, base in enumerate(bases) if base < threshold)


def completed(hidden: AbstractSet[int], bases: Sequence[int], threshold: int, rest: int = 0) -> frozenset[int]:
    """The hidden rows of a table whose rows add up, and the next smallest ones that must be hidden with them.

    All minus the rows that are shown gives the hidden ones together, as it gives "not this group" when there are two.
    So at least two rows stay hidden, and together they are about at least `threshold` people. `rest` people are in the
    total but in no row. They hide nobody, since how many they are may be known from elsewhere (responses without a personal
    link); but while they are few, the smallest row hides them. Of rows with the same base the first is hidden first.
    """
    chosen = set(hidden)
    if not chosen:
        return frozenset(list(_smallest_first(bases, hidden))[: 0 < rest < threshold])
    for position in _smallest_first(bases, hidden):
        if len(chosen) >= 2 and sum(bases[row] for row in chosen) >= threshold:
            break
        chosen.add(position)
    return frozenset(chosen)


def one_sided(counts: Sequence[int], total: int, threshold: int) -> frozenset[int]:
    """Positions of counts that are below the threshold, or that leave fewer than the threshold beside them."""
    return frozenset(position for position, count in enumerate(counts) if min(count, total - count) < threshold)


def _smallest_first(bases: Sequence[int], hidden: AbstractSet[int]) -> Iterable[int]:
    shown = (position for position, base in enumerate(bases) if position not in hidden and base > 0)
    return sorted(shown, key=lambda position: (bases[position], position))
