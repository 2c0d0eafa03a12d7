"""When somebody is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.asking.due import REVIEW_EVERY, TOUCHPOINTS, Dates, Occasion, due, occasion

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
MAYBE = st.none() | DAYS
PEOPLE = st.builds(Dates, MAYBE, MAYBE, MAYBE, MAYBE)


def day(text: str) -> date | None:
    """ "10-05" is 5 October 2026; nothing is None."""
    return date.fromisoformat(f"2026-{text}") if text else None


@pytest.mark.parametrize(
    ("started", "review", "ended", "touchpoint", "expected"),
    [
        ("09-10", "", "", "start", True),  # three weeks later is 1 October
        ("09-17", "", "", "start", True),  # two weeks later is 1 October
        ("09-03", "", "", "start", True),  # four weeks later is 1 October
        ("09-02", "", "", "start", False),  # 30 September is the last of the four weeks
        ("10-17", "", "", "start", True),  # two weeks later is 31 October
        ("10-18", "", "", "start", False),
        ("09-17", "", "09-30", "start", False),  # gone before the two weeks were over
        ("09-17", "", "10-01", "start", True),
        ("", "", "", "start", False),
        ("01-01", "10-01", "", "review", True),
        ("01-01", "10-31", "", "review", True),
        ("01-01", "11-01", "", "review", False),
        ("07-02", "09-30", "", "review", False),  # a day that is given stands in place of the regular one
        ("07-02", "", "", "review", True),  # 91 days later is 1 October
        ("08-01", "", "", "review", True),  # 91 days later is 31 October
        ("08-02", "", "", "review", False),
        ("04-02", "", "", "review", True),  # 182 days later is 1 October
        ("07-02", "", "09-30", "review", False),
        ("07-02", "10-09", "10-08", "review", False),
        ("10-05", "", "", "review", False),  # nobody is reviewed on the day they start
        ("", "", "", "review", False),
        ("01-01", "", "10-08", "exit", True),  # a week before is 1 October
        ("01-01", "", "10-07", "exit", False),
        ("01-01", "", "11-07", "exit", True),
        ("01-01", "", "11-08", "exit", False),
        ("01-01", "", "", "exit", False),
        ("01-01", "", "07-02", "follow_up", True),  # 91 days later is 1 October
        ("01-01", "", "07-01", "follow_up", False),
        ("01-01", "", "", "follow_up", False),
        ("01-01", "", "", "census", True),
        ("", "", "", "census", True),
        ("10-31", "", "", "census", True),
        ("11-01", "", "", "census", False),
        ("01-01", "", "10-01", "census", True),
        ("01-01", "", "09-30", "census", False),
    ],
)
def test_who_is_due_in_october(started: str, review: str, ended: str, touchpoint: str, expected: bool) -> None:
    assert due(Dates(day(started), day(review), day(ended)), touchpoint, *OCTOBER) is expected


def test_those_who_left_are_asked_afterwards_and_for_nothing_else() -> None:
    gone = Dates(day("09-10"), day("10-05"), day("07-20"), left_on=day("07-21"))
    assert [touchpoint for touchpoint in TOUCHPOINTS if due(gone, touchpoint, *OCTOBER)] == ["follow_up"]


def test_whoever_left_the_list_without_an_end_is_followed_up_from_that_day() -> None:
    left = Dates(day("01-01"), left_on=day("07-02"))
    assert occasion(left, "follow_up", *OCTOBER) == Occasion(date(2026, 10, 1), date(2026, 10, 1))


def test_an_occasion_has_the_days_on_which_one_is_asked_once() -> None:
    assert occasion(Dates(day("09-10")), "start", *OCTOBER) == Occasion(date(2026, 9, 24), date(2026, 10, 8))
    assert occasion(Dates(day("01-01")), "census", *OCTOBER) == Occasion(*OCTOBER)
    assert occasion(Dates(date(2026, 1, 1)), "review", date(2026, 4, 1), date(2026, 12, 31)) == Occasion(*[date(2026, 12, 31)] * 2)


@given(PEOPLE, st.sampled_from(TOUCHPOINTS), DAYS, st.integers(0, 200), st.integers(0, 100))
def test_whoever_is_due_in_a_window_is_due_in_a_wider_one(person: Dates, touchpoint: str, first: date, length: int, more: int) -> None:
    last = first + timedelta(days=length)
    wider = first - timedelta(days=more), last + timedelta(days=more)
    if due(person, touchpoint, first, last) and not (touchpoint == "review" and person.review_on is None and person.ended_on is None):
        assert due(person, touchpoint, *wider)


@given(DAYS, DAYS)
def test_a_regular_review_comes_once_in_every_three_months(started: date, first: date) -> None:
    last = first + REVIEW_EVERY - timedelta(days=1)
    assert due(Dates(started), "review", first, last) is (last >= started + REVIEW_EVERY)


def test_an_unknown_touchpoint_is_an_error() -> None:
    with pytest.raises(KeyError):
        due(Dates(), "birthday", *OCTOBER)
