"""The page about the real comments says what the service says of them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from feedback.language.reading import read
from feedback.language.screening import screen
from feedback.questionnaire import loading
from feedback.questionnaire.definition import Comment
from training import nhs_answers

TOP = Path(__file__).resolve().parent.parent.parent
SENTIMENTS = ("positive", "negative", "mixed", "neutral", "unclear")
ROW = re.compile(r"^\| (.+?) \| ([\d,]+) \| " + r" \| ".join([r"([\d,]+)"] * 5) + r" \|$", re.M)


PAGE = (TOP / "docs" / "real-comments.md").read_text(encoding="utf-8")
QUESTIONNAIRE = loading.load((TOP / "training" / "nhs_comments.json").read_text(encoding="utf-8"))
QUESTIONS = {question.code: question for question in QUESTIONNAIRE.questions() if isinstance(question, Comment)}


def test_the_answers_made_from_them_are_one_comment_a_row(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    nhs_answers.main(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert set(rows[0]) == set(QUESTIONS)
    assert (len(rows), {sum(map(bool, row.values())) for row in rows}) == (5050, {1})


def test_the_table_is_right_within_a_percentage_point(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    nhs_answers.main(path)
    counted = {question.text: Counter[str]() for question in QUESTIONS.values()}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            question, text = next((QUESTIONS[code], text) for code, text in row.items() if text)
            if not any(sign.level in {"red", "amber"} for sign in screen(text)):
                counted[question.text][read(text, question.comment_kind).sentiment] += 1
    written = {match[1]: [int(number.replace(",", "")) for number in match.groups()[1:]] for match in ROW.finditer(PAGE)}
    assert set(written) == {*counted, "all"}
    for text, counts in counted.items():
        total = counts.total()
        assert written[text] == pytest.approx([total, *(counts[sentiment] for sentiment in SENTIMENTS)], abs=total / 100), text
    assert written["all"] == [sum(column) for column in zip(*(written[text] for text in counted), strict=True)]
