"""Figures as sentences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures import words
from feedback.figures.change import change
from feedback.figures.measures import figure
from feedback.figures.spreads import spread_of
from tests.figures.samples import figure_of, rating, scale, tallied

YOUNG = "young people"


def test_the_sentence_that_everybody_waits_for() -> None:
    expected = "40 of 46 young people said the help was good or very good (87 %, likely between 74 % and 94 %)."
    assert words.sentence(figure_of(40, 46), YOUNG) == expected


def test_without_a_finding_the_labels_are_quoted() -> None:
    found = figure(tallied({"good": 20, "very_good": 10, "bad": 10}, "listened"), scale(code="listened", text="My worker listens to me."))
    assert words.sentence(found, YOUNG).startswith("30 of 40 young people said “Good” or “Very good” to “My worker listens to me” (75 %,")


@pytest.mark.parametrize(
    ("k", "n", "sentence"),
    [
        (0, 0, "No young people answered “Overall, how good is the help?”."),
        (1, 1, "Too few young people answered to show what they said."),
        (4, 4, "Too few young people answered to show what they said."),
        (5, 5, "Most of the young people who answered said the help was good or very good."),
        (4, 8, "Half or fewer of the young people who answered said the help was good or very good."),
        (9, 9, "Most of the young people who answered said the help was good or very good."),
        (
            8,
            10,
            "8 of 10 young people said the help was good or very good (80 %, likely between 49 % and 94 %). "
            "Few people answered, so treat this with care.",
        ),
        (
            29,
            29,
            "29 of 29 young people said the help was good or very good (100 %, likely between 88 % and 100 %). "
            "Few people answered, so treat this with care.",
        ),
        (0, 30, "0 of 30 young people said the help was good or very good (0 %, likely between 0 % and 11 %)."),
    ],
)
def test_how_much_is_said_depends_on_how_many_answered(k: int, n: int, sentence: str) -> None:
    assert words.sentence(figure_of(k, n), YOUNG) == sentence


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ((28, 38), (40, 46), "No clear change since 2025/26 Q4 (13 points higher, likely between 4 lower and 30 higher)."),
        ((20, 40), (38, 40), "Improved since 2025/26 Q4 (45 points higher, likely between 26 higher and 60 higher)."),
        ((50, 100), (49, 100), "No clear change since 2025/26 Q4 (1 point lower, likely between 15 lower and 13 higher)."),
        ((20, 40), (20, 40), "No clear change since 2025/26 Q4 (level, likely between 21 lower and 21 higher)."),
        ((4, 9), (20, 40), "No clear change since 2025/26 Q4."),
        ((4, 4), (20, 40), "Too few people answered to compare with 2025/26 Q4."),
        ((0, 0), (20, 40), "There is nothing to compare with in 2025/26 Q4."),
    ],
)
def test_a_change_is_said_with_its_interval(before: tuple[int, int], after: tuple[int, int], sentence: str) -> None:
    assert words.change_sentence(change(figure_of(*before), figure_of(*after)), "2025/26 Q4") == sentence


@pytest.mark.parametrize(
    ("answered", "invited", "sentence"),
    [
        (46, 72, "46 of 72 invited young people answered (64 %), at or above the 30 % line."),
        (3, 10, "3 of 10 invited young people answered (30 %), at or above the 30 % line."),
        (296, 1000, "296 of 1000 invited young people answered (30 %), below the 30 % line."),
        (13, 62, "13 of 62 invited young people answered (21 %), below the 30 % line."),
        (0, 0, "No young people were invited, so there is no response rate."),
        (80, 72, "80 answered and only 72 were invited: others had the link too, so there is no response rate."),
    ],
)
def test_a_response_rate_stands_against_its_line(answered: int, invited: int, sentence: str) -> None:
    assert words.response_rate_sentence(answered, invited, YOUNG) == sentence


def test_a_period_with_nothing_says_so() -> None:
    assert words.nothing_collected("2026/27 Q3") == "Nothing was collected in 2026/27 Q3."


def test_everybody_outside_the_base_is_told_by_why() -> None:
    counts = {"good": 3, "skipped": 2, "not_sure": 1, "rather_not_say": 4, "not_asked": 5, "gone": 6}
    assert words.left_out(spread_of(tallied(counts), scale())) == (
        "2 skipped it, 1 answered “not sure”, 4 would rather not say, 5 not asked and 6 gave an answer that is not counted here."
    )
    assert words.left_out(spread_of(tallied({"good": 3}), scale())) == ""


def test_an_average_is_said_with_its_interval() -> None:
    found = spread_of(tallied({"7": 20, "8": 20}, "stars"), rating())
    assert words.mean_sentence(found, YOUNG) == "The average of 40 young people was 7.5 (likely between 7.3 and 7.7)."
    assert words.mean_sentence(spread_of(tallied({"7": 1}, "stars"), rating()), YOUNG) == "Too few young people answered for an average."


@pytest.mark.parametrize(("count", "said"), [(0, "nobody"), (1, "a few of you"), (9, "a few of you"), (10, "10 of you"), (14, "14 of you")])
def test_a_theme_is_counted_in_the_words_that_go_back(count: int, said: str) -> None:
    assert words.theme_count(count, 10) == said


@given(st.integers(5, 9).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_a_word_for_few_people_leaves_at_least_three_counts_open(sides: tuple[int, int]) -> None:
    n, k = sides
    same = [other for other in range(n + 1) if words.share_in_a_word(other, n) == words.share_in_a_word(k, n)]
    assert len(same) >= 3
    assert not {0, n} >= set(same)


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_no_number_is_said_of_fewer_than_ten(sides: tuple[int, int]) -> None:
    n, k = sides
    assert bool(re.search(r"\d", words.sentence(figure_of(k, n), YOUNG))) == (n >= 10)


@given(st.integers(10, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_a_caution_stands_below_thirty_alone(sides: tuple[int, int]) -> None:
    n, k = sides
    assert (words.CAUTION in words.sentence(figure_of(k, n), YOUNG)) == (n < 30)
