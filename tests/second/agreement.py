"""What the service says of a survey beside what the second implementation says: every number, before and after disclosure control."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import t

from feedback.figures.intervals import Interval
from feedback.figures.measures import figure
from feedback.figures.released import ReleasedRow
from feedback.figures.spreads import Spread, goal_spreads, spread_of
from feedback.figures.tally import Tally
from feedback.reporting.results import Results, results
from feedback.reporting.standing import standing
from feedback.reporting.windows import Window, offered
from feedback.store import surveys
from tests.second import counting, formulas, periods
from tests.second.counting import Question, Said
from tests.second.export import BY, Exported, Row, exported

CLOSE = 1e-9
COUNTABLE = ("scale", "choice", "choices", "rating", "number", "goals")
STEP = 5


@dataclass(frozen=True)
class Difference:
    """One number on which the two do not agree."""

    where: str
    service: Any
    second: Any

    def __str__(self) -> str:
        return f"{self.where}: the service says {self.service!r}, the second implementation {self.second!r}"


def differences(path: Path, slug: str, instants: Mapping[str, datetime] | None = None) -> Iterator[Difference]:
    """Every difference in every window that the pages of a survey offer. Yields nothing when all agree.

    `instants`, when each response was sent, are compared with the days that were kept.
    """
    survey = surveys.by_slug(slug)
    assert survey is not None
    seen = {window: results(survey, window) for window in offered(list(standing(survey.id).responses))}
    rows = exported(path, slug)
    days = {row.id: row.day for row in rows.rows}
    for response_id, instant in (instants or {}).items():
        yield from _same(f"{slug} the day of {instant}", days[response_id], periods.london(instant))
    yield from _steps(rows)
    for window, found in seen.items():
        yield from _Window(rows, window, found).differences()


def _steps(rows: Exported) -> Iterator[Difference]:
    """What is shown: of a closed quarter all that counts, of the one that runs as many fives as there are."""
    counting_now = [row for row in rows.rows if row.aside is None]
    for quarter in {periods.quarter(row.day) for row in rows.rows}:
        all_of_it = [row for row in counting_now if periods.quarter(row.day) == quarter]
        shown = counting.in_quarters(rows.rows, (quarter,))
        expected = len(all_of_it) if quarter < OPEN else len(all_of_it) // STEP * STEP
        yield from _same(f"{quarter} shown", len(shown), expected)
        yield from _same(f"{quarter} shown though set aside", [row.id for row in shown if row.aside], [])


OPEN = "2026/27 Q3"
"""The quarter that runs on the business date of the tests."""


@dataclass(frozen=True)
class _Window:
    """One window of one survey."""

    exported: Exported
    window: Window
    found: Results

    def differences(self) -> Iterator[Difference]:
        quarters = self._quarters(self.window)
        forms = counting.in_quarters(self.exported.rows, quarters)
        people = counting.people(forms)
        kept = self.found.kept[self.window]
        yield from _same(self._at("forms"), kept.responses, len(forms))
        yield from _same(self._at("people"), kept.whole.responses, len(people))
        yield from _same(self._at("linked"), kept.linked, sum(row.link is not None for row in forms))
        asked = counting.questions(self.exported, forms)
        population = counting.population(self.exported, forms, quarters)
        yield from self._kept("", kept.whole, asked, people)
        yield from self._by_group(asked, people)
        yield from self._printed(asked, people, population)
        yield from self._rate(len(forms), quarters)

    def _quarters(self, window: Window) -> Sequence[str]:
        name = str(window.last)
        return periods.year_to(name) if window.rolling else (name,)

    def _at(self, what: str) -> str:
        return f"{self.exported.slug} {self.window} {what}"

    def _by_group(self, asked: Mapping[str, Question], people: Sequence[Row]) -> Iterator[Difference]:
        for breakdown in BY:
            groups = {row.groups[breakdown] for row in people} - {None, "rather_not_say"}
            tallies = self.found.kept[self.window].of(breakdown)
            yield from _same(self._at(f"groups of {breakdown}"), {name for name, one in tallies.items() if one.responses}, groups)
            for group in groups:
                theirs = [row for row in people if row.groups[breakdown] == group]
                yield from self._kept(f"{breakdown} {group} ", tallies[str(group)], asked, theirs)

    def _kept(self, group: str, tally: Tally, asked: Mapping[str, Question], people: Sequence[Row]) -> Iterator[Difference]:
        """The counts, and the figures made of them, before anything is held back."""
        for question in (*self.found.asked.rated, *self.found.asked.others):
            own = asked[question.code]
            said = counting.said(own, people)
            where = self._at(f"{group}{question.code}")
            yield from _spread(where, spread_of(tally, question), said)
            if question.type == "scale":
                measures = {"top_2": counting.positive(own), "top": counting.best(own), "bottom_2": counting.worst_two(own)}
                for measure, codes in measures.items():
                    if codes:
                        made = figure(tally, question, measure)  # type: ignore[arg-type]
                        yield from _same(f"{where} {measure}", (made.k, made.n), (said.of(codes), said.n))
                        yield from _interval(f"{where} {measure}", made.interval, formulas.wilson(made.k, made.n) if made.n else None)
            if question.type == "goals":
                for goal in goal_spreads(tally, question):
                    yield from _goal(f"{where} {goal.question}", goal, question.code, people)

    def _printed(self, asked: Mapping[str, Question], people: Sequence[Row], population: int | None) -> Iterator[Difference]:
        """What stands on the page after disclosure control."""
        rows = {row.code: row for row in self.found.items.rows}
        rated = {code: one for code, one in asked.items() if one["type"] in COUNTABLE and counting.positive(one)}
        yield from _same(self._at("questions"), sorted(rows), sorted(rated))
        for code, question in rated.items():
            said = counting.said(question, people)
            yield from _row(self._at(f"{code} printed"), rows[code], question, said, population, rolling=self.window.rolling)
            yield from self._changed(rows[code], code, said, question)

    def _changed(self, row: ReleasedRow, code: str, said: Said, question: Question) -> Iterator[Difference]:
        """The word for what changed since the quarter before, or since the year that ended four quarters earlier."""
        first = min(periods.quarter(one.day) for one in self.exported.rows)
        name = periods.back(str(self.window.last), 4 if self.window.rolling else 1)
        quarters = periods.year_to(name) if self.window.rolling else (name,)
        there = quarters[0] >= first
        if not self.window.rolling:
            yield from _same(self._at("compared with"), str(self.found.before) if self.found.before else None, name if there else None)
        if self.window.rolling or not there or row.mark == "[c]" or said.n == 0:
            return
        if row.change is None:
            yield Difference(self._at(f"{code} changed"), None, "a comparison")
            return
        earlier = counting.said(question, counting.people(counting.in_quarters(self.exported.rows, quarters)))
        codes, told = counting.positive(question), min(said.n, earlier.n) >= STEP
        expected = formulas.word(said.of(codes), said.n, earlier.of(codes), earlier.n) if told else None
        yield from _same(self._at(f"{code} changed"), row.change.word, expected)

    def _rate(self, forms: int, quarters: Sequence[str]) -> Iterator[Difference]:
        invited = sum(self.exported.invited.get(quarter, 0) for quarter in quarters)
        if 0 < invited >= forms:
            yield from _same(self._at("rate"), self.found.rate.share, formulas.per_cent(forms, invited) / 100)
            yield from _same(self._at("rate told"), self.found.rate.sentence.startswith(f"{forms} of {invited} "), True)
        else:
            yield from _same(self._at("rate"), self.found.rate.share, None)


def _spread(where: str, service: Spread, said: Said) -> Iterator[Difference]:
    for name in ("n", "skipped", "not_asked", "not_sure", "rather_not_say"):
        yield from _same(f"{where} {name}", getattr(service, name), getattr(said, name))
    several = service.question in ("choices", "goals")
    yield from _same(f"{where} other", service.other, 0 if several else said.other)
    listed = {part.code: part.count for part in service.distribution}
    given = {code: said.given[code] for code in listed if said.given[code]}
    yield from _same(f"{where} spread", {code: count for code, count in listed.items() if count}, given)
    if not several:
        yield from _same(f"{where} spread adds up", sum(listed.values()), said.n)
    yield from _mean(where, service, said.values)


def _goal(where: str, service: Spread, question: str, people: Sequence[Row]) -> Iterator[Difference]:
    goal = service.question.removeprefix(f"{question}.")
    answers = [row.answers.get(question) for row in people]
    rated = [answer[goal] for answer in answers if isinstance(answer, dict) and goal in answer]
    values = [float(value) for value in rated if value is not None]
    yield from _same(f"{where} rated", (service.n, service.skipped), (len(values), len(rated) - len(values)))
    yield from _mean(where, service, values)


def _mean(where: str, service: Spread, values: list[float]) -> Iterator[Difference]:
    mean, sd = formulas.mean_and_sd(values)
    yield from _near(f"{where} mean", service.mean, mean)
    yield from _near(f"{where} sd", service.sd, sd)
    if mean is None or sd is None:
        yield from _same(f"{where} interval of the mean", service.mean_interval, None)
    else:
        half = float(t.ppf(0.975, len(values) - 1)) * sd / len(values) ** 0.5
        yield from _interval(f"{where} mean", service.mean_interval, (mean - half, mean + half))


def _row(where: str, row: ReleasedRow, question: Question, said: Said, population: int | None, *, rolling: bool) -> Iterator[Difference]:
    """A printed row. In a rolling year more may be held back, beside its quarters; in a quarter exactly what is about fewer than five."""
    held = row.mark == "[c]"
    if not rolling:
        yield from _same(f"{where} held back", held, 0 < said.n < STEP)
    if held or said.n == 0:
        yield from _same(f"{where} share", row.share, None)
        return
    k = said.of(counting.positive(question))
    yield from _same(f"{where} base", row.base, str(said.n))
    if said.n < 10:
        yield from _same(
            f"{where} share", (row.share, row.interval, row.share_text), (None, None, "most" if 2 * k > said.n else "half or fewer")
        )
        return
    low, high = formulas.wilson(k, said.n) if population is None else formulas.wilson_of(k, said.n, population)
    yield from _same(f"{where} share", row.share, formulas.per_cent(k, said.n) / 100)
    yield from _same(f"{where} count", row.sentence.startswith(f"{k} of {said.n} "), True)
    yield from _per_cents(where, row.interval, (low, high))
    if said.n >= 30:
        printed = {part.code: part.count for part in row.distribution}
        yield from _same(f"{where} distribution", {code: count for code, count in printed.items() if count}, dict(said.given))
    else:
        yield from _same(f"{where} distribution", row.distribution, ())


def _per_cents(where: str, service: Interval | None, second: tuple[float, float]) -> Iterator[Difference]:
    """Ends in whole per cents. An end that lies on a half to nine digits may round either way."""
    for end, value in zip(service or (None, None), second, strict=True):
        if end is None or abs(100 * end - 100 * value) > 0.5 + 100 * CLOSE:
            yield Difference(f"{where} interval", service, second)


def _interval(where: str, service: Interval | None, second: tuple[float, float] | None) -> Iterator[Difference]:
    if service is None or second is None:
        yield from _same(f"{where} interval", service, second)
    elif tuple(service) != pytest.approx(second, abs=CLOSE):
        yield Difference(f"{where} interval", service, second)


def _near(where: str, service: float | None, second: float | None) -> Iterator[Difference]:
    if (service is None) != (second is None) or (second is not None and service != pytest.approx(second, abs=CLOSE)):
        yield Difference(where, service, second)


def _same(where: str, service: Any, second: Any) -> Iterator[Difference]:
    if service != second:
        yield Difference(where, service, second)
