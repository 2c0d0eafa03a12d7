from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.quarter import Quarter
from feedback.reporting.windows import Window, containing, gaps, leading_to, offered, usual

quarters = st.builds(Quarter, st.integers(2000, 2090), st.integers(1, 4))
windows = st.builds(Window, quarters, st.booleans())
Q2 = Quarter(2026, 2)


@given(windows)
def test_a_window_is_read_as_it_is_written(window: Window) -> None:
    assert Window.parse(str(window)) == window


@pytest.mark.parametrize("text", ["", "year to", "2026/28 Q2", "2026/27 Q5", "Year to 2026/27 Q2", "year to year to 2026/27 Q2"])
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a quarter|quarter"):
        Window.parse(text)


@given(windows)
def test_a_window_shares_no_quarter_with_the_one_before(window: Window) -> None:
    assert set(window.quarters).isdisjoint(window.before.quarters)
    assert window.before.quarters[-1].next() == window.quarters[0]


@given(windows)
def test_whatever_a_window_may_be_compared_with_is_as_long_and_shares_no_quarter(window: Window) -> None:
    assert window.earlier[0] == window.before
    for earlier in window.earlier:
        assert earlier.rolling == window.rolling
        assert max(earlier.quarters) < min(window.quarters)


def test_a_quarter_is_compared_with_the_one_before_or_a_year_before_and_a_year_with_the_year_before() -> None:
    assert [str(one) for one in Window(Q2).earlier] == ["2026/27 Q1", "2025/26 Q2"]
    assert [str(one) for one in Window(Q2, rolling=True).earlier] == ["year to 2025/26 Q2"]


@given(quarters, windows)
def test_containing_names_every_window_that_a_quarter_is_in(quarter: Quarter, window: Window) -> None:
    assert (window in containing(quarter)) == (quarter in window.quarters)


def test_a_window_says_its_months() -> None:
    assert Window(Q2).months == "July to September 2026"
    assert Window(Q2, rolling=True).months == "October 2025 to September 2026"


def test_a_rolling_year_is_offered_once_four_quarters_lie_behind() -> None:
    four = list(Q2.rolling())
    assert [str(window) for window in offered(four)] == ["2026/27 Q2", "2026/27 Q1", "2025/26 Q4", "2025/26 Q3", "year to 2026/27 Q2"]
    assert not any(window.rolling for window in offered(four[1:]))


@pytest.mark.parametrize(
    ("brought", "expected"),
    [
        (list(Q2.rolling()), "year to 2026/27 Q2"),
        ([*Q2.rolling(), Q2.next()], "year to 2026/27 Q2"),
        ([Q2.year_before(), *Q2.rolling()[1:]], "2026/27 Q2"),
        (list(Q2.previous().rolling()), "year to 2026/27 Q1"),
        (list(Q2.next().rolling()), "2026/27 Q2"),
        ([Q2, Q2.next()], "2026/27 Q2"),
        ([Q2.next()], "2026/27 Q3"),
        ([], "2026/27 Q3"),
        ([Q2.previous()], "2026/27 Q1"),
    ],
)
def test_a_page_begins_with_the_rolling_year_once_four_closed_quarters_brought_something(brought: list[Quarter], expected: str) -> None:
    assert str(usual(brought, Q2.next())) == expected


def test_gaps_are_the_quarters_that_brought_nothing_since_the_first_that_did() -> None:
    brought = [Quarter(2025, 3), Quarter(2026, 1)]
    assert [str(gap) for gap in gaps(brought, Q2)] == ["2025/26 Q4", "2026/27 Q2"]
    assert gaps([Q2], Q2) == gaps([], Q2) == gaps([Q2.next()], Q2) == ()


def test_a_trend_begins_no_earlier_than_the_first_responses() -> None:
    assert [str(one) for one in leading_to(Window(Q2, rolling=True), Q2.previous(), 8)] == ["2026/27 Q1", "2026/27 Q2"]
    assert len(leading_to(Window(Q2), Quarter(2000, 1), 8)) == 8
