"""Random cohorts: who answered what in which quarter, counted here by plain loops, and put into the tables that ask to be released."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from feedback.figures.measures import Figure, figure
from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.spreads import Count as Cell
from feedback.figures.tables import Group, Groups, Members, Row, Table, Whole
from tests.attacker.reading import EVERYBODY, REST, Count
from tests.figures.samples import scale, tallied

FIRST = Quarter(2024, 1)
BREAKDOWN = "team"
YOUNG = "young people"


@dataclass(frozen=True)
class Response:
    """One form: when, by whom, of which group (REST when it is not known), and by question whether it was yes; no entry when skipped."""

    quarter: Quarter
    person: int
    group: str
    said: Mapping[str, bool]


@dataclass(frozen=True)
class Cohort:
    """Everybody's forms. `linked`: a person who answers again is known to be the same, and counts once a year."""

    name: str
    quarters: Quarters
    groups: tuple[str, ...]
    questions: tuple[str, ...]
    responses: tuple[Response, ...]
    linked: bool

    @property
    def windows(self) -> tuple[Quarters, ...]:
        """Each quarter, and each rolling year that is complete."""
        years = (self.quarters[i - 3 : i + 1] for i in range(3, len(self.quarters)))
        return (*((quarter,) for quarter in self.quarters), *years)

    def counting(self, quarters: Quarters) -> Sequence[Response]:
        """The forms that count in a window: all, or each person's latest."""
        inside = [response for response in self.responses if response.quarter in quarters]
        if not self.linked:
            return inside
        return list({response.person: response for response in sorted(inside, key=lambda one: one.quarter)}.values())


def truths(cohort: Cohort) -> dict[Count, int]:
    """Every count that there is, as it is."""
    found: dict[Count, int] = {}
    for quarters in cohort.windows:
        counting = cohort.counting(quarters)
        for group in (EVERYBODY, *cohort.groups, REST):
            inside = [response for response in counting if group in (EVERYBODY, response.group)]
            found[Count(quarters, group, "", "people")] = len(inside)
            for question in cohort.questions:
                said = [response.said[question] for response in inside if question in response.said]
                found[Count(quarters, group, question, "gave an opinion")] = len(said)
                found[Count(quarters, group, question, "yes")] = sum(said)
    return found


def tables(cohort: Cohort, quarters: Quarters, true: Mapping[Count, int]) -> list[Table]:
    """The tables of one window as they ask to be released: what everybody said, what groups said, who they are."""
    whole = {question: _figure(true, quarters, EVERYBODY, question) for question in cohort.questions}
    rows = tuple(Row(question, question, one, quarters) for question, one in whole.items())
    cells = tuple(Cell(group, group, true[Count(quarters, group, "", "people")]) for group in cohort.groups)
    total = true[Count(quarters, EVERYBODY, "", "people")]
    collected = tuple((quarter, true[Count((quarter,), EVERYBODY, "", "people")]) for quarter in quarters)
    return [
        Whole("What they said", "a", YOUNG, rows),
        *(_groups(cohort, quarters, true, question, one) for question, one in whole.items()),
        Members("Who they are", "a", quarters, BREAKDOWN, YOUNG, cells, total, collected),
    ]


def _groups(cohort: Cohort, quarters: Quarters, true: Mapping[Count, int], question: str, whole: Figure) -> Groups:
    rows = tuple(Group(group, group, _figure(true, quarters, group, question)) for group in cohort.groups)
    return Groups(question, "a", quarters, BREAKDOWN, whole, rows)


def _figure(true: Mapping[Count, int], quarters: Quarters, group: str, question: str) -> Figure:
    everybody = true[Count(quarters, group, "", "people")]
    gave = true[Count(quarters, group, question, "gave an opinion")]
    yes = true[Count(quarters, group, question, "yes")]
    return figure(tallied({"good": yes, "bad": gave - yes, "skipped": everybody - gave}, question), scale(code=question, text=question))


def quarters_from(first: Quarter, number: int) -> Quarters:
    """So many quarters in a row."""
    found = [first]
    while len(found) < number:
        found.append(found[-1].next())
    return tuple(found)


def random_cohort(seed: int) -> Cohort:
    """A cohort drawn from a seed: large or small, uneven, of strangers or of people who come back, now and then all of one mind."""
    rng = Random(seed)
    quarters = quarters_from(FIRST, rng.randint(4, 8))
    groups = tuple(f"g{i}" for i in range(rng.randint(2, 6)))
    questions = ("listened", "fair")[: rng.choice((1, 1, 2))]
    linked = rng.random() < 0.6
    draw = _Draw(rng, groups, questions)
    size = round(5 * 40 ** rng.random())
    come_back = rng.choice((0.0, 0.2, 0.6, 1.0)) if linked else 0.0
    responses = tuple(draw.responses(quarters, size, come_back))
    return Cohort(f"random {seed}", quarters, groups, questions, responses, linked)


class _Draw:
    """What one random cohort is like: how large its groups are, what they think, and how often they skip."""

    def __init__(self, rng: Random, groups: Sequence[str], questions: Sequence[str]) -> None:
        self.rng = rng
        self.groups = (*groups, REST)
        unknown = rng.choice((0.0, 0.0, 0.05, 0.3))
        sizes = [rng.gammavariate(rng.choice((0.3, 1.0, 4.0)), 1.0) for _ in groups]
        self.weights = [*((1 - unknown) * size / sum(sizes) for size in sizes), unknown]
        self.skips = rng.choice((0.0, 0.05, 0.25))
        same = rng.random() < 0.1
        self.yes = {(group, question): self._opinion(same) for group in self.groups for question in questions}
        self.questions = questions
        self.moves = rng.choice((0.1, 0.5))

    def _opinion(self, same: bool) -> float:
        return 1.0 if same else self.rng.choice((1.0, 0.0, 0.9, 0.85, 0.7, 0.5, self.rng.random()))

    def responses(self, quarters: Quarters, size: int, come_back: float) -> Iterator[Response]:
        known: list[tuple[int, str]] = []
        for quarter in quarters:
            number = 0 if self.rng.random() < 0.05 else max(0, round(size * (1 + self.moves * self.rng.uniform(-1, 1))))
            returning = self.rng.sample(known, min(len(known), sum(self.rng.random() < come_back for _ in range(number))))
            fresh = range(len(known), len(known) + number - len(returning))
            known += [(person, self.rng.choices(self.groups, self.weights)[0]) for person in fresh]
            for person, group in (*returning, *known[fresh.start :]):
                yield Response(quarter, person, group, self._said(group))

    def _said(self, group: str) -> dict[str, bool]:
        answered = (question for question in self.questions if self.rng.random() >= self.skips)
        return {question: self.rng.random() < self.yes[group, question] for question in answered}
