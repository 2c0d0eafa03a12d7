"""Small questions, figures and tables to count with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from feedback.figures.measures import Figure, Measure, figure
from feedback.figures.quarter import Quarter
from feedback.figures.tally import Tally
from feedback.questionnaire.definition import (
    Choice,
    Choices,
    Goals,
    Number,
    Option,
    Question,
    Questionnaire,
    Rating,
    Scale,
    Section,
    Welcome,
)

Q1 = Quarter(2026, 1)
Q2 = Quarter(2026, 2)
NOT_SURE = Option(code="not_sure", label="Not sure")
RATHER_NOT_SAY = Option(code="rather_not_say", label="Rather not say")
FIVE = (
    Option(code="very_bad", label="Very bad", score=1),
    Option(code="bad", label="Bad", score=2),
    Option(code="okay", label="Okay", score=3),
    Option(code="good", label="Good", score=4, positive=True),
    Option(code="very_good", label="Very good", score=5, positive=True),
    NOT_SURE,
    RATHER_NOT_SAY,
)
FINDING = "the help was good or very good"


def scale(**more: Any) -> Scale:
    return Scale(**{"code": "overall", "text": "Overall, how good is the help?", "options": FIVE, **more})


def choice(*codes: str, **more: Any) -> Choice:
    return Choice(code="team", text="Which team?", options=tuple(Option(code=code, label=code.title()) for code in codes), **more)


def choices(*codes: str) -> Choices:
    return Choices(code="had", text="What did you have help with?", options=tuple(Option(code=code, label=code.title()) for code in codes))


def rating() -> Rating:
    return Rating(code="stars", text="How good was it?", low="Bad", high="Good")


def number() -> Number:
    return Number(code="workers", text="How many workers have you had?", most=20)


def goals(*codes: str) -> Goals:
    options = tuple(Option(code=code, label=code.title()) for code in codes)
    return Goals(code="goals", text="What are your goals?", options=options, low="Start", high="Done")


def asking(*questions: Question) -> Questionnaire:
    welcome = Welcome(title="Hello", paragraphs=("You can say no.",), minutes=2, assent_version="1")
    sections = (Section(code="main", title="Main", questions=questions),)
    return Questionnaire(code="tiny", title="Tiny", audience="young_people", welcome=welcome, sections=sections)


def written(*documents: Mapping[str, Any]) -> list[str]:
    """Answer documents as they are kept."""
    return [json.dumps(document) for document in documents]


def tallied(counts: Mapping[str, int], code: str = "overall") -> Tally:
    """The tally of one question."""
    return Tally(sum(counts.values()), {code: dict(counts)})


def figure_of(k: int, n: int, measure: Measure = "top_2", **outside: int) -> Figure:
    """A figure of k positive answers among n opinions."""
    bad, good = ("bad", "good") if measure != "bottom_2" else ("good", "bad")
    return figure(tallied({good: k, bad: n - k, **outside}), scale(finding=FINDING), measure)
