"""Counting: from answer documents to how many people gave each answer.

A Tally is small however many answered, so it can be kept, and everything else is computed from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isnan

import numpy as np
import pandas as pd

from feedback.figures.columns import ANSWERED, Column, Numbers, columns
from feedback.figures.score_columns import score_columns
from feedback.questionnaire.definition import Questionnaire

Counts = Mapping[str, int]
Groups = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True)
class Tally:
    """How many responses gave each answer.

    `counts` is keyed by question code, then by answer: an option's code, a number as text, "skipped" or "not_asked".
    The ratings of a goal stand under "<question>.<goal>", the scores of an instrument under "score:<instrument>", each as text
    or as "unscored". Of a question with several answers, each option counts people, and `answered` counts the people who gave
    at least one opinion.
    """

    responses: int = 0
    counts: Mapping[str, Counts] = field(default_factory=dict)
    answered: Counts = field(default_factory=dict)

    def of(self, key: str) -> Counts:
        """The counts of one question, or of one goal's ratings; empty when nobody was counted for it."""
        return self.counts.get(key, {})

    def __add__(self, other: Tally) -> Tally:
        """Two tallies of different responses as one, such as those of two versions in one quarter."""
        keys = sorted({*self.counts, *other.counts})
        counts = {key: _added(self.of(key), other.of(key)) for key in keys}
        return Tally(self.responses + other.responses, counts, _added(self.answered, other.answered))

    def to_json(self) -> dict[str, object]:
        """Plain dicts and numbers, ready for json.dumps."""
        return {
            "responses": self.responses,
            "counts": {key: dict(counts) for key, counts in self.counts.items()},
            "answered": dict(self.answered),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Tally:
        """The tally that `to_json` gave. Raises ValueError when it is no such thing."""
        responses, counts, answered = (data.get(name) for name in ("responses", "counts", "answered"))
        if not (isinstance(responses, int) and isinstance(counts, dict) and isinstance(answered, dict)):
            raise ValueError("these are not kept counts: they need responses, counts and answered; count again")
        return cls(responses, counts, answered)


@dataclass(frozen=True)
class Counted:
    """The tally of all responses, and of each group of each breakdown."""

    whole: Tally
    groups: Mapping[str, Mapping[str, Tally]]


def tally(questionnaire: Questionnaire, answers: Sequence[str]) -> Tally:
    """Count answer documents (JSON objects keyed by question code). Raises ValueError that says which one is wrong."""
    return count(questionnaire, answers, {}).whole


def tally_by(questionnaire: Questionnaire, answers: Sequence[str], groups: Groups) -> dict[str, dict[str, Tally]]:
    """Count answer documents by breakdown and group. `groups` gives each response's group, None where it is not known."""
    counted = count(questionnaire, answers, groups)
    return {breakdown: dict(tallies) for breakdown, tallies in counted.groups.items()}


def count(questionnaire: Questionnaire, answers: Sequence[str], groups: Groups) -> Counted:
    """Count all documents and each group of each breakdown while reading every document once.

    A response whose group is None (or pandas' missing value) is in no group of that breakdown. Raises ValueError when a
    breakdown has not one group for each response, or a document cannot be read.
    """
    for breakdown, given in groups.items():
        if len(given) != len(answers):
            raise ValueError(f'breakdown "{breakdown}" has {len(given)} groups for {len(answers)} responses: give one for each')
    found = columns(questionnaire, answers)
    found += tuple(score_columns(questionnaire, found))
    whole = _tallies(found, np.zeros(len(answers), dtype=np.intp), 1)
    return Counted(whole[0], {breakdown: _by_group(found, given) for breakdown, given in groups.items()})


def latest(links: Iterable[str | int | None], days: Iterable[date], ids: Iterable[str]) -> Numbers:
    """Positions of the responses that count once for each person, in their order.

    Of the responses with the same link number the latest by day stays, and among those of one day the one with the
    greatest id; every response without a link number stays.
    """
    last: dict[str | int, tuple[date, str, int]] = {}
    kept: list[int] = []
    for position, (link, day, response_id) in enumerate(zip(links, days, ids, strict=True)):
        if _unlinked(link):
            kept.append(position)
        elif link is not None:
            candidate = (day, response_id, position)
            last[link] = max(last.get(link, candidate), candidate)
    return np.sort(np.asarray([*kept, *(position for _, _, position in last.values())], dtype=np.intp))


def _unlinked(link: object) -> bool:
    if isinstance(link, float) and not isnan(link):
        raise TypeError("a link number became a fraction and may have lost digits: pass whole numbers and None")
    return link is None or link is pd.NA or isinstance(link, float)


def _added(one: Counts, other: Counts) -> dict[str, int]:
    return {value: one.get(value, 0) + other.get(value, 0) for value in sorted({*one, *other})}


def _by_group(found: Sequence[Column], given: Sequence[str | None]) -> dict[str, Tally]:
    numbers, names = pd.factorize(np.asarray(given, dtype=object))
    tallies = _tallies(found, numbers, len(names))
    return {str(name): tally for name, tally in sorted(zip(names, tallies, strict=True))}


def _tallies(found: Sequence[Column], groups: Numbers, number: int) -> list[Tally]:
    """One tally for each of `number` groups, where `groups` says each response's group and -1 that it has none."""
    responses = np.bincount(groups[groups >= 0], minlength=number)
    tables = [(column, _crossed(column, groups, number)) for column in found]
    counts = [(column.key, column.values, table) for column, table in tables if column.key != ANSWERED]
    answered = [(column.values, table) for column, table in tables if column.key == ANSWERED]
    return [
        Tally(
            int(responses[group]),
            {key: _row(values, table[group]) for key, values, table in counts},
            {code: people for values, table in answered for code, people in _row(values, table[group]).items()},
        )
        for group in range(number)
    ]


def _crossed(column: Column, groups: Numbers, number: int) -> Numbers:
    """Counts by group and value: a table of `number` rows."""
    width = len(column.values)
    of_row = groups[column.rows]
    known = of_row >= 0
    return np.bincount(of_row[known] * width + column.codes[known], minlength=number * width).reshape(number, width)


def _row(values: Sequence[str], row: Numbers) -> dict[str, int]:
    """Counts over nought, by value. A number and the same number as text are one value."""
    counts: dict[str, int] = {}
    for value, people in sorted(zip(values, row.tolist(), strict=True)):
        if people:
            counts[value] = counts.get(value, 0) + people
    return counts
