"""What may be released to whom: who people are, themes, response rates and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.released import Audience
from feedback.figures.spreads import Count, spread_of
from feedback.figures.tables import Asked, GroupRates, Rates, Themes
from tests.figures.samples import figure_of, number, rating, tallied
from tests.figures.tables import OFFICERS, PUBLIC, YOUNG, groups, marks, members_of, people, released, shares, values, whole


def test_cells_below_the_threshold_go_and_take_another_with_them() -> None:
    table = released(people(30, 12, 4))
    assert shares(table) == ["30 (65 %)", "[c]", "[c]"]
    assert table.rows[0].sentence == "Group 0: 30 of 46 young people (65 %)."
    assert shares(released(people(30, 12, 4), PUBLIC)) == ["30 (65 %)", "[c]", "[c]"]


def test_17_of_177_in_care_are_shown_to_both() -> None:
    assert shares(released(people(17, 160), PUBLIC)) == ["17 (10 %)", "160 (90 %)"]


def test_a_count_of_nobody_is_hidden_as_well() -> None:
    assert shares(released(people(0, 20, 26))) == ["[c]", "[c]", "26 (57 %)"]


@pytest.mark.parametrize("count", [0, 4, 42, 46])
def test_a_choice_made_by_nearly_nobody_or_nearly_everybody_is_hidden(count: int) -> None:
    assert shares(released(people(count, 20, total=46, adds_up=False))) == ["[c]", "20 (43 %)"]


def test_a_choice_cannot_be_made_by_more_than_all() -> None:
    with pytest.raises(ValueError, match="larger than the total of 46"):
        released(people(47, total=46, adds_up=False))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(0, 12), st.sampled_from(list(Audience)))
def test_no_cell_below_the_threshold_is_shown_nor_left(counts: list[int], rest: int, audience: Audience) -> None:
    table = released(people(*counts, total=sum(counts) + rest), audience)
    shown = [count for row, count in zip(table.rows, counts, strict=True) if row.mark != "[c]"]
    assert all(count >= audience.threshold for count in shown)
    left = sum(counts) + rest - sum(shown)
    assert not shown or left == 0 or left >= audience.threshold


def test_themes_are_counted_from_the_threshold_up() -> None:
    rows = tuple(Count(f"t{count}", f"Theme {count}", count) for count in (14, 9, 4, 0))
    assert shares(released(Themes("Themes", rows))) == ["14 of you", "9 of you", "a few of you", "nobody"]
    assert shares(released(Themes("Themes", rows), PUBLIC)) == ["14 of you", "a few of you", "a few of you", "nobody"]


def test_response_rates_pass() -> None:
    rows = (
        Asked("q1", "2026/27 Q1", 41, 73),
        Asked("q2", "2026/27 Q2", 2, 3),
        Asked("q3", "2026/27 Q3", 0, 0),
        Asked("q4", "2026/27 Q4", 9, 3),
    )
    table = released(Rates("Response rates", YOUNG, rows), PUBLIC)
    assert [(row.base, row.share_text, row.share) for row in table.rows] == [
        ("73", "56 %", 0.56),
        ("3", "67 %", 0.67),
        ("0", "[x]", None),
        ("3", "[x]", None),
    ]
    assert table.rows[0].sentence == "41 of 73 invited young people answered (56 %), at or above the 30 % line."


def test_numbers_of_thirty_or_more_are_spread_with_their_average() -> None:
    table = released(values(spread_of(tallied({"7": 20, "8": 20}, "stars"), rating())))
    assert [(row.label, row.share_text) for row in table.rows if row.share] == [("7", "50 %"), ("8", "50 %")]
    assert table.sentence == "The average of 40 young people was 7.5 (likely between 7.3 and 7.7)."


def test_numbers_of_fewer_are_held_back_with_their_average() -> None:
    table = released(values(spread_of(tallied({"3": 20, "17": 9}, "workers"), number())))
    assert marks(table) == ["[c]"]
    assert "17" not in repr(table)
    assert table.sentence == "Too few young people answered to show how their answers are spread."


def test_numbers_of_nobody_say_so() -> None:
    table = released(values(spread_of(tallied({}, "stars"), rating())))
    assert (table.rows, table.sentence) == ((), "Too few young people answered for an average.")


def test_what_the_board_gets_is_not_for_publication() -> None:
    assert [released(whole(figure_of(40, 46)), audience).notice for audience in Audience] == ["", "Not for publication.", ""]


def test_tables_come_out_in_their_order() -> None:
    said = groups((20, 40))
    out = release([whole(), said, people(20), members_of(said), Themes("T", ()), Rates("R", YOUNG, ())], OFFICERS, EmptyLedger())
    assert [table.kind for table in out] == ["whole", "groups", "people", "people", "themes", "rates"]


def rates_of(*invited: int, rest: int = 0) -> GroupRates:
    """Groups of which so many were invited and half answered; `rest` are in none."""
    rows = tuple(Asked(str(number), f"Group {number}", people // 2, people) for number, people in enumerate(invited))
    return GroupRates("Team", YOUNG, rows, sum(invited) + rest)


def test_of_a_groups_rate_the_band_and_the_side_of_the_line_are_told() -> None:
    table = released(rates_of(60, 40, 24, 8))
    assert [(row.base, row.share_text, row.share) for row in table.rows] == [
        ("60", "30–39 (above the 30 % line)", None),
        ("40", "20–29 (above the 30 % line)", None),
        ("24", "10–19 (above the 30 % line)", None),
        ("8", "under 5 (above the 30 % line)", None),
    ]
    assert table.rows[0].sentence == "Group 0: 30–39 of 60 invited young people answered, above the 30 % line."
    assert shares(released(rates_of(60, 18), PUBLIC)) == ["30–39 (above the 30 % line)", "under 10 (above the 30 % line)"]


@pytest.mark.parametrize(("answered", "text"), [(5, "far below"), (6, "below"), (12, "on"), (13, "above")])
def test_the_side_of_the_line_is_that_of_the_rate(answered: int, text: str) -> None:
    rows = tuple(Asked(code, code, answered, 40) for code in ("a", "b"))
    assert all(row.share_text.endswith(f"({text} the 30 % line)") for row in released(GroupRates("Team", YOUNG, rows, 80)).rows)


def test_a_group_of_few_invited_is_hidden_with_the_next_smallest() -> None:
    assert shares(released(rates_of(20, 10, 4))) == ["10–19 (above the 30 % line)", "[c]", "[c]"]


@given(st.lists(st.integers(1, 40), max_size=8), st.integers(0, 10))
def test_hidden_groups_are_never_one_alone_nor_about_few(invited: list[int], rest: int) -> None:
    table = rates_of(*invited, rest=rest)
    hidden = [row.invited for row, shown in zip(table.rows, released(table).rows, strict=True) if shown.mark == "[c]"]
    assert all(people in hidden for people in invited if people < 5)
    if any(people < 5 for people in invited) and len(invited) > 1:
        assert len(hidden) > 1
        assert sum(hidden) >= 5 or len(hidden) == len(invited)
