"""The long run of the attacker: `python -m tests.attacker.run` attacks what is issued of the demo and of 1,000 random cohorts.

It prints every leak, and the share of rows that survive, and fails when there is a leak.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from feedback.figures.released import CONFIDENTIAL, Audience
from tests.attacker import demo
from tests.attacker.attack import Leak, attack
from tests.attacker.cohorts import random_cohort, truths
from tests.attacker.issuing import issued
from tests.attacker.reading import Printed

COHORTS = 1000
THRESHOLDS = (Audience.OFFICERS, Audience.PUBLIC)
"""The board is told what officers are told."""


def leaks_of(seed: int, audience: Audience) -> tuple[list[Leak], list[Printed]]:
    """What leaks of one random cohort, and all that was issued about it."""
    cohort = random_cohort(seed)
    true = truths(cohort)
    printed = issued(cohort, true, audience)
    return list(attack(cohort, true, printed, audience.threshold)), printed


def surviving(printed: Iterable[Printed]) -> Counter[tuple[str, str, bool]]:
    """How many rows are told and held back, by kind of table and length of window."""
    return Counter(
        (one.table.kind, "years" if len(one.quarters) > 1 else "quarters", row.mark != CONFIDENTIAL)
        for one in printed
        for row in one.table.rows
    )


def main(arguments: Sequence[str]) -> int:
    """Attack, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cohorts", type=int, default=COHORTS)
    asked.add_argument("--first", type=int, default=0, help="the seed of the first cohort")
    wanted = asked.parse_args(arguments)
    seeds = range(wanted.first, wanted.first + wanted.cohorts)
    found = [_attack_demo(audience) for audience in THRESHOLDS] + [_attack_all(seeds, audience) for audience in THRESHOLDS]
    return int(any(found))


def _attack_demo(audience: Audience) -> bool:
    leaks = []
    for breakdown in demo.BREAKDOWNS:
        cohort = demo.cohort_of(breakdown)
        true = truths(cohort)
        leaks += attack(cohort, true, issued(cohort, true, audience), audience.threshold)
    print(f"{audience}: {len(leaks)} leaks of the demo", *leaks, sep="\n")
    return bool(leaks)


def _attack_all(seeds: Iterable[int], audience: Audience) -> bool:
    rows: Counter[tuple[str, str, bool]] = Counter()
    leaking: list[int] = []
    for seed in seeds:
        leaks, printed = leaks_of(seed, audience)
        rows += surviving(printed)
        leaking += [seed] * bool(leaks)
        for leak in leaks:
            print(f"{audience}: {leak}", flush=True)
    print(f"{audience}: {len(leaking)} of {len(list(seeds))} cohorts leak: {leaking}")
    for kind, length in sorted({(kind, length) for kind, length, _ in rows}):
        told, held = rows[kind, length, True], rows[kind, length, False]
        print(f"{audience}: {kind}, {length}: {told} of {told + held} rows told ({100 * told / (told + held):.1f} %)")
    return bool(leaking)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
