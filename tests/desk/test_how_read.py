"""How comments were read: in time, changed, by two officers, and by when each should be."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from feedback.desk import clocks, how_read
from tests.desk.reading import reader, say, settings, write
from tests.desk.test_reading import FRIDAY, SURE, THURSDAY
from tests.intake.arrivals import open_survey


def test_how_we_read_counts_what_was_read_in_time_changed_and_read_twice(each_database: Flask) -> None:
    survey, ada, ben = open_survey(), reader("Ada Ode"), reader("Ben Bay")
    settings(100)
    for text, day, first, second in (
        ("brilliant one", FRIDAY, "positive", "positive"),
        ("brilliant two", FRIDAY, "negative", "negative"),
        ("brilliant three", THURSDAY, "positive", "negative"),
    ):
        comment_id = write(survey, text, day)
        say(ada, comment_id, first)
        say(ben, comment_id, second, shown_as="second")
    write(survey, "brilliant four", FRIDAY)
    ((_, now), *before) = how_read.by_quarter()
    assert (now.comments, now.read, now.in_time, now.changed, now.twice) == (4, 3, 2, 1, 3)
    assert now.agreement is not None
    # By hand: agreement 2/3, chance 2/3 * 1/3 + 1/3 * 2/3 = 4/9, kappa 2/9 / (5/9).
    assert now.agreement.kappa == pytest.approx(0.4)
    assert len(before) == 4
    assert how_read.together(one for _, one in [("", now), *before]) == now


def test_only_a_blind_second_reading_counts_towards_kappa(app_context: Flask) -> None:
    survey, ada, ben = open_survey(), reader("Ada Ode"), reader("Ben Bay")
    settings(100)
    comment_id = write(survey, SURE)
    say(ada, comment_id, "positive")
    say(ben, comment_id, "negative", shown_as="first")
    assert how_read.by_quarter()[0][1].twice == 0


@pytest.mark.parametrize(
    ("sent_on", "by"),
    [
        (date(2026, 11, 19), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 12, 24), date(2026, 12, 29)),
    ],
)
def test_a_comment_is_to_be_read_by_the_end_of_the_next_working_day(app_context: Flask, sent_on: date, by: date) -> None:
    assert how_read.next_working_day(clocks.hours(), sent_on) == by
