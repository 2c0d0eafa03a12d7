"""How far each quarter of a survey has come: how many responses count there, and whether it still runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedback import clock
from feedback.figures.quarter import Quarter
from feedback.store import responses


@dataclass(frozen=True)
class Standing:
    """`responses` is {quarter: how many count by now}, of quarters that brought any, also if all of them are set aside."""

    responses: Mapping[Quarter, int]


def standing(survey_id: int) -> Standing:
    """The standing of a survey now."""
    return Standing({Quarter.parse(count.quarter): count.responses for count in responses.counts(survey_id)})


def is_open(quarter: Quarter) -> bool:
    """Whether the quarter still runs: its last day has not passed."""
    return quarter >= Quarter.of(clock.today())
