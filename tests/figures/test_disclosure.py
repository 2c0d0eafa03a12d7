"""What may be released to whom: what people think."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.intervals import Interval
from feedback.figures.measures import Figure
from feedback.figures.released import Audience, ReleasedRow
from feedback.figures.tables import Groups
from tests.figures.samples import Q2, figure_of
from tests.figures.tables import BOARD, OFFICERS, PUBLIC, groups, marks, released, shares, whole

CAUTION = " Few people answered, so treat this with care."
SIDES = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
GROUPED = st.lists(SIDES, min_size=1, max_size=6)


# A whole audience


def test_a_whole_audience_from_thirty_has_its_figure_interval_and_split() -> None:
    (row,) = released(whole(figure_of(40, 46, skipped=2, not_sure=3))).rows
    assert (row.base, row.share_text, row.share, row.interval, row.mark) == ("46", "87 %", 0.87, Interval(0.74, 0.94), None)
    assert row.sentence == "40 of 46 young people said the help was good or very good (87 %, likely between 74 % and 94 %)."
    assert [(part.label, part.count, part.share_text) for part in row.distribution] == [
        ("Very bad", 0, "0 %"),
        ("Bad", 6, "13 %"),
        ("Okay", 0, "0 %"),
        ("Good", 40, "87 %"),
        ("Very good", 0, "0 %"),
    ]
    assert row.left_out == "2 skipped it and 3 answered “not sure”."


@pytest.mark.parametrize("audience", list(Audience))
def test_below_thirty_a_whole_audience_has_no_split_and_a_caution(audience: Audience) -> None:
    (row,) = (table := released(whole(figure_of(24, 29, skipped=2)), audience)).rows
    assert (row.base, row.share_text, row.mark, row.distribution, row.left_out) == ("29", "83 %", "[u]", (), "")
    assert row.sentence.endswith(CAUTION)
    assert table.marks == ("[u] Few people answered, so treat this with care.",)


def test_five_to_nine_are_told_in_words_to_officers_and_not_at_all_to_the_public() -> None:
    (row,) = released(whole(figure_of(8, 9))).rows
    assert (row.base, row.share_text, row.share, row.interval, row.mark) == ("9", "most", None, None, "[u]")
    assert not re.search(r"\d", row.sentence)
    (row,) = released(whole(figure_of(8, 9)), PUBLIC).rows
    assert (row.base, row.share_text, row.share, row.interval, row.mark) == ("[c]", "[c]", None, None, "[c]")


@pytest.mark.parametrize(("audience", "shown"), [(OFFICERS, 5), (BOARD, 5), (PUBLIC, 10)])
def test_each_audience_has_its_threshold(audience: Audience, shown: int) -> None:
    table = released(whole(*(figure_of(n // 2, n) for n in range(1, 13))), audience)
    assert [row.mark != "[c]" for row in table.rows] == [n >= shown for n in range(1, 13)]


@pytest.mark.parametrize(
    ("figure", "mark", "sentence"),
    [
        (figure_of(0, 0), "[x]", "Nothing was collected in 2026/27 Q2."),
        (figure_of(0, 0, skipped=4), "[x]", "No young people answered “Overall, how good is the help?”."),
        (figure_of(0, 0, not_asked=40), "[z]", "No young people were asked this."),
    ],
)
def test_a_gap_says_loudly_why_it_is_there(figure: Figure, mark: str, sentence: str) -> None:
    (row,) = released(whole(figure)).rows
    assert (row.base, row.share_text, row.share, row.mark, row.sentence) == ("0", mark, None, mark, sentence)


def test_a_change_is_told_beside_its_figure() -> None:
    (row,) = released(whole(figure_of(40, 46), before=figure_of(28, 38))).rows
    assert row.change is not None
    assert row.change.word == "no clear change"
    assert row.change.sentence == "No clear change since 2026/27 Q1 (13 points higher, likely between 4 lower and 30 higher)."


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (figure_of(7, 9), "Too few people answered to compare with 2026/27 Q1."),
        (figure_of(0, 0), "There is nothing to compare with in 2026/27 Q1."),
    ],
)
def test_a_change_from_too_few_is_not_told(before: Figure, sentence: str) -> None:
    (row,) = released(whole(figure_of(40, 46), before=before), PUBLIC).rows
    assert row.change is not None
    assert (row.change.word, row.change.sentence) == (None, sentence)


def test_a_hidden_row_tells_no_change() -> None:
    (row,) = released(whole(figure_of(3, 4), before=figure_of(28, 38))).rows
    assert (row.mark, row.change) == ("[c]", None)


def test_of_quarters_that_add_up_no_single_one_is_hidden_and_gaps_hide_nothing() -> None:
    trend = (figure_of(3, 4), figure_of(20, 31), figure_of(0, 0), figure_of(9, 12))
    assert marks(released(whole(*trend, adds_up=True))) == ["[c]", None, "[x]", "[c]"]
    assert marks(released(whole(*trend))) == ["[c]", None, "[x]", "[u]"]


# Groups


def test_a_group_is_told_in_bands_and_fives() -> None:
    row = released(groups((10, 14), (60, 80), (30, 66))).rows[0]
    assert (row.base, row.share_text, row.share, row.mark) == ("10–19", "about 70 %", 0.7, "[u]")
    assert row.sentence == f"Group 0: about 70 % said the help was good or very good (10–19 people answered).{CAUTION}"
    assert row.distribution == ()


def test_from_thirty_in_every_part_groups_have_whole_per_cents() -> None:
    table = released(groups((43, 50), (60, 80)))
    assert [(row.base, row.share_text, row.mark) for row in table.rows] == [("50–59", "86 %", None), ("80–89", "75 %", None)]
    assert table.rows[0].sentence == "Group 0: 86 % said the help was good or very good (50–59 people answered)."


def test_a_table_is_no_finer_than_its_smallest_part() -> None:
    assert shares(released(groups((43, 50), (61, 80), (12, 20)))) == ["about 85 %", "about 75 %", "about 60 %"]
    assert shares(released(groups((43, 50), (61, 80), rest=(12, 20)))) == ["about 85 %", "about 75 %"]


@pytest.mark.parametrize(
    ("k", "n", "text"),
    [
        (0, 12, "few or none"),
        (2, 12, "few or none"),
        (3, 12, "about 25 %"),
        (9, 12, "about 75 %"),
        (10, 12, "all or nearly all"),
        (12, 12, "all or nearly all"),
        (48, 50, "all or nearly all"),
        (1, 50, "few or none"),
        (5, 5, "most"),
        (3, 5, "most"),
        (2, 5, "half or fewer"),
        (0, 9, "half or fewer"),
    ],
)
def test_nobody_learns_what_everybody_in_a_group_said(k: int, n: int, text: str) -> None:
    table = released(groups((k, n), (20, 40), (33, 60)))
    assert table.rows[0].share_text == text
    assert (table.rows[0].share is None) == (not text.startswith("about"))
    assert (table.rows[0].interval is None) == (table.rows[0].share is None)


def test_five_in_care_who_all_feel_listened_to_are_not_given_away() -> None:
    # One quarter of the demo: all five said yes, and 46 answered.
    officers, public = (released(groups((5, 5), (35, 41)), audience) for audience in (OFFICERS, PUBLIC))
    assert shares(officers) == ["most", "[c]"]
    assert shares(public) == ["[c]", "[c]"]


def test_a_rolling_year_of_fourteen_in_care_is_shown_and_the_others_are_not() -> None:
    table = released(groups((10, 14), (123, 146)), PUBLIC)
    assert [(row.base, row.share_text) for row in table.rows] == [("10–19", "about 70 %"), ("[c]", "[c]")]


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    assert marks(released(groups((3, 4), (20, 31), (40, 50), (20, 30)))) == ["[c]", None, None, "[c]"]


def test_people_whose_group_is_not_known_count_as_a_hidden_group() -> None:
    assert marks(released(groups((20, 31), (40, 50), rest=(1, 2)))) == ["[c]", None]
    assert marks(released(groups((20, 31), (40, 50), rest=(20, 40)))) == [None, None]


def test_people_in_two_groups_are_an_error() -> None:
    table = groups((10, 14), (20, 30))
    with pytest.raises(ValueError, match="rows hold 44 people, but there are 40"):
        released(Groups(table.title, "a", (Q2,), "team", figure_of(30, 40), table.rows))


@given(GROUPED, SIDES, st.sampled_from(list(Audience)))
def test_no_group_below_the_threshold_is_ever_shown(sides: list[tuple[int, int]], rest: tuple[int, int], audience: Audience) -> None:
    table = released(groups(*sides, rest=rest), audience)
    for row, (_, n) in zip(table.rows, sides, strict=True):
        assert row.mark == "[c]" or n >= audience.threshold
    remainder = rest[1] + sum(n for row, (_, n) in zip(table.rows, sides, strict=True) if row.mark == "[c]")
    if any(row.mark != "[c]" for row in table.rows):
        assert remainder == 0 or remainder >= audience.threshold


@given(GROUPED, SIDES, st.sampled_from(list(Audience)))
def test_a_hidden_row_tells_nothing_but_its_name(sides: list[tuple[int, int]], rest: tuple[int, int], audience: Audience) -> None:
    for row in released(groups(*sides, rest=rest), audience).rows:
        if row.mark == "[c]":
            sentence = f"{row.label}: held back so that nobody can be recognised."
            assert row == ReleasedRow(row.code, row.label, "[c]", "[c]", None, sentence, mark="[c]")


def test_what_is_released_of_a_group_follows_from_what_is_printed() -> None:
    printed: dict[tuple[str, str], ReleasedRow] = {}
    for n in range(5, 60):
        for k in range(n + 1):
            row = released(groups((k, n), (20, 40), (33, 60))).rows[0]
            assert printed.setdefault((row.base, row.share_text), row) == row


@given(st.integers(10, 29).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_group_holds_its_share_in_fives(side: tuple[int, int]) -> None:
    row = released(groups(side, (20, 40), (33, 60))).rows[0]
    if row.share is not None and row.interval is not None:
        assert row.interval.holds(row.share)
        assert all(round(100 * end) % 5 == 0 for end in (row.share, *row.interval))
