"""What is told of groups is decided from every rolling year so far, every quarter and every question."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience
from feedback.reporting.breakdowns import Breakdown
from feedback.reporting.grouped import Grouped, needed
from feedback.reporting.results import Results, results
from feedback.reporting.windows import Window
from feedback.store.surveys import Survey
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import overall

LAST = Quarter(2026, 2)
YEAR = Window(LAST, rolling=True)


def of_sex(page: Results) -> Breakdown:
    return next(breakdown for breakdown, _ in page.who if breakdown.code == "sex")


def told(page: Results, found: Grouped) -> dict[str, tuple[str, str]]:
    """Of each group its size and what it said overall."""
    assert page.asked.headline is not None
    who, said = found.who(of_sex(page)), found.said(of_sex(page), page.asked.headline)
    return {row.code: (row.share_text, other.share_text) for row, other in zip(who.rows, said.rows, strict=True)}


def sent(survey: Survey, last: Quarter = LAST) -> None:
    """84 and 12 people in a year, who mostly found the help good."""
    for quarter in last.rolling():
        overall(survey, 15, 6, quarter.first, bands={"sex": "m"})
        overall(survey, 2, 1, quarter.first, bands={"sex": "f"})


def test_the_windows_that_decide_are_every_year_so_far_and_each_of_their_quarters() -> None:
    windows = needed(YEAR, Quarter(2025, 2))
    assert [str(window) for window in windows] == [
        "year to 2026/27 Q1",
        "year to 2026/27 Q2",
        "2025/26 Q2",
        "2025/26 Q3",
        "2025/26 Q4",
        "2026/27 Q1",
        "2026/27 Q2",
    ]


def test_before_a_whole_year_was_collected_the_first_year_decides_by_itself() -> None:
    assert next(str(window) for window in needed(YEAR, Quarter(2026, 1))) == str(YEAR)
    assert len(needed(YEAR, Quarter(2026, 1))) == 5


def test_groups_are_told_by_size_and_by_what_they_said(app_context: Flask) -> None:
    survey = open_survey()
    sent(survey)
    page = results(survey, YEAR)
    # 12 of 96 people, so "not this group" is not told beside everybody; 8 of the 12 are 66.7 %, in tens 70.
    assert told(page, page.grouped()) == {"m": ("80–89", "[c]"), "f": ("10–19", "about 70 %"), "other": ("[c]", "[c]")}


def test_each_audience_has_its_own(app_context: Flask) -> None:
    survey = open_survey()
    for quarter in LAST.rolling():
        overall(survey, 30, 11, quarter.first, bands={"sex": "m"})
        overall(survey, 1, 1, quarter.first, bands={"sex": "f"})
    page = results(survey, YEAR)
    assert told(page, page.grouped())["f"][0] == "5–9"
    assert told(page, page.grouped(Audience.PUBLIC))["f"] == ("[c]", "[c]")


def test_what_is_told_of_a_year_does_not_change_when_later_ones_come(app_context: Flask) -> None:
    survey = open_survey()
    sent(survey)
    before = results(survey, YEAR).grouped()
    sent(survey, LAST.next().next().next().next())
    again = results(survey, YEAR)
    assert told(again, again.grouped()) == told(again, before)


@pytest.mark.parametrize("window", [Window(LAST), Window(LAST.next(), rolling=True)])
def test_nothing_is_told_of_a_quarter_nor_of_a_year_that_still_runs(app_context: Flask, window: Window) -> None:
    survey = open_survey()
    sent(survey, LAST.next())
    page = results(survey, window)
    assert (page.tells_groups, list(page.groups), list(page.who)) == (False, [], [])
