"""Answers in the words of what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.questionnaire.answers import collect
from feedback.questionnaire.telling import told
from tests.questionnaire import tiny


@pytest.mark.parametrize(
    ("question", "data", "said"),
    [
        (tiny.scale(), {"good": "bit"}, "A bit"),
        (tiny.scale(), {"good": None}, ""),
        (tiny.choice(), {"where": "home"}, "At home"),
        (tiny.choices(), {"help_with": ["school", "work"]}, "School; Work"),
        (tiny.choices(), {"help_with": []}, ""),
        (tiny.rating(), {"stars": 0}, "0"),
        (tiny.number(), {"workers": 3}, "3"),
        (tiny.comment(), {"change": "More\nbuses"}, "More\nbuses"),
        (tiny.contact(), {"talk": "yes", "talk.name": "", "talk.how": ""}, "Yes"),
        (tiny.contact(), {"talk": None, "talk.name": "Kim", "talk.how": "01632 960 100"}, "Yes. Kim. 01632 960 100"),
        (tiny.contact(), {"talk": None, "talk.name": "", "talk.how": ""}, ""),
    ],
)
def test_each_kind_of_answer_is_told(question: dict[str, Any], data: dict[str, Any], said: str) -> None:
    asked = tiny.loaded(tiny.statement(), question)
    (one,) = told(asked.sections, data, collect(asked, asked, data))
    assert (one.code, one.question, one.answer, one.counts) == (question["code"], question["text"], said, True)


def test_goals_are_told_with_their_numbers() -> None:
    asked = tiny.loaded(tiny.goals())
    options = [option.code for option in asked.sections[0].questions[0].options]  # type: ignore[union-attr]
    data = {"goals": options[:2], f"goals.{options[0]}": 7, f"goals.{options[1]}": None}
    (one,) = told(asked.sections, data, collect(asked, asked, data))
    assert one.answer.count(" out of 10") == 1
    assert "; " in one.answer


def test_what_another_answer_rules_out_does_not_count() -> None:
    asked = tiny.loaded(tiny.scale(), tiny.choice(visible_if=tiny.when("good", "yes")))
    for first, counts in (("yes", True), ("no", False)):
        data = {"good": first, "where": "home"}
        assert [one.counts for one in told(asked.sections, data, collect(asked, asked, data))] == [True, counts]
    data = {"good": "no", "where": None}
    assert all(one.counts for one in told(asked.sections, data, collect(asked, asked, data)))
