"""Quarters of the financial year, by the day in London."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.quarter import LONDON, Quarter, period

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
QUARTERS = st.builds(Quarter, st.integers(1900, 2200), st.integers(1, 4))
WRITTEN = st.builds(Quarter, st.integers(2000, 2100), st.integers(1, 4))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 4, 1), "2026/27 Q1"),
        (date(2026, 6, 30), "2026/27 Q1"),
        (date(2026, 7, 1), "2026/27 Q2"),
        (date(2026, 9, 30), "2026/27 Q2"),
        (date(2026, 10, 1), "2026/27 Q3"),
        (date(2026, 12, 31), "2026/27 Q3"),
        (date(2027, 1, 1), "2026/27 Q4"),
        (date(2027, 3, 31), "2026/27 Q4"),
        (date(2027, 4, 1), "2027/28 Q1"),
        (date(2000, 3, 31), "1999/00 Q4"),
        (date(2028, 2, 29), "2027/28 Q4"),
    ],
)
def test_a_day_belongs_to_the_quarter_of_its_financial_year(day: date, text: str) -> None:
    assert str(Quarter.of(day)) == text


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), "2026/27 Q1"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "2026/27 Q2"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "2026/27 Q2"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2026/27 Q3"),
        (datetime(2026, 3, 31, 23, 30, tzinfo=UTC), "2026/27 Q1"),
        (datetime(2027, 3, 27, 23, 59, tzinfo=UTC), "2026/27 Q4"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1), "2026/27 Q3"),
    ],
)
def test_an_instant_belongs_to_the_quarter_of_its_day_in_london(instant: datetime, text: str) -> None:
    assert str(Quarter.of_instant(instant)) == text


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Quarter.of_instant(datetime(2026, 6, 30, 23, 30))  # noqa: DTZ001 - the point of the test


def test_an_instant_is_not_taken_for_a_day() -> None:
    with pytest.raises(TypeError, match="of_instant"):
        Quarter.of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    ["", "2026 Q2", "2026/28 Q2", "2026/27 Q5", "2026/27 Q0", "2026-27 Q2", "26/27 Q2", "2026/27Q2", "2026/27 Q2 or so", "0000/01 Q1"],
)
def test_text_that_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="quarter"):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["0001/02 Q1", "1999/00 Q4", "2101/02 Q1", "9998/99 Q4"])
def test_a_quarter_of_a_year_out_of_reach_is_refused_with_the_years_that_can_be_asked_for(text: str) -> None:
    with pytest.raises(ValueError, match="write one from 2000 to 2100"):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["2000/01 Q1", "2100/01 Q4"])
def test_the_first_and_the_last_year_can_be_asked_for(text: str) -> None:
    assert str(Quarter.parse(text)) == text


def test_the_error_says_how_to_write_a_quarter() -> None:
    with pytest.raises(ValueError, match=r'"Summer" is not a quarter: write it like 2026/27 Q2'):
        Quarter.parse("Summer")


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (0, 1), (9999, 1)])
def test_a_quarter_that_does_not_exist_cannot_be_made(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        Quarter(year, number)


def test_a_rolling_year_is_four_quarters_that_end_here() -> None:
    assert [str(quarter) for quarter in Quarter(2026, 2).rolling()] == ["2025/26 Q3", "2025/26 Q4", "2026/27 Q1", "2026/27 Q2"]


def test_the_year_before_shares_no_quarter_with_a_rolling_year() -> None:
    assert not {*Quarter(2026, 2).rolling()} & {*Quarter(2026, 2).year_before().rolling()}
    assert Quarter(2026, 2).year_before() == Quarter(2025, 2)


def test_a_period_names_its_first_and_last_quarter() -> None:
    assert period((Quarter(2026, 2),)) == "2026/27 Q2"
    assert period(Quarter(2026, 2).rolling()) == "2025/26 Q3 to 2026/27 Q2"


@given(DAYS)
def test_every_day_lies_between_the_first_and_last_day_of_its_quarter(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert Quarter.of(quarter.first) == Quarter.of(quarter.last) == quarter


@given(QUARTERS)
def test_quarters_follow_each_other_without_a_gap(quarter: Quarter) -> None:
    assert quarter.next().first == quarter.last + timedelta(days=1)
    assert quarter.next().previous() == quarter
    assert quarter.previous() < quarter < quarter.next()


@given(QUARTERS, QUARTERS)
def test_quarters_are_in_the_order_of_their_days(one: Quarter, other: Quarter) -> None:
    assert (one < other) == (one.first < other.first)
    assert (one == other) == (hash(one) == hash(other) and str(one) == str(other))


@given(WRITTEN)
def test_a_quarter_reads_back_what_it_writes(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.parse(f"  {quarter}\n") == quarter
