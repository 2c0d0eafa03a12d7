"""What is asked follows from what was answered, and an answer that nobody was asked for counts for nothing."""

from __future__ import annotations

import pytest

from feedback.questionnaire.definition import Answer
from feedback.questionnaire.visibility import path
from tests.questionnaire.tiny import Json, choice, choices, goals, loaded, number, rating, scale, statement, when

ANSWERED = {"kind": "answered", "question": "good"}
FEW = {"kind": "one_of", "question": "good", "values": ["no", "bit"]}
LATE = {"kind": "one_of", "question": "workers", "values": [3, 4]}


def asked_last(rule: Json, answers: dict[str, Answer]) -> bool:
    before = [scale(), choice(), choices(), rating(), number(), goals()]
    return "last" in path(loaded(*before, scale("last", visible_if=rule)), answers)


CASES: list[tuple[Json, dict[str, Answer], bool]] = [
    (when("good", "no"), {"good": "no"}, True),
    (when("good", "no"), {"good": "yes"}, False),
    (when("good", "no"), {}, False),
    (when("good", "not_sure"), {"good": "not_sure"}, True),
    (when("help_with", "work"), {"help_with": ["school", "work"]}, True),
    (when("help_with", "work"), {"help_with": ["school"]}, False),
    (when("goals", "calm"), {"goals": {"home": None, "calm": 3}}, True),
    (when("goals", "calm"), {"goals": {"home": 3}}, False),
    (when("stars", 0), {"stars": 0}, True),
    (when("stars", 0), {}, False),
    (when("stars", 7.0), {"stars": 7}, True),
    (FEW, {"good": "bit"}, True),
    (FEW, {"good": "yes"}, False),
    (LATE, {"workers": 4}, True),
    (LATE, {"workers": 5}, False),
    (ANSWERED, {"good": "yes"}, True),
    (ANSWERED, {"good": "not_sure"}, True),
    (ANSWERED, {"good": "skipped"}, False),
    (ANSWERED, {"good": "not_asked"}, False),
    (ANSWERED, {"good": ""}, False),
    ({"kind": "answered", "question": "stars"}, {"stars": 0}, True),
    ({"kind": "answered", "question": "help_with"}, {"help_with": []}, False),
    ({"kind": "answered", "question": "goals"}, {"goals": {}}, False),
    ({"kind": "all", "rules": [ANSWERED, when("stars", 1)]}, {"good": "no", "stars": 1}, True),
    ({"kind": "all", "rules": [ANSWERED, when("stars", 1)]}, {"good": "no", "stars": 2}, False),
    ({"kind": "any", "rules": [ANSWERED, when("stars", 1)]}, {"stars": 1}, True),
    ({"kind": "any", "rules": [ANSWERED, when("stars", 1)]}, {"stars": 2}, False),
    ({"kind": "all", "rules": [{"kind": "any", "rules": [when("stars", 1), FEW]}, ANSWERED]}, {"good": "no"}, True),
]


@pytest.mark.parametrize(("rule", "answers", "asked"), CASES)
def test_a_rule_looks_at_the_answers_before_it(rule: Json, answers: dict[str, Answer], asked: bool) -> None:
    assert asked_last(rule, answers) is asked


def test_a_question_without_a_rule_is_always_asked_and_statements_are_on_the_path() -> None:
    assert path(loaded(scale(), statement()), {}) == {"good", "before"}


def test_an_answer_to_a_question_off_the_path_opens_nothing() -> None:
    chain = loaded(scale(), scale("b", visible_if=when("good", "no")), scale("c", visible_if=when("b", "no")))
    assert path(chain, {"good": "no", "b": "no"}) == {"good", "b", "c"}
    assert path(chain, {"good": "yes", "b": "no"}) == {"good"}


def test_answers_to_questions_that_do_not_exist_change_nothing() -> None:
    assert path(loaded(scale()), {"nothing": "no"}) == {"good"}
