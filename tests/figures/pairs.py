"""Starts and ends of made-up people, to pair and to subtract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from feedback.figures.outcomes import Comparer, Found, Moves, moves
from feedback.figures.people_paired import Sent, pairs_of, people_of
from feedback.figures.quarter import Quarter
from feedback.figures.start_and_end import Reader
from feedback.questionnaire.definition import Questionnaire
from tests.figures.samples import asking, goals, rating, scale

SPRING, SUMMER = date(2026, 5, 4), date(2026, 8, 4)
ASKING = asking(scale(), scale(code="home", text="How are things at home?"), rating(), goals("school", "work"))
SCORES = {1: "very_bad", 2: "bad", 3: "okay", 4: "good", 5: "very_good"}


def sent(link: int, touchpoint: str, day: date, version: int = 1, number: int = 0, **answers: Any) -> Sent:
    """One response. A whole number for `overall` or `home` is the option with that score."""
    said = {code: SCORES.get(answer, answer) if code in {"overall", "home"} else answer for code, answer in answers.items()}
    name = f"{link}-{touchpoint}-{day}-{number}"
    return Sent(name, link, touchpoint, day, str(Quarter.of(day)), version, json.dumps(said))  # type: ignore[arg-type]


def both(*changes: tuple[int, int], code: str = "overall", first: int = 1) -> list[Sent]:
    """One person for each (start, end)."""
    starts = [sent(link, "start", SPRING, **{code: before}) for link, (before, _) in enumerate(changes, first)]
    return starts + [sent(link, "exit", SUMMER, **{code: after}) for link, (_, after) in enumerate(changes, first)]


def found(responses: list[Sent], versions: Mapping[int, Questionnaire] | None = None) -> Found:
    return Comparer(Reader(versions or {1: ASKING})).found(pairs_of(people_of(responses), None))


def moved(responses: list[Sent], key: str = "overall") -> Moves:
    return moves(found(responses), key)
