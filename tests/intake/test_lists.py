"""The lists that answers are read by are remembered for two seconds, and never longer."""

from __future__ import annotations

import json
from datetime import date

from flask import Flask

from feedback import store
from feedback.intake.lists import Remembered
from feedback.store import comments, lists
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import send

DAY = date(2026, 11, 21)


def change(after: int, **words: float) -> None:
    with store.transaction():
        lists.add("words", json.dumps(words), after, "", DAY, ACTOR)


def test_a_new_version_counts_after_two_seconds_and_not_before(app_context: Flask) -> None:
    seconds = 100.0
    remembered = Remembered(2.0, lambda: seconds)
    assert remembered.current("words").version == 0
    change(0, zonky=3)
    seconds += 1.99
    assert remembered.current("words").version == 0
    assert remembered.current("signs").version == 0
    seconds += 0.02
    assert remembered.current("words").version == 1


def test_what_comes_in_is_read_by_the_list_that_counts_now(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": "its zonky here"})
    change(0, zonky=3)
    send(survey, comments={"good": "really zonky"})
    found = {one.text: one.guess for one in comments.page(survey.id, ["2026/27 Q3"], 1, 5)[0]}
    assert "zonky" not in [word for word, _ in found["its zonky here"].reasons]
    assert found["really zonky"].sentiment == "positive"
    assert "zonky" in [word for word, _ in found["really zonky"].reasons]


def test_the_words_behind_a_guess_add_up_to_its_score(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, comments={"good": "brilliant, helpful, but the bus is terrible"})
    (one,), _ = comments.page(survey.id, ["2026/27 Q3"], 1, 5)
    assert one.guess.reasons[-1][0] == ""
    assert len(one.guess.reasons) > 2
