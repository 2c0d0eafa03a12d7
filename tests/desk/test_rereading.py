"""What no person has read is read again when the word list changes; a person's word stays, and so does the guess beside it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from flask import Flask

from feedback import store
from feedback.desk import rereading
from feedback.store import comments, lists, person_readings
from feedback.store.comments import Guess
from feedback.store.surveys import Survey
from tests.desk.reading import EVERY_QUARTER, reader, say, settings, write
from tests.intake.arrivals import ACTOR, open_survey

DAY = date(2026, 11, 21)


def change(after: int, **words: float) -> None:
    with store.transaction():
        lists.add("words", json.dumps(words), after, "", DAY, ACTOR)


def guess(survey: Survey, comment_id: str) -> Guess:
    found = next(one for one in comments.page(survey.id, EVERY_QUARTER, 1, 50)[0] if one.id == comment_id)
    assert found.guess is not None
    return found.guess


def test_unread_comments_are_read_again_by_the_list_that_counts(each_database: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "AT_ONCE", 2)
    survey, ada = open_survey(), reader("Ada Ode")
    settings()
    ids = [write(survey, f"its zonky here {number}") for number in range(5)]
    say(ada, ids[0], "negative")
    before = guess(survey, ids[0])
    assert not rereading.read_again()
    change(0, zonky=3)
    assert not rereading.read_again()
    assert {guess(survey, one).sentiment for one in ids[1:]} == {"positive"}
    assert "zonky" in [word for word, _ in guess(survey, ids[1]).reasons]
    assert guess(survey, ids[0]) == before
    assert person_readings.of(ids)[ids[0]]["first"].sentiment == "negative"


def test_where_there_is_much_to_read_it_stops_for_other_chores_and_goes_on(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "AT_ONCE", 1)
    monkeypatch.setattr(rereading, "MOST_BATCHES", 2)
    survey = open_survey()
    ids = [write(survey, f"its zonky here {number}") for number in range(3)]
    change(0, zonky=3)
    assert rereading.read_again()
    assert sum(guess(survey, one).sentiment == "positive" for one in ids) == 2
    assert not rereading.read_again()
    assert all(guess(survey, one).sentiment == "positive" for one in ids)
