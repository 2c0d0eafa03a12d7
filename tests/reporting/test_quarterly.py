"""What stands out quarter by quarter."""

from __future__ import annotations

from flask import Flask

from feedback.figures.quarter import Quarter
from feedback.reporting.quarterly import Quarterly
from feedback.reporting.results import results
from feedback.reporting.windows import Window
from feedback.store.surveys import Survey
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import Q1, Q2, overall, send

Q4 = Quarter(2025, 4).first


def of(survey: Survey) -> Quarterly:
    return results(survey, Window(Quarter.of(Q2))).quarterly


def furthest(survey: Survey, code: str = "overall") -> str:
    found = of(survey)
    return found.furthest(next(question for question in found.rated if question.code == code))


def test_the_newest_quarter_is_set_beside_the_one_that_differs_most(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 28, 10, Q4)
    overall(survey, 34, 7, Q1)
    overall(survey, 40, 6, Q2)
    assert furthest(survey) == (
        "The quarter that differs most is 2025/26 Q4, with 74 %. "
        "No clear change since 2025/26 Q4 (13 points higher, likely between 4 lower and 30 higher)."
    )
    assert of(survey).moved == []


def test_a_question_that_moved_clearly_is_listed_also_when_it_fell(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 38, 2, Q1)
    overall(survey, 20, 20, Q2)
    (moved,) = of(survey).moved
    assert moved.label == "Overall, how good is the help?"
    assert "Declined since 2026/27 Q1 (45 points lower" in moved.sentence


def test_a_quarter_that_is_held_back_is_set_beside_nothing(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 0, 4, Q1)
    overall(survey, 9, 1, Q2)
    assert furthest(survey) == ""
    assert of(survey).standing_out == []


def test_the_question_that_is_always_lowest_and_the_lowest_quarter_are_named(app_context: Flask) -> None:
    survey = open_survey()
    for day, good in ((Q4, 10), (Q1, 14), (Q2, 16)):
        for number in range(20):
            answers = {"fair": "really" if number < good else "not_really", "safe": "really" if number < good + 2 else "not_really"}
            send(survey, answers | {"complain": "really" if number < 9 else "not_really"}, day)
    assert of(survey).standing_out == [
        "“I know how to complain or say something is wrong” was the lowest in each of these 3 quarters.",
        "In 2025/26 Q4 2 of 3 questions were at their lowest.",
    ]
