"""Two audiences side by side."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from feedback.asking import surveys as life
from feedback.figures.quarter import Quarter
from feedback.questionnaire import loading, starters
from feedback.reporting.comparing import Beside, beside, others, usual_beside
from feedback.reporting.results import results
from feedback.reporting.windows import Window
from feedback.store.surveys import Survey
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import Q1, Q2, Q3, overall

NOW = Window(Quarter.of(Q2))


@pytest.fixture
def two(app_context: Flask) -> tuple[Survey, Survey]:
    return open_survey(), open_survey("family", starter="parents_and_carers")


def of(two: tuple[Survey, Survey], window: Window = NOW) -> Beside:
    return beside(*two, window)


def overall_of(found: Beside) -> tuple[bool, bool, str]:
    row = next(row for row in found.matched if row.one.code == "overall")
    return row.compared, row.clear, row.sentence


def test_each_side_is_the_figure_of_its_own_page_and_none_is_pooled(two: tuple[Survey, Survey]) -> None:
    young, family = two
    overall(young, 40, 6, Q2)
    overall(family, 28, 10, Q2)
    found = of(two)
    row = next(row for row in found.matched if row.one.code == "overall")
    assert (row.one, row.other) == (results(young, NOW).headline, results(family, NOW).headline)
    assert (row.one.base, row.other.base) == ("46", "38")
    assert overall_of(found)[:2] == (True, False)
    assert "(young people 13 points higher, likely between 4 lower and 30 higher)" in row.sentence
    assert found.sentence == "Of 1 question that can be compared between young people and parents and carers, there is no clear difference."


def test_a_clear_difference_is_called_one(two: tuple[Survey, Survey]) -> None:
    overall(two[0], 38, 2, Q2)
    overall(two[1], 20, 20, Q2)
    found = of(two)
    assert overall_of(found)[:2] == (True, True)
    assert found.drawing.title == "Clear difference: “Overall, how good is the help?”"


def test_only_questions_marked_as_the_same_item_are_compared_weakest_first(two: tuple[Survey, Survey]) -> None:
    overall(two[0], 20, 20, Q2)
    overall(two[1], 38, 2, Q2)
    found = of(two)
    assert found.matched[0].one.code == "overall"
    assert {row.one.code for row in found.matched} == {"overall", "listened", "understand", "complain"}


@pytest.mark.parametrize(("young", "family"), [(9, 40), (40, 9), (3, 40), (40, 0)])
def test_a_side_without_a_printed_share_is_not_compared(two: tuple[Survey, Survey], young: int, family: int) -> None:
    overall(two[0], young, 0, Q2)
    overall(two[1], family, 0, Q2)
    assert overall_of(of(two)) == (False, False, "Too few answered on one side to compare.")


def test_different_answers_are_not_subtracted(two: tuple[Survey, Survey]) -> None:
    whole = json.loads(loading.dump(starters.get("young_people")))
    changed = [question for section in whole["sections"] for question in section["questions"] if question["code"] == "overall"]
    changed[0]["options"][2]["positive"] = True
    life.publish("views", loading.load(whole), ACTOR)
    for survey in two:
        overall(survey, 20, 20, Q2)
    assert overall_of(of(two)) == (False, False, "They were offered different answers, so no difference is worked out.")


def test_what_may_stand_beside_is_of_another_audience_and_brought_answers(two: tuple[Survey, Survey]) -> None:
    young, family = two
    assert others(young) == []
    harmed, second = open_survey("harmed", starter="people_harmed"), open_survey("more")
    for survey in (harmed, second, family):
        overall(survey, 1, 0, Q2)
    assert [other.slug for other in others(young)] == ["family", "harmed"]


def test_the_comparison_begins_with_the_newest_closed_period_that_both_share(two: tuple[Survey, Survey]) -> None:
    young, family = two
    for day in (Q1, Q2, Q3):
        overall(young, 5, 0, day)
    for day in (Q1, Q3):
        overall(family, 5, 0, day)
    assert str(usual_beside(young, family)) == "2026/27 Q1"
    assert [str(window) for window in of(two, Window(Quarter.of(Q1))).windows] == ["2026/27 Q3", "2026/27 Q1"]
