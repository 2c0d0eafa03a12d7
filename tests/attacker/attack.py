"""The attacker: everything issued to an audience is taken together, and whatever is protected must stay open.

Protected are how many people of a group there are, while they are fewer than the threshold; how many of a group gave or did not
give an answer; and what a whole audience below the threshold said. One of these is pinned when too few values remain for it,
and it is a leak when more values remained before the tables were seen that pin it: what follows from how many people answered,
or from the figures of everybody, is told on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from random import Random

from feedback.figures.quarter import Quarters
from tests.attacker.cohorts import Cohort
from tests.attacker.reading import EVERYBODY, Count, Fact, Printed, facts
from tests.attacker.worlds import Sum, Worlds, value_of

VALUES = 3
"""So many values must remain for a number of people who gave an answer."""
_TOGETHER = 8
"""So many solutions are drawn for all secrets at once before each is asked for by itself."""


@dataclass(frozen=True)
class Secret:
    """Something protected: the counts added and subtracted, how wide it must stay, and whether it must not be proved to be none."""

    name: str
    counts: tuple[tuple[int, Count], ...]
    width: int
    not_none: bool
    true: int

    @property
    def about_everybody(self) -> bool:
        """Whether it is about a whole audience."""
        return self.counts[0][1].group == EVERYBODY


@dataclass(frozen=True)
class Leak:
    """A secret that is pinned: what it is, and the least and most that it can still be."""

    cohort: str
    secret: Secret
    least: int
    most: int
    proved: bool

    def __str__(self) -> str:
        return f"{self.cohort}: {self.secret.name} is {self.secret.true}, and can only be {self.least} to {self.most}"


class Impossible(Exception):
    """What was printed cannot all be true, or the attacker misread it."""


def attack(cohort: Cohort, true: Mapping[Count, int], printed: Sequence[Printed], threshold: int) -> Iterator[Leak]:
    """Every leak in what was printed for an audience that may see nothing of fewer people than `threshold`.

    Raises Impossible when the truth does not fit what was printed: then the attacker is wrong.
    """
    told = [fact for one in printed for fact in facts(one)]
    for fact in told:
        _check(fact, true)
    known = list(_how_many_answered(cohort, true))
    whole = [fact for fact in told if all(count.group == EVERYBODY for _, count in fact.terms)]
    secrets = list(_secrets(cohort, true, threshold, {fact.terms[0][1] for fact in whole if fact.low == fact.high}))
    pinned = _Search(cohort.name, _worlds(cohort, true, [*known, *told]), secrets).pinned()
    before = {everybody: _worlds(cohort, true, known if everybody else [*known, *whole]) for everybody in (True, False)}
    yield from (leak for leak in pinned if _narrower(leak, before[leak.secret.about_everybody]))


def _worlds(cohort: Cohort, true: Mapping[Count, int], told: Iterable[Fact]) -> Worlds:
    most = max(true[Count((quarter,), EVERYBODY, "", "people")] for quarter in cohort.quarters)
    worlds = Worlds(cohort.quarters, cohort.groups, cohort.questions, cohort.linked, max(most, 1))
    worlds.tell(told)
    return worlds


def _how_many_answered(cohort: Cohort, true: Mapping[Count, int]) -> Iterator[Fact]:
    """The number of responses of each quarter stands on every page."""
    for quarter in cohort.quarters:
        everybody = Count((quarter,), EVERYBODY, "", "people")
        yield Fact(((1, everybody),), true[everybody], true[everybody])


def _check(fact: Fact, true: Mapping[Count, int]) -> None:
    total = sum(coefficient * true[count] for coefficient, count in fact.terms)
    if not (fact.low <= total <= fact.high or (fact.or_nobody and total == 0)):
        raise Impossible(f"{fact} is not so: it comes to {total}")


def _secrets(cohort: Cohort, true: Mapping[Count, int], threshold: int, told: Set[Count]) -> Iterator[Secret]:
    """What is protected. `told` are counts of everybody that are printed: no group can have more, so no more need remain open."""
    for quarters in cohort.windows:
        width = min(threshold, true[Count(quarters, EVERYBODY, "", "people")])
        for group in (EVERYBODY, *cohort.groups):
            people = Count(quarters, group, "", "people")
            if group != EVERYBODY and true[people] < threshold:
                yield Secret(f"{_named(quarters)}: how many are in {group}", ((1, people),), width, not_none=False, true=true[people])
            for question in cohort.questions:
                yield from _answers(quarters, group, question, true, threshold, told)


def _answers(
    quarters: Quarters, group: str, question: str, true: Mapping[Count, int], threshold: int, told: Set[Count]
) -> Iterator[Secret]:
    gave, yes = (Count(quarters, group, question, side) for side in ("gave an opinion", "yes"))
    if true[gave] == 0 or (group == EVERYBODY and true[gave] >= threshold):
        return
    whole, whole_yes = replace(gave, group=EVERYBODY), replace(yes, group=EVERYBODY)
    for said, counts, everybody in (
        ("yes", ((1, yes),), true[whole_yes]),
        ("no", ((1, gave), (-1, yes)), true[whole] - true[whole_yes]),
    ):
        most = everybody if {whole, whole_yes} <= told else true[replace(whole, question="", side="people")]
        number = sum(sign * true[count] for sign, count in counts)
        yield Secret(
            f"{_named(quarters)}: {question}: how many of {group or 'everybody'} said {said}",
            counts,
            min(VALUES - 1, most),
            most > 0,
            number,
        )


def _named(quarters: Quarters) -> str:
    return " to ".join(map(str, (quarters[0], quarters[-1])[-len(quarters) :]))


class _Search:
    """How little and how much each secret can be, as far as worlds were found that show it. The truth is one of them."""

    def __init__(self, name: str, worlds: Worlds, secrets: Sequence[Secret]) -> None:
        self.name, self.worlds, self.secrets = name, worlds, secrets
        self.sums = [_sum(worlds, secret) for secret in secrets]
        self.least = [secret.true for secret in secrets]
        self.most = [secret.true for secret in secrets]

    def pinned(self) -> Iterator[Leak]:
        """Which secrets are pinned. Worlds that show many secrets open at once are looked for first; the others are asked for singly."""
        rng = Random(len(self.secrets))
        for attempt in range(_TOGETHER):
            left = self._shut()
            if left:
                signs = [(1, -1)[attempt] if attempt < 2 else rng.choice((1, -1)) for _ in left]
                self._look(list(zip(signs, left, strict=True)))
        for one in self._shut():
            leak = self._asked_for(one)
            if leak is not None:
                yield leak

    def _asked_for(self, one: int) -> Leak | None:
        proved = True
        for sign in (-1, 1):
            proved = self._is_open(one) or self._look([(sign, one)]) and proved
        return None if self._is_open(one) else Leak(self.name, self.secrets[one], self.least[one], self.most[one], proved)

    def _look(self, looked_for: Sequence[tuple[int, int]]) -> bool:
        """Find a world in which a sum of secrets (sign, which one) is small, and remember what it shows. Whether none has it smaller."""
        world, proved = self.worlds.solve(_added((sign, self.sums[one]) for sign, one in looked_for))
        if world is None:
            if proved:
                raise Impossible(f"{self.name}: no world fits what was printed, but the truth does")
            return False
        truth = sum(sign * self.secrets[one].true for sign, one in looked_for)
        if proved and sum(sign * value_of(self.sums[one], world) for sign, one in looked_for) > truth:
            raise Impossible(f"{self.name}: the solver calls a world the smallest, but the truth is smaller")
        for one, total in enumerate(self.sums):
            value = value_of(total, world)
            self.least[one], self.most[one] = min(self.least[one], value), max(self.most[one], value)
        return proved

    def _shut(self) -> list[int]:
        return [one for one in range(len(self.secrets)) if not self._is_open(one)]

    def _is_open(self, one: int) -> bool:
        secret = self.secrets[one]
        return self.most[one] - self.least[one] >= secret.width and not (secret.not_none and self.most[one] == 0)


def _narrower(leak: Leak, before: Worlds) -> bool:
    """Whether more values remained before."""
    total = _sum(before, leak.secret)
    low, high = (before.solve(_added([(sign, total)]))[0] for sign in (1, -1))
    if low is None or high is None:
        return True
    return value_of(total, high) - value_of(total, low) > leak.most - leak.least


def _sum(worlds: Worlds, secret: Secret) -> Sum:
    return _added((sign, worlds.sum_of(count)) for sign, count in secret.counts)


def _added(sums: Iterable[tuple[int, Sum]]) -> Sum:
    total: dict[int, int] = {}
    for sign, one in sums:
        for variable, coefficient in one.items():
            total[variable] = total.get(variable, 0) + sign * coefficient
    return total
