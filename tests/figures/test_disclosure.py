"""What may be released to whom: what people think."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.disclosure import release
from feedback.figures.intervals import Interval
from feedback.figures.ledger import EmptyLedger
from feedback.figures.measures import Figure
from feedback.figures.released import Audience, ReleasedRow
from feedback.figures.rows import group_row
from feedback.figures.tables import Groups
from tests.figures.samples import Q2, figure_of
from tests.figures.tables import BOARD, OFFICERS, PUBLIC, YEAR, groups, marks, members, members_of, released, shares, whole

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


def test_a_group_of_a_rolling_year_is_told_in_a_band_and_in_tens() -> None:
    row = released(groups((10, 14), (60, 80), (30, 66))).rows[0]
    assert (row.base, row.share_text, row.share, row.mark) == ("10–19", "about 70 %", 0.7, "[u]")
    assert row.sentence == f"Group 0: about 70 % said the help was good or very good (10–19 people answered).{CAUTION}"
    assert row.distribution == ()


def test_larger_groups_are_told_in_fives_and_from_three_hundred_in_whole_per_cents() -> None:
    table = released(groups((250, 310), (60, 80)))
    assert [(row.base, row.share_text, row.mark) for row in table.rows] == [("310–319", "81 %", None), ("80–89", "about 75 %", None)]
    assert released(groups((12, 20), (60, 80), (30, 66))).rows[0].share_text == "about 60 %"
    assert table.rows[0].sentence == "Group 0: 81 % said the help was good or very good (310–319 people answered)."


def test_a_single_quarter_tells_nothing_of_its_groups() -> None:
    quarter = groups((10, 14), (60, 80), (30, 66), quarters=(Q2,))
    assert marks(released(quarter)) == marks(released(members_of(quarter))) == ["[c]", "[c]", "[c]"]


def test_the_size_of_a_group_is_its_band() -> None:
    table = released(members(14, 5, 80))
    assert [(row.base, row.share_text, row.share) for row in table.rows] == [
        ("99", "10–19", None),
        ("99", "5–9", None),
        ("99", "80–89", None),
    ]
    assert table.rows[0].sentence == "Group 0: 10–19 of 99 young people."
    assert shares(released(members(14, 9, 80), PUBLIC))[1] == "[c]"


@pytest.mark.parametrize("k", [0, 1, 2, 12, 13, 14])
def test_nobody_learns_what_everybody_in_a_group_said(k: int) -> None:
    table = released(groups((k, 14), (30, 60), (40, 80)))
    assert table.rows[0].share_text in {"few or none" if k < 7 else "all or nearly all", "[c]"}
    assert (table.rows[0].share, table.rows[0].interval) == (None, None)


@pytest.mark.parametrize(("k", "word"), [(0, "half or fewer"), (2, "half or fewer"), (3, "most"), (5, "most")])
def test_of_five_to_nine_only_a_word_is_told(k: int, word: str) -> None:
    row = released(groups((k, 5), (20, 40), (33, 60))).rows[0]
    assert (row.base, row.share_text, row.share, row.interval) == ("5–9", word, None, None)


def test_five_in_care_who_all_feel_listened_to_are_not_given_away() -> None:
    # 46 answered, five of them in care, and all five said yes: "most" holds three, four and five of five as well.
    officers, public = (released(groups((5, 5), (35, 41)), audience) for audience in (OFFICERS, PUBLIC))
    assert shares(officers) == ["most", "[c]"]
    assert shares(public) == ["[c]", "[c]"]
    assert marks(released(groups((5, 5), (35, 41), quarters=(Q2,)))) == ["[c]", "[c]"]


@pytest.mark.parametrize("audience", list(Audience))
def test_where_everybody_said_yes_groups_are_told_in_words(audience: Audience) -> None:
    # The figure of everybody says more of each of them than "all or nearly all" does.
    assert shares(released(groups((14, 14), (20, 20), (30, 30)), audience)) == ["all or nearly all"] * 3


def test_a_rolling_year_of_fourteen_in_care_is_shown_and_the_others_are_not() -> None:
    table = released(groups((10, 14), (123, 146)), PUBLIC)
    assert [(row.base, row.share_text) for row in table.rows] == [("10–19", "about 70 %"), ("[c]", "[c]")]


def test_of_two_groups_the_larger_is_told_once_the_smaller_has_thirty() -> None:
    assert marks(released(groups((20, 29), (100, 146))))[1] == "[c]"
    assert marks(released(groups((20, 34), (100, 146)))) == [None, None]


def test_two_bands_that_leave_one_world_are_not_told_with_their_shares() -> None:
    # Of 60 people 30 to 39 and 30 to 39 are 30 each; 25 or 26 of the one and 25 or 26 of the other, together 50, are 25 each.
    assert marks(released(groups((25, 30), (25, 30)))) == ["[c]", "[c]"]


def test_one_group_below_the_threshold_takes_another_with_it() -> None:
    # Beside 8, 0-4 and everybody's 5-9 the group of 3 would be known to the person.
    assert marks(released(members(3, 8))) == ["[c]", "[c]"]


def test_sizes_of_groups_that_are_no_peoples_are_told_beside_a_small_one() -> None:
    assert marks(released(members(3, 8, about_people=False))) == ["[c]", None]


def test_people_in_two_groups_are_an_error() -> None:
    table = groups((10, 14), (20, 30))
    more = Groups(table.title, "a", YEAR, "team", figure_of(30, 40), table.rows)
    with pytest.raises(ValueError, match="rows hold 44 people, but there are 40"):
        release([more, members(14, 30)], OFFICERS, EmptyLedger())


@given(GROUPED, SIDES, st.sampled_from(list(Audience)))
def test_no_group_below_the_threshold_is_ever_shown(sides: list[tuple[int, int]], rest: tuple[int, int], audience: Audience) -> None:
    table = groups(*sides, rest=rest)
    for told in (released(table, audience), released(members_of(table), audience)):
        assert all(row.mark == "[c]" or n >= audience.threshold for row, (_, n) in zip(told.rows, sides, strict=True))


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
            row = group_row(groups((k, n)).rows[0], 5)
            assert printed.setdefault((row.base, row.share_text), row) == row
    assert len(printed) > 50


@pytest.mark.parametrize(("side", "low", "high"), [((10, 14), 30, 90), ((24, 29), 60, 95)])
def test_the_interval_of_a_group_is_that_of_the_print(side: tuple[int, int], low: int, high: int) -> None:
    # 70 % of 10 by Wilson: 39.7 to 89.2, in tens outwards; 85 % of 20: 64.0 to 94.8, in fives.
    row = group_row(groups(side).rows[0], 5)
    assert row.interval == Interval(low / 100, high / 100)


@given(st.integers(10, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_group_holds_its_share(side: tuple[int, int]) -> None:
    row = group_row(groups(side).rows[0], 5)
    if row.share is not None and row.interval is not None:
        assert row.interval.holds(row.share)
        step = 10 if side[1] < 20 else 5 if side[1] < 300 else 1
        assert all(round(100 * end) % step == 0 for end in (row.share, *row.interval))
