"""What is shown of quarters and rolling years together gives back nothing that one of them holds back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as some

from feedback.figures.quarter import Quarter
from feedback.figures.released import CONFIDENTIAL, ReleasedTable
from feedback.figures.spreads import Count
from feedback.figures.tables import People, Row, Table, Themes, Whole
from feedback.reporting.about import About
from feedback.reporting.kept import Kept
from feedback.reporting.releasing import Make, held, released
from feedback.reporting.results import Results, results
from feedback.reporting.windows import Window
from feedback.store.surveys import Survey
from tests.figures.samples import figure_of
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import GOOD, overall, send

LAST = Quarter(2026, 2)
QUARTERS = LAST.rolling()
YEAR = Window(LAST, rolling=True)
WINDOWS = (*(Window(quarter) for quarter in QUARTERS), YEAR)
SMALL = some.integers(0, 12)


def pages(survey: Survey) -> dict[str, Results]:
    return {str(window): results(survey, window) for window in WINDOWS}


def sent(survey: Survey, counts: Sequence[int], **more: object) -> None:
    for quarter, count in zip(QUARTERS, counts, strict=True):
        overall(survey, count, 0, quarter.first, **more)


def about_sex(page: Results, part: str) -> ReleasedTable:
    tables = page.groups if part == "groups" else [table for _, table in page.who]
    return next(table for table in tables if table.title == "Sex")


def test_a_quarter_of_three_cannot_be_had_from_the_year_and_the_other_three(app_context: Flask) -> None:
    survey = open_survey(privacy="open")
    sent(survey, (12, 12, 12, 3))
    told = {window: page.headline.share_text for window, page in pages(survey).items() if page.headline}
    assert told == {str(quarter): "100 %" for quarter in QUARTERS[:3]} | {str(LAST): "[c]", str(YEAR): "[c]"}
    trend = results(survey, YEAR).trend
    assert trend is not None
    assert [row.share_text for row in trend.rows] == ["100 %", "100 %", "100 %", "[c]"]


def test_of_small_quarters_only_the_financial_year_is_shown(app_context: Flask) -> None:
    # 3 + 4 + 3 + 4 and then 4 + 3 + 4 + 3 people: the two years that overlap by three quarters differ by the one that came and went.
    survey = open_survey(privacy="open")
    ending = Quarter(2025, 4)
    for quarter, (good, bad) in zip((*ending.rolling(), ending.next()), ((1, 2), (2, 2), (2, 1), (2, 2), (2, 1)), strict=True):
        overall(survey, good, bad, quarter.first)
    told = {
        one: results(survey, one).headline for one in (Window(ending), Window(ending, rolling=True), Window(ending.next(), rolling=True))
    }
    assert [row.share_text for row in told.values() if row] == ["[c]", "50 %", "[c]"]


def test_a_year_of_small_quarters_in_which_all_agree_is_not_shown(app_context: Flask) -> None:
    survey = open_survey(privacy="open")
    for quarter, count in zip(Quarter(2025, 4).rolling(), (3, 4, 3, 4), strict=True):
        overall(survey, count, 0, quarter.first)
    headline = results(survey, Window(Quarter(2025, 4), rolling=True)).headline
    assert headline is not None
    assert headline.share_text == "[c]"


def test_a_year_whose_quarters_are_shown_is_shown_also_where_one_brought_nothing(app_context: Flask) -> None:
    survey = open_survey(privacy="open")
    sent(survey, (12, 0, 12, 12))
    headline = results(survey, YEAR).headline
    assert headline is not None
    assert headline.base == "36"


def test_a_year_that_is_held_back_is_no_year_to_compare_with(app_context: Flask) -> None:
    survey = open_survey(privacy="open")
    sent(survey, (12, 12, 12, 12))
    for quarter, count in zip(YEAR.before.quarters, (12, 12, 12, 3), strict=True):
        overall(survey, count, 0, quarter.first)
    found = results(survey, YEAR)
    assert found.before == YEAR.before
    assert found.headline is not None
    assert (found.headline.base, found.headline.change) == ("48", None)


def test_groups_are_told_for_the_year_in_bands_and_never_for_a_quarter(app_context: Flask) -> None:
    survey = open_survey()
    for sex, counts in {"m": (21, 21, 21, 21), "f": (11, 11, 11, 11), "other": (6, 7, 8, 3)}.items():
        for quarter, count in zip(QUARTERS, counts, strict=True):
            overall(survey, count - count // 3, count // 3, quarter.first, bands={"sex": sex})
    told = pages(survey)
    assert all(not page.groups and not page.who for window, page in told.items() if window != str(YEAR))
    assert {row.code: row.share_text for row in about_sex(told[str(YEAR)], "who").rows} == {"m": "80–89", "f": "40–49", "other": "20–29"}


def test_a_group_too_small_in_every_quarter_is_shown_in_the_year(app_context: Flask) -> None:
    survey = open_survey()
    for quarter, good, bad in zip(QUARTERS, (2, 1, 4, 3), (1, 1, 1, 1), strict=True):
        overall(survey, good, bad, quarter.first, bands={"care_experience": "yes"})
        overall(survey, 30, 6, quarter.first, bands={"care_experience": "no"})
    table = next(one for one in results(survey, YEAR).groups if one.title == "Care experience")
    assert {row.code: (row.base, row.share_text) for row in table.rows} == {"yes": ("10–19", "about 70 %"), "no": ("[c]", "[c]")}


def test_how_comments_were_read_in_a_small_quarter_cannot_be_had_from_the_year(app_context: Flask) -> None:
    survey = open_survey(privacy="open")
    for quarter, count in zip(QUARTERS, (6, 6, 6, 2), strict=True):
        for _ in range(count):
            send(survey, {"overall": GOOD}, quarter.first, comments={"good": "My worker is brilliant"})
        overall(survey, 10, 0, quarter.first)
    assert {window: sorted(held(page.said)) for window, page in pages(survey).items()} == {
        **{key: [] for key in map(str, QUARTERS[:3])},
        str(LAST): ["good"],
        str(YEAR): ["good"],
    }


def test_a_spread_of_numbers_that_one_quarter_holds_back_is_held_back_in_the_year(app_context: Flask) -> None:
    survey = open_survey("things", starter="how_things_are_going")
    for quarter, count in zip(QUARTERS, (30, 30, 30, 6), strict=True):
        for number in range(count):
            send(survey, {"goals": {"school": number % 11}}, quarter.first)
    title = "What do you want to work on? "
    told = {window: [bool(held(one)) for one in page.others if one.title.startswith(title)] for window, page in pages(survey).items()}
    assert told == {key: [False] for key in map(str, QUARTERS[:3])} | {str(LAST): [True], str(YEAR): [True]}


@settings(max_examples=300, deadline=None)
@given(some.lists(SMALL, min_size=4, max_size=9))
def test_no_figure_of_a_quarter_that_is_held_back_follows_from_all_the_quarters_and_years_that_are_shown(bases: list[int]) -> None:
    quarters = [LAST]
    while len(quarters) < len(bases):
        quarters.insert(0, quarters[0].previous())
    counts = dict(zip(quarters, bases, strict=True))
    shown = [window for window in windows_of(quarters) if not held(released(opinions(counts), about(window), {})[0])]
    equations = [[float(quarter in window.quarters) for quarter in quarters] for window in shown]
    # What is known of a quarter that brought nothing is that it did.
    equations += [[float(one == quarter) for one in quarters] for quarter in quarters if counts[quarter] == 0]
    for position, base in enumerate(bases):
        if 0 < base < 5:
            assert not follows(equations, [float(position == one) for one in range(len(quarters))])


@settings(max_examples=300, deadline=None)
@given(some.lists(some.tuples(SMALL, SMALL, SMALL), min_size=4, max_size=4))
def test_no_count_of_people_that_is_held_back_follows_from_a_year_and_its_quarters(cells: list[tuple[int, ...]]) -> None:
    counts = {(quarter, group): cell for quarter, row in zip(QUARTERS, cells, strict=True) for group, cell in zip("abc", row, strict=True)}
    equations = [[float(one == quarter) for one, _ in counts] for quarter in QUARTERS]
    for window in WINDOWS:
        (table,) = released(people(counts), about(window), {})
        for row in table.rows:
            if row.mark != CONFIDENTIAL:
                equations.append([float(quarter in window.quarters and group == row.code) for quarter, group in counts])
    for position, cell in enumerate(counts.values()):
        if 0 < cell < 5:
            assert not follows(equations, [float(position == one) for one in range(len(counts))])


def windows_of(quarters: Sequence[Quarter]) -> Iterator[Window]:
    yield from (Window(quarter) for quarter in quarters)
    yield from (Window(quarter, rolling=True) for quarter in quarters[3:])


def about(window: Window) -> About:
    return About("views", "young people", window)


def opinions(counts: Mapping[Quarter, int]) -> Make:
    """The figure of everybody, with so many answers in each quarter."""

    def make(of: About, _: Kept) -> list[Table]:
        n = sum(counts[quarter] for quarter in of.window.quarters)
        return [Whole("What they said", "views", "young people", (Row("overall", "Overall", figure_of(n, n), of.window.quarters),))]

    return make


def people(counts: Mapping[tuple[Quarter, str], int]) -> Make:
    """How many people are in each group, with so many in each quarter."""

    def make(of: About, _: Kept) -> list[Table]:
        total = {group: sum(counts[quarter, group] for quarter in of.window.quarters) for group in "abc"}
        rows = tuple(Count(group, group, count) for group, count in total.items())
        return [People("Group", "views", of.window.quarters, "group", "young people", rows, sum(total.values()))]

    return make


def follows(equations: Sequence[Sequence[float]], wanted: Sequence[float]) -> bool:
    """Whether a number is determined by the sums that are known."""
    if not equations:
        return False
    return np.linalg.matrix_rank(np.array(equations)) == np.linalg.matrix_rank(np.array([*equations, wanted]))


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((6, 7, 8, 9), "30"),
        ((0, 7, 0, 9), "16"),
        ((6, 7, 8, 2), "[c]"),
        ((6, 7, 1, 2), "[c]"),
        ((6, 7, 2, 3), "18"),
        ((0, 0, 0, 4), ""),
        ((2, 1, 0, 0), ""),
        ((2, 2, 1, 0), "5"),
    ],
)
def test_how_many_a_few_are_does_not_follow_from_the_year(counts: tuple[int, ...], told: str) -> None:
    by_window = {str(quarter): count for quarter, count in zip(QUARTERS, counts, strict=True)} | {str(YEAR): sum(counts)}

    def themes(about: About, _: Kept) -> list[Table]:
        return [Themes("What people wrote about", (Count("letters", "Letters", by_window[str(about.window)]),))]

    (table,) = released(themes, About("views", "young people", YEAR), {})
    assert table.rows[0].base == told
