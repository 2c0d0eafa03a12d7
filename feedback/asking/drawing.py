"""Drawing a sample so that anybody can repeat it: those whose SHA-256 of "seed:reference" is smallest are drawn.

No random number generator takes part, so the same seed and the same people give the same sample on any machine, in any language.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

METHODS = ("census", "random", "stratified")


def number(seed: int, reference: str) -> str:
    """The number of a person in the draw with this seed, in hex: what `printf '%s' 'seed:reference' | sha256sum` gives."""
    return hashlib.sha256(f"{seed}:{reference}".encode()).hexdigest()


def draw(frame: Mapping[str, str], method: str, wanted: int | None, seed: int) -> frozenset[str]:
    """The references that are drawn from a frame {reference: stratum}. `wanted` is how many; None draws everybody.

    census: everybody. random: the `wanted` smallest numbers. stratified: the smallest of each stratum, as many as `shares` gives it.
    """
    if method == "census" or wanted is None or wanted >= len(frame):
        return frozenset(frame)
    if method == "random":
        return _smallest(frame, wanted, seed)
    members = defaultdict(list)
    for reference, stratum in frame.items():
        members[stratum].append(reference)
    allotted = shares(Counter(frame.values()), wanted)
    return frozenset().union(*(_smallest(members[stratum], count, seed) for stratum, count in allotted.items()))


def shares(sizes: Mapping[str, int], wanted: int) -> Mapping[str, int]:
    """How many of `wanted` each stratum gets: in proportion to its size, by largest remainder, ties by name.

    Each stratum that has anybody gets at least one when `wanted` reaches for all; what is given to it is taken from the stratum
    that has most above its exact share. Nobody gets more than they have, and all get `wanted` together (at most everybody).
    """
    there = {stratum: size for stratum, size in sorted(sizes.items()) if size}
    total = sum(there.values())
    if wanted >= total:
        return there
    exact = {stratum: wanted * size / total for stratum, size in there.items()}
    allotted = {stratum: wanted * size // total for stratum, size in there.items()}
    remainders = {stratum: wanted * size % total for stratum, size in there.items()}
    for stratum in sorted(there, key=lambda name: (-remainders[name], name))[: wanted - sum(allotted.values())]:
        allotted[stratum] += 1
    if wanted >= len(there):
        _lift_the_empty(allotted, exact)
    return allotted


def _lift_the_empty(allotted: dict[str, int], exact: Mapping[str, float]) -> None:
    for stratum in [name for name, count in allotted.items() if count == 0]:
        giver = max((name for name, count in allotted.items() if count > 1), key=lambda name: allotted[name] - exact[name])
        allotted[giver] -= 1
        allotted[stratum] = 1


def _smallest(references: Collection[str], wanted: int, seed: int) -> frozenset[str]:
    return frozenset(sorted(references, key=lambda reference: (number(seed, reference), reference))[:wanted])
