"""The weekly look: a tenth of what raised nothing, the same for everybody, and loud when it was left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from feedback.desk import raising
from feedback.desk import second_looks as desk
from feedback.desk.second_looks import this_monday
from feedback.store import comments, events
from feedback.store import second_looks as kept
from tests.desk.lane import HARM, deputy, lead
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import send

MONDAY = date(2026, 11, 16)
"""Of the week of the tests' day, a Saturday."""
LAST_WEEK = MONDAY - timedelta(days=4)


def write(number: int, day: date = LAST_WEEK, text: str = "the pool table number") -> None:
    """So many comments on a day, none of which a list could know."""
    survey = open_survey(f"views-{day}-{len(text)}")
    for place in range(number):
        send(survey, day=day, comments={"good": f"{text} {place}"})


@pytest.mark.parametrize(("of", "drawn"), [(0, 0), (3, 3), (5, 5), (40, 5), (51, 6), (100, 10), (1000, 50)])
def test_a_tenth_is_drawn_at_least_five_and_at_most_fifty(app_context: Flask, of: int, drawn: int) -> None:
    assert len(desk.sample(MONDAY, [str(number) for number in range(of)])) == drawn


def test_the_sample_is_the_same_in_any_order_and_another_each_week(app_context: Flask) -> None:
    ids = [str(number) for number in range(200)]
    assert desk.sample(MONDAY, ids) == desk.sample(MONDAY, ids[::-1])
    assert set(desk.sample(MONDAY, ids)) != set(desk.sample(MONDAY - desk.WEEK, ids))


def test_only_last_weeks_comments_that_raised_nothing_are_drawn_once(app_context: Flask) -> None:
    assert this_monday() == MONDAY
    write(4)
    write(2, MONDAY - timedelta(days=7 * 6), "long ago, the pool table")
    write(2, MONDAY, "this week, the pool table")
    send(open_survey("flagged"), day=LAST_WEEK, comments={"good": HARM})
    assert desk.left() == {MONDAY: 4}, "counted before anybody drew"
    desk.draw()
    assert kept.weeks(MONDAY)[MONDAY].drawn == 4
    write(3, LAST_WEEK, "late from a tablet")
    desk.draw()
    assert kept.weeks(MONDAY)[MONDAY].drawn == 4, "no reload draws again"


def test_each_is_read_once_on_record_and_can_be_taken_back(app_context: Flask) -> None:
    write(2)
    desk.draw()
    first = desk.next_one(lead())
    assert first is not None
    assert first.look.text.startswith("the pool table number")
    assert (first.question, first.audience) == ("What is good?", "young_people")
    assert [(event.subject_id, event.detail) for event in events.latest(["second_look.read"])] == [
        (first.look.comment_id, {"week": "2026-11-16"})
    ]
    assert desk.saw_nothing(first.look.comment_id, lead())
    assert not desk.saw_nothing(first.look.comment_id, deputy()), "the lead was first"
    assert desk.left() == {MONDAY: 1}
    assert not desk.undo(first.look.comment_id, deputy()), "it is the lead's word"
    assert desk.undo(first.look.comment_id, lead())
    assert desk.left() == {MONDAY: 2}


def test_what_is_found_is_raised_and_counted_as_missed(app_context: Flask) -> None:
    write(2)
    desk.draw()
    shown = desk.next_one(deputy())
    assert shown is not None
    raising.raise_concern(shown.look.comment_id, "amber", "home", "he means the flat", deputy())
    assert comments.on_the_desk(shown.look.comment_id) is None
    (week,) = desk.history(lead())
    assert week.week == kept.Week(drawn=2, read=1, missed=1)
    assert kept.missed_since(lead().id, MONDAY) == (1, 1)
    assert not desk.undo(shown.look.comment_id, deputy()), "a concern is not taken back like this"


def test_a_week_left_over_stays_to_be_read(app_context: Flask) -> None:
    write(3, LAST_WEEK - desk.WEEK)
    assert desk.left() == {MONDAY - desk.WEEK: 3}, "nobody looked last week"
    desk.draw()
    by_monday = {one.monday: one for one in desk.history(lead())}
    assert by_monday[MONDAY - desk.WEEK].behind
    assert not by_monday[MONDAY].behind
    shown = desk.next_one(lead())
    assert shown is not None
    assert shown.look.week_on == MONDAY - desk.WEEK


def test_nothing_to_read_is_none(app_context: Flask) -> None:
    desk.draw()
    assert desk.next_one(lead()) is None
    assert not desk.undo("00000000-0000-4000-8000-000000000000", lead())
