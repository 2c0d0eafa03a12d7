"""Answers left off are kept by whoever saves last, on both databases."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from feedback.intake import receiving, resuming
from feedback.intake.asked import asked
from feedback.store import unfinished
from feedback.store.database import db
from tests.intake.arrivals import door, form, open_survey
from tests.intake.devices import CODE, invite


def test_two_steps_saved_at_once_leave_one_of_them(each_database: Flask) -> None:
    invite(open_survey().id)
    wrong: list[Exception] = []

    def save(answer: str) -> None:
        with each_database.app_context():
            ask = receiving.invitation(CODE)
            assert ask
            try:
                resuming.save(ask, asked(door().version_id, "", open_mode=False), form(overall=answer))
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=save, args=[answer]) for answer in ("good", "bad", "okay", "very_good")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert db.session.query(unfinished.Unfinished).count() == 1


@pytest.mark.usefixtures("each_database")
def test_the_last_step_takes_the_place_of_the_one_before() -> None:
    invite(open_survey().id)
    ask = receiving.invitation(CODE)
    assert ask
    for answer in ("good", "bad"):
        resuming.save(ask, asked(door().version_id, "", open_mode=False), form(overall=answer, good="they listen"))
    assert resuming.chosen_before(ask).to_dict() == {"overall": "bad"}


@pytest.mark.usefixtures("each_database")
def test_a_step_that_arrives_after_the_answers_is_not_kept() -> None:
    survey = open_survey()
    invite(survey.id)
    ask = receiving.invitation(CODE)
    assert ask
    receiving.receive(receiving.Arrival(door(), form(overall="good"), "invitation", ask))
    resuming.save(ask, asked(door().version_id, "", open_mode=False), form(overall="bad"))
    assert db.session.query(unfinished.Unfinished).count() == 0
