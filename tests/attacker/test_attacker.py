"""Nothing can be worked out from everything that is issued; and without any one of the rules something can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

from feedback.figures import protecting, rows, shares
from feedback.figures.released import Audience
from feedback.figures.shares import Share, told_share
from feedback.reporting import releasing
from tests.attacker import demo
from tests.attacker.attack import attack
from tests.attacker.cohorts import random_cohort, truths
from tests.attacker.issuing import issued
from tests.attacker.run import leaks_of, surviving

COHORTS = 50
PUBLIC_COHORTS = 15
OFFICERS, PUBLIC = Audience.OFFICERS, Audience.PUBLIC


@pytest.fixture(autouse=True)
def _decided_anew() -> Iterator[None]:
    """What is held back is remembered: a rule that was switched off must not be."""
    protecting.protect.cache_clear()
    yield
    protecting.protect.cache_clear()


@pytest.mark.parametrize("seed", range(COHORTS))
def test_officers_can_work_nothing_out(seed: int) -> None:
    assert [str(leak) for leak in leaks_of(seed, OFFICERS)[0]] == []


@pytest.mark.parametrize("seed", range(PUBLIC_COHORTS))
def test_the_public_can_work_nothing_out(seed: int) -> None:
    assert [str(leak) for leak in leaks_of(seed, PUBLIC)[0]] == []


@pytest.mark.parametrize("breakdown", ["sex", "care_experience"])
@pytest.mark.parametrize("audience", Audience)
def test_nothing_can_be_worked_out_of_the_demo(breakdown: str, audience: Audience) -> None:
    cohort = demo.cohort_of(breakdown)
    true = truths(cohort)
    assert [str(leak) for leak in attack(cohort, true, issued(cohort, true, audience), audience.threshold)] == []


def test_the_board_is_told_what_officers_are_told() -> None:
    cohort = random_cohort(3)
    true = truths(cohort)
    told = [[one.table.rows for one in issued(cohort, true, audience)] for audience in (OFFICERS, Audience.BOARD)]
    assert told[0] == told[1]


def test_something_is_told_of_groups_too() -> None:
    told = surviving(printed for seed in range(COHORTS) for printed in _printed(seed))
    assert told["groups", "years", True] > 100
    assert told["people", "years", True] > 100


def test_an_interval_of_a_group_tells_no_more_than_its_share_and_its_band() -> None:
    found: dict[tuple[str, str], set[object]] = {}
    for seed in range(COHORTS):
        for printed in _printed(seed):
            for row in printed.table.rows if printed.table.kind == "groups" else ():
                found.setdefault((row.base, row.share_text), set()).add((row.interval, row.share))
    assert {told for told, different in found.items() if len(different) > 1} == set()


@cache
def _printed(seed: int) -> tuple[Any, ...]:
    cohort = random_cohort(seed)
    return tuple(issued(cohort, truths(cohort), OFFICERS))


def _finer(**constants: object) -> Callable[[int, int], Share]:
    """Shares as they would be told with other constants."""

    def told(k: int, n: int) -> Share:
        with _changed(shares, constants):
            return told_share(k, n)

    return told


@contextmanager
def _changed(module: Any, constants: dict[str, object]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in constants.items():
            patch.setattr(module, name, value)
        yield


RULES: dict[str, tuple[Any, str, object, int]] = {
    "nothing of fewer people than the threshold": (Audience, "threshold", property(lambda _: 1), 4),
    "only while other worlds would print the same": (protecting, "_decide", lambda *_, **__: None, 13),
    "no quarter given back by its years": (protecting, "_keep_quarters_secret", lambda *_, **__: None, 6),
    "sizes and bases as bands": (rows, "band", lambda n, _: (n, n), 1),
    "shares in steps": (rows, "told_share", _finer(STEPS=()), 1),
    "words where a side is 0, 1 or 2": (rows, "told_share", _finer(ONE_SIDED=-1), 0),
    "words below ten people": (rows, "told_share", _finer(FEWEST_FOR_A_RATE=1), 17),
    "a year of everybody beside its quarters": (releasing, "_mixed", lambda _: frozenset(), 4),
}
"""Each rule: where it stands, what switches it off, and the seed of a cohort that it protects."""


@pytest.mark.parametrize("rule", RULES)
def test_without_a_rule_something_leaks(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, off, seed = RULES[rule]
    cohort = random_cohort(seed)
    true = truths(cohort)
    with monkeypatch.context() as switched:
        switched.setattr(module, name, off)
        printed = issued(cohort, true, OFFICERS)
    assert next(attack(cohort, true, printed, OFFICERS.threshold), None) is not None
