"""All the worlds in which what was printed is true, as an integer programme over how many people said what, when and in which group.

A world says for each quarter and group how many people answered, and of each question how many said yes and no. Where people
are known again it also says how many of them come back one, two or three quarters later: a rolling year counts only their
latest answers. Every rolling year is a sum of these, so all windows speak about the same people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from feedback.figures.quarter import Quarter, Quarters
from tests.attacker.reading import EVERYBODY, REST, Count, Fact

SECONDS = 20
"""How long one question to the solver may take."""
GAPS = (1, 2, 3)
"""After how many quarters somebody may come back within one rolling year."""

Sum = Mapping[int, int]
"""Coefficients by variable."""


@dataclass
class Worlds:
    """Every world that fits the facts told so far."""

    quarters: Quarters
    groups: tuple[str, ...]
    questions: tuple[str, ...]
    linked: bool
    most: int
    variables: dict[tuple[object, ...], int] = field(default_factory=dict)
    rows: list[tuple[Sum, float, float]] = field(default_factory=list)
    _constraint: LinearConstraint | None = None

    def __post_init__(self) -> None:
        for group in (*self.groups, REST):
            for quarter in range(len(self.quarters)):
                self._of_quarter(quarter, group)
            if self.linked:
                self._of_those_who_come_back(group)

    def tell(self, facts: Iterable[Fact]) -> None:
        """Leave only the worlds in which these facts hold."""
        self._constraint = None
        for fact in facts:
            total: Counter[int] = Counter()
            for coefficient, count in fact.terms:
                for variable, times in self.sum_of(count).items():
                    total[variable] += coefficient * times
            if fact.or_nobody:
                self._or_nobody(total, fact.low)
            else:
                self.rows.append((total, fact.low, fact.high))

    def sum_of(self, count: Count) -> Sum:
        """A count as a sum of variables. A person who comes back within a year is taken off where they answered earlier."""
        total: Counter[int] = Counter()
        inside = [position for position, quarter in enumerate(self.quarters) if quarter in count.quarters]
        for group in (*self.groups, REST) if count.group == EVERYBODY else (count.group,):
            for what in self._kinds(count):
                for quarter in inside:
                    total[self.variables["all", what, quarter, group]] += 1
                    for gap in self._gaps(quarter, inside[-1]):
                        total[self.variables["back", what, quarter, gap, group]] -= 1
        return total

    def solve(self, objective: Sum) -> tuple[np.ndarray | None, bool]:
        """A world in which the objective is as small as can be; None when no world fits. Whether it is proved to be the smallest."""
        cost = np.zeros(len(self.variables))
        for variable, coefficient in objective.items():
            cost[variable] = coefficient
        if self._constraint is None:
            self._constraint = self._all_rows()
        found = milp(
            cost,
            integrality=np.ones(len(cost)),
            bounds=Bounds(0, self.most),
            constraints=self._constraint,
            # With presolve HiGHS calls a world the smallest now and then that is not (scipy 1.17.1): everything would look pinned.
            options={"time_limit": SECONDS, "presolve": False},
        )
        return (None if found.x is None else np.rint(found.x)), found.status in (0, 2)

    def _kinds(self, count: Count) -> Sequence[object]:
        if count.side == "people":
            return ["people"]
        return [(count.question, "yes")] if count.side == "yes" else [(count.question, "yes"), (count.question, "no")]

    def _gaps(self, quarter: int, last: int) -> Iterable[int]:
        return (gap for gap in GAPS if self.linked and quarter + gap <= last)

    def _of_quarter(self, quarter: int, group: str) -> None:
        people = self._new("all", "people", quarter, group)
        for question in self.questions:
            yes, no = (self._new("all", (question, side), quarter, group) for side in ("yes", "no"))
            self._at_most({yes: 1, no: 1}, {people: 1})

    def _of_those_who_come_back(self, group: str) -> None:
        last = len(self.quarters) - 1
        for quarter in range(last):
            gaps = list(self._gaps(quarter, last))
            for gap in gaps:
                people = self._new("back", "people", quarter, gap, group)
                for question in self.questions:
                    yes, no = (self._new("back", (question, side), quarter, gap, group) for side in ("yes", "no"))
                    self._at_most({yes: 1, no: 1}, {people: 1})
            self._not_more_than_there_are(quarter, gaps, group)
        for quarter in range(1, last + 1):
            came = {self.variables["back", "people", quarter - gap, gap, group]: 1 for gap in GAPS if gap <= quarter}
            self._at_most(came, {self.variables["all", "people", quarter, group]: 1})

    def _not_more_than_there_are(self, quarter: int, gaps: Sequence[int], group: str) -> None:
        """Of those who said yes, said no or skipped in a quarter, no more come back than there are."""

        def back(what: object, sign: int = 1) -> dict[int, int]:
            return {self.variables["back", what, quarter, gap, group]: sign for gap in gaps}

        def there(what: object, sign: int = 1) -> dict[int, int]:
            return {self.variables["all", what, quarter, group]: sign}

        self._at_most(back("people"), there("people"))
        for question in self.questions:
            yes, no = (question, "yes"), (question, "no")
            self._at_most(back(yes), there(yes))
            self._at_most(back(no), there(no))
            self._at_most(back("people") | back(yes, -1) | back(no, -1), there("people") | there(yes, -1) | there(no, -1))

    def _or_nobody(self, total: Sum, low: float) -> None:
        """Nobody, or at least `low`: a switch that is 0 or 1 decides."""
        switch = self._new("switch", len(self.variables))
        self.rows.append(({switch: 1}, 0, 1))
        self.rows.append(({**total, switch: -int(low)}, 0, inf))
        self.rows.append(({**total, switch: -self.most * len(self.quarters)}, -inf, 0))

    def _new(self, *name: object) -> int:
        return self.variables.setdefault(name, len(self.variables))

    def _at_most(self, less: Sum, more: Sum) -> None:
        total = Counter(more)
        total.subtract(less)
        self.rows.append((total, 0, inf))

    def _all_rows(self) -> LinearConstraint:
        entries = [(row, variable, value) for row, (total, _, _) in enumerate(self.rows) for variable, value in total.items() if value]
        rows, columns, values = (np.array(column) for column in zip(*entries, strict=True))
        matrix = csr_array((values, (rows, columns)), shape=(len(self.rows), len(self.variables)))
        return LinearConstraint(matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows])


def value_of(total: Sum, world: np.ndarray) -> int:
    """What a sum comes to in one world."""
    return int(sum(coefficient * world[variable] for variable, coefficient in total.items()))


def quarters_of(windows: Iterable[Quarters]) -> tuple[Quarter, ...]:
    """All quarters of some windows, oldest first."""
    return tuple(sorted({quarter for quarters in windows for quarter in quarters}))
